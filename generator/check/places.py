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
from generator.model.text import Text
from generator.rules import api

if TYPE_CHECKING:
    from generator.rules.api import Rule

Locate = Callable[[str, int], tuple[dict[Key, Span], dict[Key, Span]]]  # text, first line → entries, containers
EXCERPT_WIDTH = 400  # characters of a line that an excerpt keeps
_QUOTED = re.compile(r"“([^”]*)”|\"([^\"]*)\"|`([^`]*)`")


class Resolver:
    """Turns findings into diagnostics.

    `texts` holds the files by path; `locate` reads a YAML text for its places. `renamed` gives the paths by which
    fingerprints know files that have moved since. `public` asks for the severities of the public profile.

    No diagnostic quotes what is private: those of kind `private` have no excerpt, nor have others of the same file.
    """

    def __init__(
        self, texts: dict[str, str], locate: Locate, renamed: Mapping[str, str] | None = None, *, public: bool = False
    ) -> None:
        self.texts, self.locate, self.renamed, self.public = texts, locate, renamed or {}, public
        self._private: dict[str, bool] = {}
        self._lines: dict[str, list[str]] = {}
        self._places: dict[str, tuple[dict[Key, Span], dict[Key, Span]]] = {}

    def diagnostic(self, finding: Finding, severity: str | None = None) -> Diagnostic:
        """Give a finding its place, severity (the rule's own unless the rulebook sets another) and excerpt."""
        rule = api.rules()[finding.code]
        span = finding.span or self._span(finding)
        finding = self._discreet(rule, finding)
        own = (self.public and rule.public_severity) or rule.severity
        return Diagnostic(
            finding.code, rule.name, severity or own, rule.kind, finding.path, span, rule.title,
            finding.found, finding.expected, finding.hint, finding.document, finding.subject, finding.period,
            fingerprint(finding, self.renamed.get(finding.path, finding.path)), self._excerpt(rule, finding.path, span),
            finding.more,
        )  # fmt: skip

    def _discreet(self, rule: Rule, finding: Finding) -> Finding:
        """The finding without numbers of persons; one of a private file quotes none of its texts."""
        if rule.kind == "private":
            return finding
        if self._is_private(finding.path):
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
        return ((span.line, lines[span.line - 1][:EXCERPT_WIDTH]),) if span.line <= len(lines) else ()


def _unquoted(said: str, text: str) -> str:
    """A message without what it quotes from a file."""

    def blank(quoted: re.Match[str]) -> str:
        piece = next(part for part in quoted.groups() if part is not None)
        is_of_file = len(piece) > 2 and piece[:12].rstrip("…") in text
        return f"{quoted[0][0]}…{quoted[0][-1]}" if is_of_file else quoted[0]

    return _QUOTED.sub(blank, said)
