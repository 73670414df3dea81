"""Findings to diagnostics: a key path becomes line and column, with the line at fault."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from generator.check.discretion import Discretion, Names
from generator.model.diagnostic import START, Diagnostic, Finding, Key, Span, fingerprint
from generator.rules import api

if TYPE_CHECKING:
    from generator.rules.api import Rule

Locate = Callable[[str, int], tuple[dict[Key, Span], dict[Key, Span]]]  # text, first line → entries, containers
EXCERPT_WIDTH = 400  # characters of a line that an excerpt keeps


class Resolver:
    """Turns findings into diagnostics, none of which quotes what is private (see `Discretion`).

    `texts` holds the files by path; `locate` reads a YAML text for its places. `renamed` gives the paths by which
    fingerprints know files that have moved since. `names` gives the names of the persons that a file may speak of.
    `public` asks for the severities of the public profile.
    """

    def __init__(
        self,
        texts: dict[str, str],
        locate: Locate,
        renamed: Mapping[str, str] | None = None,
        names: Names = lambda _: (),
        *,
        public: bool = False,
    ) -> None:
        self.texts, self.locate, self.renamed, self.public = texts, locate, renamed or {}, public
        self._discretion = Discretion(texts, names)
        self._lines: dict[str, list[str]] = {}
        self._places: dict[str, tuple[dict[Key, Span], dict[Key, Span]]] = {}

    def diagnostic(self, finding: Finding, severity: str | None = None) -> Diagnostic:
        """Give a finding its place, severity (the rule's own unless the rulebook sets another) and excerpt."""
        rule = api.rules()[finding.code]
        span = finding.span or self._span(finding)
        excerpt = self._excerpt(rule, finding, span)
        finding = self._discretion.finding(rule, finding, span)
        own = (self.public and rule.public_severity) or rule.severity
        return Diagnostic(
            finding.code, rule.name, severity or own, rule.kind, finding.path, span, rule.title,
            finding.found, finding.expected, finding.hint, finding.document, finding.subject, finding.period,
            fingerprint(finding, self.renamed.get(finding.path, finding.path)), excerpt, finding.more,
        )  # fmt: skip

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

    def _excerpt(self, rule: Rule, finding: Finding, span: Span) -> tuple[tuple[int, str], ...]:
        path = finding.path
        if path not in self.texts:
            return ()
        if path not in self._lines:
            self._lines[path] = self.texts[path].split("\n")
        lines = self._lines[path]
        if span.line > len(lines) or not self._discretion.shows(rule, finding, lines[span.line - 1], span.line):
            return ()
        return ((span.line, lines[span.line - 1][:EXCERPT_WIDTH]),)
