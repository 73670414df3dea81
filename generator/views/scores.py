"""A cell's points by criteria: the scored meetings of a year beside the most that the rulebook of their day gives."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.model import codes
from generator.model.figure import Value
from generator.model.ratio import Ratio
from generator.model.text import Text

if TYPE_CHECKING:
    from fractions import Fraction

    from generator.model.book import MeetingRecord
    from generator.views.desk import Desk


class ScoreLine(NamedTuple):
    """One scored meeting.

    Attributes:
        label: The meeting.
        url: Its page.
        points: The points of each group; None where none are written.
        total: Their sum.
        share: The sum over the most that could be had, for the bar; 0/0 where no rule says.
        self_grade: The cell's own grade; None where there is none.
        official_grade: The grade decided above; None while there is none.
    """

    label: str
    url: str
    points: tuple[int | Fraction | None, ...]
    total: int | Fraction
    share: Value
    self_grade: Text | None
    official_grade: Text | None


class ScoreBlock(NamedTuple):
    """Meetings in a row that the same maxima hold for.

    Attributes:
        maxima: The most points of each group; None where the rule has no such group.
        maximum: The most points in all; None where no rule says.
        document: The document that says so; empty where none does.
        lines: The meetings.
    """

    maxima: tuple[int | None, ...]
    maximum: int | None
    document: str
    lines: tuple[ScoreLine, ...]


class Scores(NamedTuple):
    """The scored meetings of a year.

    Attributes:
        groups: The groups of criteria.
        blocks: The meetings, in order.
    """

    groups: tuple[Text, ...]
    blocks: tuple[ScoreBlock, ...]


class _Scored(NamedTuple):
    record: MeetingRecord
    points: dict[str, Any]
    groups: dict[str, int]
    document: str


def scores(desk: Desk, year: int) -> Scores | None:
    """The scored meetings of a year; None where there is none."""
    found = [scored for record in desk.cell.held if record.period.year == year and (scored := _scored(desk, record))]
    if not found:
        return None
    order = list(dict.fromkeys(group for one in found for group in (*one.groups, *one.points)))
    blocks = [_block(desk, order, list(same)) for _, same in groupby(found, key=lambda one: (one.groups, one.document))]
    groups = tuple(codes.SCORE_GROUPS.get(group, Text(group, group)) for group in order)
    return Scores(groups, tuple(blocks))


def _scored(desk: Desk, record: MeetingRecord) -> _Scored | None:
    meeting = record.meeting
    if meeting is None or meeting.date is None or meeting.score is None or not meeting.score.self:
        return None
    rules = desk.cell.in_force(meeting.date)
    return _Scored(record, meeting.score.self, rules.group("score", "groups"), rules.document("score", "groups"))


def _block(desk: Desk, order: list[str], found: list[_Scored]) -> ScoreBlock:
    groups = found[0].groups
    maximum = sum(groups.values()) if groups else None
    return ScoreBlock(
        maxima=tuple(groups.get(group) for group in order),
        maximum=maximum,
        document=found[0].document,
        lines=tuple(_line(desk, order, one, maximum) for one in found),
    )


def _line(desk: Desk, order: list[str], one: _Scored, maximum: int | None) -> ScoreLine:
    score = one.record.meeting.score if one.record.meeting is not None else None
    total = sum(one.points.values())
    return ScoreLine(
        label=desk.labels[one.record.path],
        url=desk.urls[one.record.path],
        points=tuple(one.points.get(group) for group in order),
        total=total,
        share=Value("", Ratio(min(total, maximum or 0), maximum or 0)),
        self_grade=_grade(score.self_grade if score is not None else None),
        official_grade=_grade(score.official_grade if score is not None else None),
    )


def _grade(code: str | None) -> Text | None:
    return codes.GRADES[code] if code else None
