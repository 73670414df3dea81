"""Run the rules of each scope over a store's books, and decide which records can be counted."""

from __future__ import annotations

import dataclasses
import itertools
from typing import TYPE_CHECKING, Any

from generator.model.diagnostic import START
from generator.model.text import Text
from generator.rules import api

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from generator.check.places import Resolver
    from generator.model.book import CellBook, DistrictBook, MeetingRecord
    from generator.model.diagnostic import Diagnostic, Finding
    from generator.model.rulebook import Rulebook
    from generator.rules.api import Rule

FINDING_LIMIT = 50  # of one rule in one meeting, so that a hostile list of thousands of names cannot keep a check busy


def run(scope: str, *subject: Any, read: Sequence[Finding] = ()) -> list[Finding]:
    """Run all rules of a scope on one subject and silence those whose cause another one, or the reader, named."""
    findings: list[Finding] = []
    for rule, check in api.checks(scope):
        try:
            findings += itertools.islice(check(*subject), FINDING_LIMIT if scope == "meeting" else None)
        except Exception as error:  # noqa: BLE001 - a rule that crashes is one finding; the others run on
            findings.append(_crashed(rule, subject[0], error))
    return silence(findings, read)


def _crashed(rule: Rule, subject: Any, error: Exception) -> Finding:
    path = getattr(subject, "cell_file", None) or getattr(subject, "path", None) or "records/rulebook"
    return rule.find(
        f"{path}/district.yml" if path.count("/") == 1 and path != "records/rulebook" else str(path),
        found=Text(
            f"Quy tắc {rule.code} không chạy được ở đây ({type(error).__name__}).",
            f"The rule {rule.code} could not run here ({type(error).__name__}).",
        ),
        hint=Text("Báo cho người phụ trách chương trình.", "Tell whoever maintains the program."),
        span=START,
    )


def silence(findings: list[Finding], read: Sequence[Finding] = ()) -> list[Finding]:
    """Drop findings of rules that are silent where another one of the same file names the root cause.

    `read` holds what the reader found: it may silence, and is never silenced.
    """
    kept = []
    for finding in findings:
        rule = api.rules()[finding.code]
        within = rule.silenced_within
        if rule.silenced_by and any(
            other.code in rule.silenced_by and other.path == finding.path and other.key[: len(within)] == within
            for other in (*read, *findings)
        ):
            continue
        kept.append(finding)
    return kept


def check_rulebook(rulebook: Rulebook, read: list[Finding], resolver: Resolver) -> list[Diagnostic]:
    """Check the rulebook as a whole."""
    return [resolver.diagnostic(f) for f in [*read, *run("store", rulebook, read=read)]]


def check_district(
    home: DistrictBook | None, read: list[Finding], resolver: Resolver
) -> tuple[list[Diagnostic], DistrictBook | None]:
    """Check a district's own files; the book comes back without those that cannot be counted.

    None stands for a district that is left out because `district.yml` cannot be used.
    """
    findings = list(read)
    if home is not None:
        findings += run("district", home, read=read)
    diagnostics = [resolver.diagnostic(f) for f in findings]
    stopped = {d.path for d in diagnostics if d.stops}
    if home is None or home.file("district.yml") in stopped:
        return diagnostics, None
    broken = {y for y in home.observers if home.file(f"observers/{y}.yml") in stopped}
    return diagnostics, dataclasses.replace(
        home,
        observers={y: o for y, o in home.observers.items() if y not in broken},
        observers_broken=home.observers_broken | broken,
        events={y: e for y, e in home.events.items() if home.file(f"events/{y}.yml") not in stopped},
        reviews={s: r for s, r in home.reviews.items() if home.file(f"reviews/{s}.yml") not in stopped},
    )


def check_cell(
    book: CellBook | None, read: Sequence[Finding], resolver: Resolver
) -> tuple[list[Diagnostic], CellBook | None]:
    """Check a cell with all its records; the book comes back with each record's `valid` decided.

    None stands for a cell that is left out because `cell.yml` cannot be used.
    """
    diagnostics = [resolver.diagnostic(f) for f in read]
    if book is None:
        return diagnostics, None
    for record in book.meetings:
        if record.meeting is not None:
            severity = _severities(book, record.meeting.date or book.as_of)
            findings = run("meeting", record, book, read=read)
            diagnostics += [resolver.diagnostic(f, severity.get(f.code)) for f in findings]
    book = _decide(book, diagnostics)
    severity = _severities(book, book.as_of)
    more = [resolver.diagnostic(f, severity.get(f.code)) for f in run("cell", book, read=read)]
    diagnostics += more
    if any(d.path == book.cell_file and d.stops for d in diagnostics):
        return diagnostics, None
    return diagnostics, _decide(book, more) if any(d.stops for d in more) else book


def _severities(book: CellBook, day: dt.date) -> dict[str, str]:
    """The severities that the rulebook in force sets; it may raise or lower obligations only."""
    written = book.in_force(day).group("severity")
    known = api.rules()
    return {code: level for code, level in written.items() if code in known and known[code].kind == "unmet"}


def _decide(book: CellBook, diagnostics: list[Diagnostic]) -> CellBook:
    """Mark the records that cannot be counted; a faulty `members.yml` leaves the cell in counts mode."""
    stopped = {d.path for d in diagnostics if d.stops}
    if not stopped:
        return book

    def marked(record: MeetingRecord) -> MeetingRecord:
        return dataclasses.replace(record, valid=False) if record.path in stopped and record.valid else record

    roll = f"{book.path}/members.yml" in stopped
    return dataclasses.replace(
        book,
        meetings=tuple(marked(r) for r in book.meetings),
        members=None if roll else book.members,
        members_broken=book.members_broken or roll,
        years={y: v for y, v in book.years.items() if f"{book.path}/{y}/year.yml" not in stopped},
    )
