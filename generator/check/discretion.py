"""What a diagnostic does not say: nothing of a private file, no name that is known, and nothing that may be one."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from generator.check import persons
from generator.check.engine import run
from generator.model import personal
from generator.model.record_text import RecordText
from generator.model.text import Text, fold
from generator.rules import api

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.diagnostic import Finding, Key, Span
    from generator.rules.api import Rule

Names = Callable[[str], Iterable[str]]  # a file → the names of the persons that it may speak of
_QUOTED = re.compile(r"“([^”]*)”|\"([^\"]*)\"|`([^`]*)`")
_BETWEEN = re.compile(r"[\W_]+")  # whatever is neither letter nor digit


class Discretion:
    """Keeps what is private out of findings and excerpts.

    Those of kind `private` have no excerpt, nor have others of the same file, nor lines with a full name that `names`
    gives, nor lines of a roll with a key that no member has. What stands in place of a person's id, and is none, is
    not repeated either: by its key where the file could be read, else by its line.
    """

    def __init__(self, texts: Mapping[str, str], names: Names) -> None:
        self.texts, self.names = texts, names
        self._private: dict[str, bool] = {}
        self._names: dict[str, list[str]] = {}
        self._persons: dict[str, dict[int, int]] = {}

    def finding(self, rule: Rule, finding: Finding, span: Span) -> Finding:
        """The finding without names and numbers of persons; one of a private file quotes none of its texts."""
        if rule.kind == "private":
            return finding
        if persons.may_name(finding):
            finding = _without_parts(dataclasses.replace(finding, found=_unrepeated(finding.key)), _is_no_id)
        if finding.code.startswith("YA") and span.line in self._lines(finding.path):
            finding = _without_parts(finding, _is_no_id)
            finding = dataclasses.replace(
                finding, found=_unquoted(finding.found, _is_no_id), hint=_unquoted(finding.hint, _is_no_id)
            )
        if self._is_private(finding.path) or self._names_somebody(finding.path, _quotations(finding)):
            finding = self._without_quotations(finding)
        return _masked(finding)

    def shows(self, rule: Rule, finding: Finding, line: str, number: int) -> bool:
        """Tell whether a line of the file that a finding is about may be shown with it."""
        path = finding.path
        if rule.kind == "private" or persons.may_name(finding) or self._is_private(path):
            return False
        if path.endswith("/members.yml") and not persons.has_only_known_keys(line):
            return False
        if finding.code.startswith("YA") or (finding.code.startswith("FI") and not persons.is_of_ids(path)):
            begin = self._lines(path).get(number)
            if begin is not None and not persons.holds_only_ids(line[begin:]):
                return False
        return not self._names_somebody(path, line)

    def _lines(self, path: str) -> dict[int, int]:
        if path not in self._persons:
            self._persons[path] = persons.lines(path, self.texts.get(path, ""))
        return self._persons[path]

    def _is_private(self, path: str) -> bool:
        """Tell whether a file holds names, or what no record may say (whatever leave is given for it)."""
        if path.endswith("/names.yml"):
            return True
        if path not in self._private:
            found = run("text", RecordText(path, self.texts.get(path, "")))
            self._private[path] = any(api.rules()[finding.code].severity == "error" for finding in found)
        return self._private[path]

    def _names_somebody(self, path: str, said: str) -> bool:
        """Tell whether a text holds the full name of somebody that its file may speak of."""
        parts = path.split("/")
        scope = "/".join(parts[1:4] if parts[2:3] == ["cells"] else parts[1:2])
        if scope not in self._names:
            found = {_letters(name) for name in self.names(path) if len(name.split()) > 1}
            self._names[scope] = sorted(found - {""})
        if not self._names[scope]:
            return False
        letters = _letters(said)
        return any(name in letters for name in self._names[scope])

    def _without_quotations(self, finding: Finding) -> Finding:
        """The finding without what it quotes from its file, and without names wherever they come from."""
        text = self.texts.get(finding.path, "")

        def is_hidden(piece: str) -> bool:
            return piece[:12].rstrip("…") in text or self._names_somebody(finding.path, piece)

        finding = _without_parts(finding, lambda part: self._names_somebody(finding.path, part))
        return dataclasses.replace(
            finding,
            found=_unquoted(finding.found, is_hidden),
            expected=_unquoted(finding.expected, is_hidden),
            hint=_unquoted(finding.hint, is_hidden),
        )


def _quotations(finding: Finding) -> str:
    """All that a finding may have from a file, in one text."""
    beside = (*finding.expected, *finding.hint)
    quoted = [piece for said in beside for found in _QUOTED.findall(said) for piece in found if piece]
    return "\n".join([*finding.found, *quoted, finding.subject, *map(str, finding.key)])


def _masked(finding: Finding) -> Finding:
    """The finding without numbers of persons."""
    said = (*finding.found, *finding.expected, *finding.hint, finding.subject, *map(str, finding.key))
    if not personal.may_hold("\n".join(said).encode("utf-8", "replace")):
        return finding
    return dataclasses.replace(
        finding,
        key=tuple(personal.mask(part) if isinstance(part, str) else part for part in finding.key),
        found=Text(*map(personal.mask, finding.found)),
        expected=Text(*map(personal.mask, finding.expected)),
        hint=Text(*map(personal.mask, finding.hint)),
        subject=personal.mask(finding.subject),
    )


def _without_parts(finding: Finding, is_hidden: Callable[[str], bool]) -> Finding:
    """The finding with `…` for such parts of its key and such a subject: what its fingerprint is made of."""
    return dataclasses.replace(
        finding,
        key=tuple("…" if isinstance(part, str) and is_hidden(part) else part for part in finding.key),
        subject="…" if is_hidden(finding.subject) else finding.subject,
    )


def _unquoted(said: Text, is_hidden: Callable[[str], bool]) -> Text:
    """A message without those of its quotations; the shortest are signs that it explains."""

    def blank(quoted: re.Match[str]) -> str:
        piece = next(part for part in quoted.groups() if part is not None)
        return f"{quoted[0][0]}…{quoted[0][-1]}" if len(piece) > 2 and is_hidden(piece) else quoted[0]

    return Text(*(_QUOTED.sub(blank, text) for text in said))


def _is_no_id(piece: str) -> bool:
    return persons.ID.fullmatch(piece) is None


def _letters(text: str) -> str:
    """The letters of a text, without accents, case and whatever stands between them."""
    return _BETWEEN.sub("", fold(text))


def _unrepeated(key: Key) -> Text:
    """What is said of such a field: its name, where that is one."""
    name = next((part for part in reversed(key) if isinstance(part, str) and persons.ID.fullmatch(part)), "")
    holder, holder_en = (f"`{name}`", f"`{name}`") if name else ("Tệp", "The file")
    return Text(
        f"{holder} đang ghi một điều không phải mã (không in lại, vì có thể là họ tên).",
        f"{holder_en} holds something that is not an id (not repeated here, for it may be a name).",
    )
