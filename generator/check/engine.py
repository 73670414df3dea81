"""Run the rules of each scope over a store's books, and decide which records can be counted."""

from __future__ import annotations

import dataclasses
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.check.allowances import Allowances
from generator.check.stretch import Stretches
from generator.check.withhold import withhold
from generator.model.diagnostic import START
from generator.model.text import Text
from generator.rules import api

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.check.places import Resolver
    from generator.model.allow import Allow
    from generator.model.book import CellBook, DistrictBook, MeetingRecord
    from generator.model.diagnostic import Diagnostic, Finding
    from generator.model.record_text import RecordText
    from generator.model.rulebook import InForce, Rulebook
    from generator.model.visit import Visited
    from generator.rules.api import Rule

FINDING_LIMIT = 50  # of one rule in one file are told one by one, the rest of a hostile list is only counted


@dataclass(frozen=True)
class Read:
    """What the reader hands over of some files: its findings, their texts, and the allowances written in them."""

    findings: Sequence[Finding] = ()
    texts: Sequence[RecordText] = ()
    allows: Sequence[Allow] = ()


@dataclass(frozen=True)
class CheckedCell:
    """A checked cell. `book` is None where it is left out, else it has each record's `valid` decided.

    `used` holds the district's allowances that covered something here; `pending` those of the cell that a rule across
    cells may still need.
    """

    diagnostics: list[Diagnostic]
    book: CellBook | None
    used: frozenset[Allow] = frozenset()
    pending: tuple[Allow, ...] = ()


def run(scope: str, *subject: Any, read: Sequence[Finding] = ()) -> list[Finding]:
    """Run all rules of a scope on one subject and silence those whose cause another one, or the reader, named."""
    findings: list[Finding] = []
    for rule, check in api.checks(scope):
        try:
            found = iter(check(*subject))
            first = next(found, None)
            if first is not None:  # nearly always there is none, and nothing more to do
                findings += _told(first, found) if scope == "meeting" else _cut([first, *found])
        except Exception as error:  # noqa: BLE001 - a rule that crashes is one finding; the others run on
            findings.append(_crashed(rule, subject[0], error))
    return silence(findings, read)


def _told(first: Finding, rest: Iterator[Finding]) -> list[Finding]:
    """The first findings of a rule; the last of them counts those that are left out."""
    told = [first, *itertools.islice(rest, FINDING_LIMIT - 1)]
    if len(told) < FINDING_LIMIT:
        return told
    with api.without_guesses():
        more = sum(1 for _ in rest)
    return [*told[:-1], dataclasses.replace(told[-1], more=more)] if more else told


def _cut(findings: list[Finding]) -> list[Finding]:
    """The first findings of each rule in each file (and month, where it has one); the last counts those left out."""
    if len(findings) <= FINDING_LIMIT:
        return findings
    told: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        told.setdefault((finding.path, finding.code, finding.period), []).append(finding)
    kept = []
    for own in told.values():
        more = sum(1 + finding.more for finding in own[FINDING_LIMIT:])
        last = own[FINDING_LIMIT - 1 : FINDING_LIMIT]
        kept += own[: FINDING_LIMIT - 1]
        kept += [dataclasses.replace(one, more=one.more + more) for one in last] if more else last
    return kept


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


def _check_texts(read: Read, resolver: Resolver, leave: Allowances) -> list[Diagnostic]:
    """Look for forbidden words in every file that can be read; what is told once a record is put together."""
    stopped = {f.path for f in read.findings if f.code.startswith(("YA", "PA")) and f.code not in {"YA006", "YA007"}}
    kept = []
    for text in read.texts:
        if text.path in stopped:
            continue
        left = [f for f in run("text", text) if not leave.cover(resolver.diagnostic(f))]
        for together in api.summings():
            own = [f for f in left if f.code == together.code]
            if own:
                left = [f for f in left if f.code != together.code] + [together.sum(own)]
        kept += [resolver.diagnostic(f) for f in left]
    return kept


def check_rulebook(
    rulebook: Rulebook, districts: frozenset[str], read: Read, as_of: dt.date, resolver: Resolver
) -> list[Diagnostic]:
    """Check the rulebook as a whole; `districts` are the folders that its scopes may name."""
    leave = Allowances(read.allows, as_of)
    found = [resolver.diagnostic(f) for f in [*read.findings, *run("store", rulebook, districts, read=read.findings)]]
    kept = leave.keep(found) + _check_texts(read, resolver, leave)
    return kept + check_leave(read.allows, leave.used, kept, rulebook.in_force("", (), as_of), as_of, resolver)


def check_district(
    home: DistrictBook | None, read: Read, resolver: Resolver
) -> tuple[list[Diagnostic], DistrictBook | None, set[Allow]]:
    """Check a district's own files; the book comes back without those that cannot be counted.

    None stands for a district that is left out because `district.yml` cannot be used. The allowances used come third.
    """
    found = [resolver.diagnostic(f) for f in read.findings]
    if home is None:
        return found, None, set()
    leave = Allowances(read.allows, home.as_of)
    found += leave.keep(resolver.diagnostic(f) for f in run("district", home, read=read.findings))
    found += _check_texts(read, resolver, leave)
    stopped = {d.path for d in found if d.stops}
    if home.file("district.yml") in stopped:
        return found, None, leave.used
    broken = {y for y in home.observers if home.file(f"observers/{y}.yml") in stopped}
    kept = dataclasses.replace(
        home,
        observers={y: o for y, o in home.observers.items() if y not in broken},
        observers_broken=home.observers_broken | broken,
        events={y: e for y, e in home.events.items() if home.file(f"events/{y}.yml") not in stopped},
        reviews={s: r for s, r in home.reviews.items() if home.file(f"reviews/{s}.yml") not in stopped},
    )
    return found, kept, leave.used


def check_cell(book: CellBook, read: Read, resolver: Resolver, *, alone: bool = False) -> CheckedCell:
    """Check a cell with all its records; where nothing is known of the cell itself, each of its meetings `alone`."""
    diagnostics = [resolver.diagnostic(f) for f in read.findings]
    leave = Allowances((*read.allows, *book.home.allows), book.as_of, book)
    for record in book.meetings:
        if record.meeting is not None:
            findings = run("meeting", record, book, read=read.findings)
            severity = _severities(book, record.meeting.date or record.period.last) if findings else {}
            diagnostics += leave.keep(resolver.diagnostic(f, severity.get(f.code)) for f in findings)
    diagnostics += _check_texts(read, resolver, leave)
    if alone:
        return CheckedCell(diagnostics, None, frozenset(leave.used.intersection(book.home.allows)))
    book = _decide(book, diagnostics)
    days = Stretches(book.as_of, book)
    more = leave.keep(
        resolver.diagnostic(f, _severities(book, days.of(f.path, f.period)[1]).get(f.code))
        for f in run("cell", book, read=read.findings)
    )
    diagnostics += more
    across = {rule.code for rule, _ in api.checks("visits")}
    pending = tuple(a for a in read.allows if across.intersection(a.codes))
    own = [a for a in read.allows if a not in pending or a in leave.used]
    diagnostics += check_leave(own, leave.used, diagnostics, book.in_force(book.as_of), book.as_of, resolver)
    used = frozenset(leave.used.intersection(book.home.allows))
    if any(d.path == book.cell_file and d.stops for d in diagnostics):
        return CheckedCell(diagnostics, None, used, pending)
    book = withhold(_decide(book, more) if any(d.stops for d in more) else book, diagnostics)
    return CheckedCell(diagnostics, book, used, tuple(a for a in pending if a not in leave.used))


def check_visits(
    home: DistrictBook, visited: Mapping[str, Visited], judged: frozenset[str], resolver: Resolver, leave: Allowances
) -> list[Diagnostic]:
    """Compare the visits to the cells of a district; only the `judged` cells (`DISTRICT/CELL`) are told about."""
    places = {visit.path: (visit.units, visit.date) for cell in visited.values() for visit in cell.visits}

    def severity(finding: Finding) -> str | None:
        place = places.get(finding.path) or _end_of_plan(home, visited, finding)
        return _levels(home.in_force(*place)).get(finding.code)

    found = run("visits", home, visited, judged)
    return leave.keep(resolver.diagnostic(finding, severity(finding)) for finding in found)


def _end_of_plan(
    home: DistrictBook, visited: Mapping[str, Visited], finding: Finding
) -> tuple[tuple[str, ...], dt.date]:
    """The units of the cell of a plan (`SEAT/CELL`) on the last day of the plan's year, and that day."""
    last = Stretches(home.as_of).of(finding.path, finding.period)[1]
    cell = visited.get(home.full(finding.subject.partition("/")[2]))
    return (cell.lasting.get(last.year, ()) if cell is not None else ()), last


def check_leave(
    allows: Iterable[Allow],
    used: set[Allow],
    known: Sequence[Diagnostic],
    rules: InForce,
    as_of: dt.date,
    resolver: Resolver,
) -> list[Diagnostic]:
    """Tell of allowances that are unused, expired, without reason, or for what cannot be allowed.

    None is called unused where a record that cannot be counted (one of `known`) may hide what is allowed.
    """
    stopped, severity = {d.path for d in known if d.stops}, _levels(rules)
    found = [
        finding
        for allow in allows
        for doubtful in (allow.path in stopped if allow.is_inline else bool(stopped),)
        for finding in run("allowances", allow, doubtful or allow in used, as_of)
    ]
    return [resolver.diagnostic(finding, severity.get(finding.code)) for finding in _cut(found)]


def _is_unmet(code: str) -> bool:
    known = api.rules()
    return code in known and known[code].kind == "unmet"


def _severities(book: CellBook, day: dt.date) -> dict[str, str]:
    """The severities that the rulebook in force for a cell on a day sets."""
    return _levels(book.in_force(day))


def _levels(rules: InForce) -> dict[str, str]:
    """The severities that a rulebook sets; it may raise or lower obligations only."""
    return {code: level for code, level in rules.group("severity").items() if _is_unmet(code)}


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
