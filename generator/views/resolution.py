"""A resolution ("nghị quyết") or conclusion ("kết luận") in the form in which it is issued, from the record alone."""

from __future__ import annotations

import functools
import re
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from generator.model import codes
from generator.views.record_names import meeting_title

if TYPE_CHECKING:
    import datetime as dt

    from generator.model.book import CellBook, MeetingRecord
    from generator.model.meeting import Meeting
    from generator.model.rulebook import InForce
    from generator.model.values import Limit
    from generator.views.desk import Desk
    from generator.views.meeting_parts import Outcome
    from generator.views.tasks import Thread

UNDER_A_COMMITTEE = frozenset({"block", "commune", "grassroots", "sectional"})  # their head is called "Đảng ủy"
_HEADING = re.compile(r"\n##[ \t]+(.+?)[ \t]*#*[ \t]*$", re.MULTILINE)  # begins with what is fast to look for
_NOT_TEXT = re.compile(r"<!--.*?-->|^```.*?^```", re.DOTALL | re.MULTILINE)
_MARKS = str.maketrans("", "", "*`")


class Assigned(NamedTuple):
    """Somebody and the tasks given to them.

    Attributes:
        name: Who; empty for the tasks that name nobody.
        numbers: The numbers of their tasks.
    """

    name: str
    numbers: tuple[int, ...]


class Document(NamedTuple):
    """A resolution or conclusion.

    Attributes:
        is_conclusion: Whether it is a conclusion.
        is_planning: Whether it leads the month's work: the resolution of a regular meeting.
        unit: The committee above, in capitals; empty where there is none.
        superior: The organisation above, as it is written.
        number: Its number; empty where not written.
        title: The meeting it comes from.
        cell: The cell's name.
        programme: What the minutes are divided into.
        away: Members exempt, and members elsewhere; None where only their sum is known.
        assigned: Who got which tasks.
        report_by: The last day for the report to the level above; None where no rule says.
        report_rule: The document that says so.
        is_adopted: Whether the vote reached what the rule asks for; None where there is no vote or no rule.
        has_committee: Whether the cell has a committee, in whose name it is signed.
        signer: Who signs it; empty where not known.
        is_deputy: Whether the deputy signs it, as nobody is secretary.
    """

    is_conclusion: bool
    is_planning: bool
    unit: str
    superior: str
    number: str
    title: str
    cell: str
    programme: tuple[str, ...]
    away: tuple[int, int] | None
    assigned: tuple[Assigned, ...]
    report_by: dt.date | None
    report_rule: str
    is_adopted: bool | None
    has_committee: bool
    signer: str
    is_deputy: bool


def document(desk: Desk, record: MeetingRecord, meeting: Meeting, outcome: Outcome) -> Document | None:
    """The resolution or conclusion of a meeting; None where it has none, or where the record is withheld."""
    written, day = meeting.resolution, meeting.date
    if written is None or day is None or record.withheld:
        return None
    cell, rules = desk.cell, desk.cell.in_force(day)
    superior = desk.superior(day)
    above = _committee_of(superior.name, superior.level) if superior else ""
    report_by, report_rule = _report(rules, day)
    signer, role, has_committee = desk.people.signer(day)
    return Document(
        is_conclusion=written.kind == "conclusion",
        is_planning=record.kind == "regular" and written.kind != "conclusion",
        unit=above.upper(),
        superior=above,
        number=written.number or "",
        title=meeting_title(desk.site, record),
        cell=cell.cell.name,
        programme=programme(record.minutes),
        away=_away(cell, record, day),
        assigned=_assigned(outcome.tasks),
        report_by=report_by,
        report_rule=report_rule,
        is_adopted=_is_adopted(outcome, rules),
        has_committee=has_committee or record.kind == "committee",
        signer=signer,
        is_deputy=role == "deputy",
    )


def programme(minutes: str) -> tuple[str, ...]:
    """What minutes are divided into: their headings of the first level, without marks."""
    if "<!--" in minutes or "```" in minutes:
        minutes = _NOT_TEXT.sub("", minutes)
    return tuple(
        heading.translate(_MARKS) if "*" in heading or "`" in heading else heading
        for heading in _HEADING.findall(f"\n{minutes}")
    )


@functools.lru_cache(maxsize=256)
def _committee_of(name: str, level: str) -> str:
    """The committee that leads an organisation: `Đảng ủy xã A` for `Đảng bộ xã A`; else the name as it is."""
    is_led = level in UNDER_A_COMMITTEE and name.startswith("Đảng bộ ")
    return f"Đảng ủy {name[8:]}" if is_led else name


def _report(rules: InForce, day: dt.date) -> tuple[dt.date | None, str]:
    days = rules.get("documents", "reported_days_after")
    if days is None:
        return None, ""
    return day.fromordinal(day.toordinal() + days), rules.document("documents", "reported_days_after")


def _away(cell: CellBook, record: MeetingRecord, day: dt.date) -> tuple[int, int] | None:
    """Members exempt and members elsewhere that day; None in counts mode and where the roll cannot be read."""
    away = cell.away_count(record)
    if cell.members is None or away is None:
        return None
    if not away:
        return 0, 0
    roll = cell.roll_on(day, record.kind) or {}
    kinds = [member.away_on(day) for member in roll.values() if member.away]
    exempt = sum(kind in codes.EXEMPT_KINDS for kind in kinds)
    return exempt, away - exempt


def _assigned(tasks: tuple[Thread, ...]) -> tuple[Assigned, ...]:
    """Who got which tasks, in the order of the tasks; those that name nobody come last."""
    by_name: dict[str, list[int]] = {}
    for task in tasks:
        by_name.setdefault(task.owner, []).append(task.number)
    nobody = by_name.pop("", None)
    found = [Assigned(name, tuple(numbers)) for name, numbers in by_name.items()]
    return (*found, Assigned("", tuple(nobody))) if nobody else tuple(found)


def _is_adopted(outcome: Outcome, rules: InForce) -> bool | None:
    limit, vote = rules.get("votes", "adopt"), outcome.vote
    if limit is None or vote is None or not vote.base[1]:
        return None
    return _holds(limit, *vote.base)


@functools.lru_cache(maxsize=1024)  # the same few votes, thousands of times
def _holds(limit: Limit, votes: int, base: int) -> bool:
    return limit.holds(Fraction(votes, base))
