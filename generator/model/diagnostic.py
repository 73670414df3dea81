"""What is wrong and where: the one type of value that every check returns."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from generator.model.text import Text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

Key = tuple[str | int, ...]  # a path inside a record, such as ("attendance", "present")

SEVERITY_ORDER = {"error": 0, "warning": 1, "notice": 2}


class Span(NamedTuple):
    """A place in a file. Unit: lines and columns from 1, columns in characters, the end column one past the last."""

    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


START = Span()


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found, before its place is turned into line and column.

    `path` is the file below the store's root; `key` the place inside it; `span` is set where the place is known.
    `subject` names what the finding is about (a member, a period, a unit) so that its fingerprint survives edits.
    `at_container` asks for the start of the mapping at `key`. `more` counts further faults of the same file that are
    not told one by one.
    """

    code: str
    path: str
    key: Key = ()
    found: Text = Text("", "")
    expected: Text = Text("", "")
    hint: Text = Text("", "")
    document: str = ""
    subject: str = ""
    period: str = ""
    span: Span | None = None
    at_container: bool = False
    more: int = 0


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A finding with its place, severity and fingerprint: what reports print and pages show.

    `excerpt` holds the lines around the place as (number, text); `kind` is `invalid`, `private` or `unmet`; `more`
    counts further faults of the same file that are not told one by one.
    """

    code: str
    name: str
    severity: str
    kind: str
    path: str
    span: Span
    title: Text
    found: Text
    expected: Text
    hint: Text
    document: str
    subject: str
    period: str
    fingerprint: str
    excerpt: tuple[tuple[int, str], ...] = ()
    more: int = 0

    @property
    def order(self) -> tuple[str, int, int, str, str, str]:
        """The sort key of every list of diagnostics: path, line, column, code."""
        return (self.path, self.span.line, self.span.column, self.code, self.period, self.fingerprint)

    @property
    def stops(self) -> bool:
        """Tell whether the record cannot be counted (an error of kind `invalid`)."""
        return self.kind == "invalid" and self.severity == "error"

    @property
    def withholds(self) -> bool:
        """Tell whether nothing written in the record may be shown (an error of kind `private`)."""
        return self.kind == "private" and self.severity == "error"

    def statement(self, lang: str) -> str:
        """What was found and what was expected, in one line."""
        return " ".join(t for t in (self.found.to(lang), self.expected.to(lang)) if t)

    def message(self, lang: str) -> str:
        """The statement with the document it rests on, as in “… (theo Hướng dẫn 12-HD/BTCTW).”."""
        return under(self.statement(lang), (self.document,), lang)


@dataclass(frozen=True)
class CheckReport:
    """What a check found: diagnostics in order, how many files were read, and notes for the reader (one a district).

    `backlog` counts older findings that a comparison with an earlier revision leaves out. `days` holds the day taken
    for today in each time zone; nothing where the day was asked for. `is_lasting` tells that the same files give the
    same report again; not so where git could not read all of the history.
    """

    as_of: dt.date
    diagnostics: list[Diagnostic]
    records: int
    backlog: int = 0
    notes: tuple[Text, ...] = ()
    days: Mapping[str, dt.date] = field(default_factory=dict)
    is_lasting: bool = True


def under(statement: str, documents: Iterable[str], lang: str) -> str:
    """A statement that names the documents it rests on; as it is where there are none."""
    named = "; ".join(document for document in documents if document)
    if not named:
        return statement
    return f"{statement.removesuffix('.')} ({'under' if lang == 'en' else 'theo'} {named}).".lstrip()


def fingerprint(finding: Finding, path: str = "") -> str:
    """Hash what a finding is about: code, path, key path and subject; never its line, message or figures.

    Positions in a list do not count, so that an entry put before another one changes nothing. `path` is a later
    name of the file, where it has moved since.
    """
    keys = "/".join("*" if isinstance(k, int) else k for k in finding.key)
    text = f"{finding.code}\x1f{path or finding.path}\x1f{keys}\x1f{finding.subject}\x1f{finding.period}"
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sort diagnostics by place and number those with an equal fingerprint in that order."""
    seen: dict[str, int] = {}
    result: list[Diagnostic] = []
    for diagnostic in sorted(diagnostics, key=lambda d: d.order):
        own = diagnostic.fingerprint
        count = seen[own] = seen.get(own, 0) + 1
        result.append(replace(diagnostic, fingerprint=f"{own}-{count}") if count > 1 else diagnostic)
    return result
