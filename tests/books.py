"""Small districts and cells written by hand: what the reader would make of the same text."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from generator.model.book import CellBook, DistrictBook, MeetingRecord
from generator.model.cell import Cell, Member
from generator.model.district import District, Events, Observers
from generator.model.meeting import Meeting
from generator.model.period import Period
from generator.model.rulebook import Rulebook, Rules

GUIDANCE = {
    "title": "Hướng dẫn thử",
    "issuer": "Ban Tổ chức",
    "source": "Mục II",
    "applies": {"from": "2018-01-01"},
    "scope": "all",
    "regular": {"every": "month", "record_due_day": "10"},
    "thematic": {"every": "quarter"},
    "attendance": {"target": {"default": ">= 90%", "fdi": ">= 80%"}},
}
RULEBOOK = Rulebook({"hd-thu": Rules.model_validate(GUIDANCE)})
UNIT = {"name": "Đảng bộ xã A", "level": "commune", "from": "2000-01-01"}
MONTHS_2024 = [f"2024-{month:02d}" for month in range(1, 13)]


def as_text(value: Any) -> Any:
    """Every scalar as the reader hands it over: text."""
    if isinstance(value, dict):
        return {key: as_text(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [as_text(part) for part in value]
    return str(value)


def rulebook(**files: dict[str, Any]) -> Rulebook:
    """The usual guidance and further files, each given by what differs from it."""
    return Rulebook({"hd-thu": Rules.model_validate(GUIDANCE)} | {n: Rules.model_validate(f) for n, f in files.items()})


def district(
    as_of: str = "2025-02-15",
    records_from: str = "2024-01",
    units: dict[str, dict[str, Any]] | None = None,
    rules: Rulebook = RULEBOOK,
    slug: str = "huyen-a",
    **more: Any,
) -> DistrictBook:
    """A district with one unit `xa-a`, unless others are given as what differs from it."""
    facts = {"name": "Đảng bộ huyện A", "level": "district", "from": "1990-01-01"} | more
    facts["units"] = {unit: UNIT | differs for unit, differs in (units or {"xa-a": {}}).items()}
    month = Period.parse(records_from)
    assert month is not None
    return DistrictBook(
        slug=slug,
        district=District.model_validate(as_text(facts)),
        rulebook=rules,
        as_of=dt.date.fromisoformat(as_of),
        cells=frozenset(),
        records_from=month,
    )


def observers(home: DistrictBook, plans: dict[int, dict[str, Any]]) -> DistrictBook:
    """The district with these plans for attending cells, by year."""
    read = {year: Observers.model_validate(as_text(plan)) for year, plan in plans.items()}
    return dataclasses.replace(home, observers=read)


def events(home: DistrictBook, years: dict[int, dict[str, Any]]) -> DistrictBook:
    """The district with these events, by year."""
    return dataclasses.replace(home, events={year: Events.model_validate(as_text(e)) for year, e in years.items()})


def met(
    present: int = 9, roll: int = 10, *, excused: Any = None, unexcused: Any = 0, also_present: Any = 0, **more: Any
) -> dict[str, Any]:
    """A held meeting in counts mode: those who were not there are excused, unless said otherwise.

    `spoke` and `away` go to the attendance, everything else to the meeting.
    """
    attendance: dict[str, Any] = {key: more.pop(key) for key in ("spoke", "away") if key in more}
    missing = roll - present - int(attendance.get("away", 0))
    if not isinstance(unexcused, list):
        missing -= unexcused
    attendance |= {"roll": roll, "present": present, "excused": missing if excused is None else excused}
    return {"attendance": attendance | {"unexcused": unexcused, "also_present": also_present}} | more


def record(key: str, facts: dict[str, Any] | None, *, valid: bool = True, recorded: str | None = None) -> MeetingRecord:
    """A meeting by its key: `2024-03` (regular) or `2024-03-thematic-rung`; held on the 5th unless dated."""
    period = Period.parse(key[:7])
    assert period is not None
    kind, _, slug = (key[8:] or "regular").partition("-")
    if facts is not None and facts.get("state", "held") == "held":
        facts = {"date": f"{key[:7]}-05", "time": "07:30-09:15"} | facts
    return MeetingRecord(
        path=f"records/huyen-a/cells/chi-bo/{period.year}/{period.month:02d}-{key[8:] or 'regular'}.md",
        period=period,
        kind=kind,
        slug=slug,
        meeting=None if facts is None else Meeting.model_validate(as_text(facts)),
        valid=valid,
        recorded=dt.date.fromisoformat(recorded) if recorded else None,
    )


def cell(
    *meetings: MeetingRecord,
    home: DistrictBook | None = None,
    slug: str = "chi-bo",
    members: dict[str, dict[str, Any]] | None = None,
    members_broken: bool = False,
    **more: Any,
) -> CellBook:
    """A village cell under `xa-a` since 2000, in counts mode unless members are given."""
    facts = {"name": "Chi bộ thử", "type": "village", "founded": "2000-01-01"} | more
    facts.setdefault("under", [{"unit": "xa-a", "from": "2000-01-01"}])
    return CellBook(
        slug=slug,
        home=home or district(),
        cell=Cell.model_validate(as_text(facts)),
        members=None if members is None else {i: Member.model_validate(as_text(m)) for i, m in members.items()},
        members_broken=members_broken,
        meetings=tuple(sorted(meetings, key=lambda m: (m.period, m.kind, m.slug))),
    )


def regular(months: list[str], **facts: Any) -> list[MeetingRecord]:
    """A regular meeting in each of these months, 9 of 10 present unless said otherwise."""
    return [record(month, met(**facts)) for month in months]
