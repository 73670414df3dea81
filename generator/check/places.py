"""Findings to diagnostics: a key path becomes line and column, with the lines around it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from generator.check.engine import run
from generator.model import personal
from generator.model.diagnostic import START, Diagnostic, Finding, Key, Span, fingerprint
from generator.model.record_text import RecordText
from generator.model.text import Text, fold
from generator.rules import api

if TYPE_CHECKING:
    from generator.rules.api import Rule

Locate = Callable[[str, int], tuple[dict[Key, Span], dict[Key, Span]]]  # text, first line → entries, containers
EXCERPT_WIDTH = 400  # characters of a line that an excerpt keeps
_QUOTED = re.compile(r"“([^”]*)”|\"([^\"]*)\"|`([^`]*)`")
_WRITTEN = re.compile("“(.*)”", re.DOTALL)
_ID = re.compile(r"[a-z0-9_/-]*")
_BETWEEN = re.compile(r"[\W_]+")  # whatever is neither letter nor digit
_PERSONS = {  # the keys that hold ids of persons
    "also_present", "chair", "excused", "guests", "minutes_by", "observers", "owner", "spoke", "unexcused", "was",
}  # fmt: skip


class Resolver:
    """Turns findings into diagnostics.

    `texts` holds the files by path; `locate` reads a YAML text for its places. `renamed` gives the paths by which
    fingerprints know files that have moved since. `public` asks for the severities of the public profile.

    No diagnostic quotes what is private: those of kind `private` have no excerpt, nor have others of the same file, nor
    lines with a name of `names.yml`; what stands in place of a person's id, and is none, is not repeated either.
    """

    def __init__(
        self, texts: dict[str, str], locate: Locate, renamed: Mapping[str, str] | None = None, *, public: bool = False
    ) -> None:
        self.texts, self.locate, self.renamed, self.public = texts, locate, renamed or {}, public
        self._private: dict[str, bool] = {}
        self._names: dict[str, list[str]] = {}
        self._lines: dict[str, list[str]] = {}
        self._places: dict[str, tuple[dict[Key, Span], dict[Key, Span]]] = {}

    def diagnostic(self, finding: Finding, severity: str | None = None) -> Diagnostic:
        """Give a finding its place, severity (the rule's own unless the rulebook sets another) and excerpt."""
        rule = api.rules()[finding.code]
        span = finding.span or self._span(finding)
        excerpt = () if _may_name(finding) else self._excerpt(rule, finding.path, span)
        finding = self._discreet(rule, finding)
        own = (self.public and rule.public_severity) or rule.severity
        return Diagnostic(
            finding.code, rule.name, severity or own, rule.kind, finding.path, span, rule.title,
            finding.found, finding.expected, finding.hint, finding.document, finding.subject, finding.period,
            fingerprint(finding, self.renamed.get(finding.path, finding.path)), excerpt, finding.more,
        )  # fmt: skip

    def _discreet(self, rule: Rule, finding: Finding) -> Finding:
        """The finding without numbers of persons; one of a private file quotes none of its texts."""
        if rule.kind == "private":
            return finding
        if _may_name(finding):
            finding = dataclasses.replace(
                finding,
                key=tuple(part if isinstance(part, int) or _ID.fullmatch(part) else "…" for part in finding.key),
                found=_unrepeated(finding.key),
                subject=finding.subject if _ID.fullmatch(finding.subject) else "…",
            )
        if self._is_private(finding.path) or self._names_somebody(finding.path, " ".join(finding.found)):
            text = self.texts.get(finding.path, "")
            finding = dataclasses.replace(
                finding,
                found=Text(*(_unquoted(said, text) for said in finding.found)),
                expected=Text(*(_unquoted(said, text) for said in finding.expected)),
                hint=Text(*(_unquoted(said, text) for said in finding.hint)),
            )
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

    def _is_private(self, path: str) -> bool:
        """Tell whether a file holds names, or what no record may say (whatever leave is given for it)."""
        if path.endswith("/names.yml"):
            return True
        if path not in self._private:
            found = run("text", RecordText(path, self.texts.get(path, "")))
            self._private[path] = any(api.rules()[finding.code].severity == "error" for finding in found)
        return self._private[path]

    def _names_somebody(self, path: str, said: str) -> bool:
        """Tell whether a text holds the name of a member of the cell that a file is of."""
        cell = "/".join(path.split("/")[1:4])
        if cell not in self._names:
            files = [text for name, text in self.texts.items() if name.endswith(f"/{cell}/names.yml")]
            names = (line.partition(":")[2] for text in files for line in text.split("\n"))
            self._names[cell] = [letters for name in names if len(name.split()) > 1 and (letters := _letters(name))]
        if not self._names[cell]:
            return False
        letters = _letters(said)
        return any(name in letters for name in self._names[cell])

    def _span(self, finding: Finding) -> Span:
        if not finding.key and not finding.at_container:
            return START
        entries, containers = self._of(finding.path)
        if finding.at_container and finding.key in containers:
            return containers[finding.key]
        key = finding.key
        while key:
            if key in entries:
                return entries[key]
            key = key[:-1]
        return START

    def _of(self, path: str) -> tuple[dict[Key, Span], dict[Key, Span]]:
        if path not in self._places:
            text, first_line = self.texts.get(path, ""), 1
            if path.endswith(".md"):
                front = re.match(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", text, re.DOTALL | re.MULTILINE)
                text, first_line = (front[1], 2) if front else ("", 1)
            self._places[path] = self.locate(text, first_line)
        return self._places[path]

    def _excerpt(self, rule: Rule, path: str, span: Span) -> tuple[tuple[int, str], ...]:
        if path not in self.texts or rule.kind == "private" or self._is_private(path):
            return ()
        if path not in self._lines:
            self._lines[path] = self.texts[path].split("\n")
        lines = self._lines[path]
        if span.line > len(lines) or self._names_somebody(path, lines[span.line - 1]):
            return ()
        return ((span.line, lines[span.line - 1][:EXCERPT_WIDTH]),)


def _unquoted(said: str, text: str) -> str:
    """A message without what it quotes from a file."""

    def blank(quoted: re.Match[str]) -> str:
        piece = next(part for part in quoted.groups() if part is not None)
        is_of_file = len(piece) > 2 and piece[:12].rstrip("…") in text
        return f"{quoted[0][0]}…{quoted[0][-1]}" if is_of_file else quoted[0]

    return _QUOTED.sub(blank, said)


def _letters(text: str) -> str:
    """The letters of a text, without accents, case and whatever stands between them."""
    return _BETWEEN.sub("", fold(text))


def _may_name(finding: Finding) -> bool:
    """Tell whether something that is no id was written where ids of persons stand: it may be a name."""
    key = [part for part in finding.key if isinstance(part, str)]
    if not finding.code.startswith("FI") or not key:
        return False
    written: list[str] = []
    if finding.path.endswith("/members.yml") or "/observers/" in finding.path:
        written = key[:1]
    if not _PERSONS.isdisjoint(key):
        written += [*key, *_WRITTEN.findall(finding.found.vi)]
    elif key[0] == "attendance" and finding.code == "FI001":
        written += key
    return not all(map(_ID.fullmatch, written))


def _unrepeated(key: Key) -> Text:
    """What is said of such a field: its name, where that is one."""
    name = next((part for part in reversed(key) if isinstance(part, str) and _ID.fullmatch(part)), "")
    holder, holder_en = (f"`{name}`", f"`{name}`") if name else ("Tệp", "The file")
    return Text(
        f"{holder} đang ghi một điều không phải mã (không in lại, vì có thể là họ tên).",
        f"{holder_en} holds something that is not an id (not repeated here, for it may be a name).",
    )
