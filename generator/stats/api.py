"""What a statistic is made of, and how statistics are found.

A statistic is a module with a docstring, a `STATISTIC` and a `compute`; `STATISTIC.by` says how that is called:

| by | called as | yields | larger stretches |
|---|---|---|---|
| `month` | `compute(cell, Period)` | `(id, Ratio)` | sums of its months |
| `quarter` | `compute(cell, Quarter)` | `(id, Ratio)` | sums of its quarters |
| `span` | `compute(cell, Span)` | `(id, Ratio)` | none: called for each year, half-year and quarter |
| `year` | `compute(cell, int)` | `(id, Ratio)` | years only |
| `peers` | `compute(cells, int)`, the cells' summaries of one unit | `(slug, id, Ratio)` | years only |
| `district` | `compute(home, Span)` | `(id, Ratio)` | as `span`, of the district alone |

Over cells everything adds up: a unit, type or district is the sum of its cells. Fixed ids are yielded each time, 0/0
where there is nothing to count, so that every scope has every figure; ids of a `Family` only where they occur.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from generator.model.book import speakers
from generator.model.meeting import count
from generator.model.memory import remembered
from generator.model.period import Period, Quarter, Span, year_span
from generator.model.text import Text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator

    from generator.model.book import CellBook, DistrictBook, MeetingRecord

# What a statistic is about: tables of many figures stand in this order.
MEETINGS = Text("Kỳ sinh hoạt", "Meetings")
THEMES = Text("Sinh hoạt chuyên đề", "Thematic meetings")
ATTENDANCE = Text("Dự sinh hoạt và phát biểu", "Attendance and speaking")
VISITS = Text("Cấp ủy cấp trên dự", "Superior members attending")
QUALITY = Text("Chất lượng, nhiệm vụ, sổ sách", "Quality, tasks, registers")
MEMBERS = Text("Chi bộ và đảng viên", "Cells and members")
EVENTS = Text("Hoạt động của cấp trên", "Work of the superior committee")
REVIEWS = Text("Ý kiến trong các đợt sơ kết", "Proposals in reviews")
SUBJECTS = (MEETINGS, THEMES, ATTENDANCE, VISITS, QUALITY, MEMBERS, EVENTS, REVIEWS)

BY = ("month", "quarter", "span", "year", "peers", "district")
Kind = Literal["share", "mean", "count"]
Stretch = Period | Quarter | Span | int


@dataclass(frozen=True)
class Figure:
    """One printed statistic: its id, what it is called, and what its numerator and denominator count.

    `kind`: a `share` is printed as a percentage, a `mean` (meetings per cell) as a number with decimals, a `count` (so
    many admissions) as a whole number over 1. `whole` names the parts that share one denominator, the sum of their
    numerators (`grades`: every graded meeting has one grade). `private` figures (persons, their visits, grades of named
    cells) are left out of the public profile.
    """

    id: str
    label: Text
    numerator: Text
    denominator: Text
    kind: Kind = "share"
    whole: str = ""
    private: bool = False


@dataclass(frozen=True)
class Family:
    """Figures whose ids end in a word of the records or of a code list: `prefix.WORD`.

    `name` gives the figure of a word, `title` says what they are together. They share a denominator as `Figure.whole`
    says.
    """

    prefix: str
    name: Callable[[str], Figure]
    title: Text


@dataclass(frozen=True)
class Statistic:
    """A statistic's constant facts: how it is computed, its figures in order, and where it comes from.

    `subject` is one of `SUBJECTS`; `families` are the figures whose ids are not known beforehand.
    """

    by: str
    figures: tuple[Figure, ...]
    subject: Text
    source: str
    rank: int
    families: tuple[Family, ...] = ()


@functools.cache
def modules() -> tuple[tuple[Statistic, Any], ...]:
    """All statistics with their `compute`, in order of rank."""
    import generator.stats as package

    names = sorted(m.name for m in pkgutil.iter_modules(package.__path__) if m.name != "api")
    found = [importlib.import_module(f"generator.stats.{name}") for name in names]
    return tuple((m.STATISTIC, m.compute) for m in sorted(found, key=lambda m: (m.STATISTIC.rank, m.__name__)))


@functools.cache
def figures() -> dict[str, Figure]:
    """All figures with a fixed id, in the order of the definitions page."""
    return {figure.id: figure for statistic, _ in modules() for figure in statistic.figures}


@functools.cache
def families() -> dict[str, Family]:
    """All families of figures by the prefix of their ids."""
    return {family.prefix: family for statistic, _ in modules() for family in statistic.families}


@functools.lru_cache(maxsize=4096)
def figure_of(id_: str) -> Figure | None:
    """The figure of an id, fixed or of a family; None where there is none."""
    fixed = figures().get(id_)
    if fixed is not None:
        return fixed
    prefix, _, word = id_.partition(".")
    family = families().get(prefix)
    return family.name(word) if family is not None and word else None


@functools.cache
def ids_by(*by: str) -> tuple[str, ...]:
    """The fixed ids of the statistics computed so, in order."""
    return tuple(figure.id for statistic, _ in modules() if statistic.by in by for figure in statistic.figures)


def in_order(ids: Iterable[str]) -> list[str]:
    """Ids in the order of the definitions page, those of a family by their word."""
    return sorted(ids, key=_place)


@functools.lru_cache(maxsize=4096)
def _place(id_: str) -> tuple[int, str]:
    known = _places()
    return known.get(id_) or (known.get(id_.partition(".")[0], (len(known), ""))[0], id_)


@functools.cache
def _places() -> dict[str, tuple[int, str]]:
    known: dict[str, tuple[int, str]] = {}
    for statistic, _ in modules():
        for name in [*(f.id for f in statistic.figures), *(f.prefix for f in statistic.families)]:
            known[name] = (len(known), "")
    return known


@functools.cache
def subject_of(id_: str) -> Text:
    """The subject of a figure, or of a family of figures given by its prefix.

    Errors: KeyError where there is no such figure.
    """
    return _subjects()[id_ if id_ in _subjects() else id_.partition(".")[0]]


@functools.cache
def _subjects() -> dict[str, Text]:
    return {
        name: statistic.subject
        for statistic, _ in modules()
        for name in [*(f.id for f in statistic.figures), *(f.prefix for f in statistic.families)]
    }


@functools.cache
def computed_by(by: str) -> tuple[Any, ...]:
    """The `compute` functions of one kind."""
    return tuple(compute for statistic, compute in modules() if statistic.by == by)


def events_in(home: DistrictBook, span: Span, kind: str) -> list[Any] | None:
    """The events of one kind (`training`) dated in a stretch and not after `as_of`; None where nothing is known.

    Unknown is a year without a readable file. An event without a date counts for the whole year of its file.
    """
    found = [
        event
        for year, events in sorted(home.events.items())
        for event in getattr(events, kind)
        if (span.covers(event.date) and event.date <= home.as_of)
        or (event.date is None and span.is_year and span.year == year)
    ]
    return found if found or span.year in home.events else None


class Turnout(NamedTuple):
    """Who had to come to one held meeting and who came. Unit: persons.

    `due` is the written roll less those away that day; `spoke` is None where it was not recorded (which is not 0).
    """

    record: MeetingRecord
    roll: int
    due: int
    present: int
    excused: int
    unexcused: int
    also_present: int
    spoke: int | None

    @property
    def there(self) -> int:
        """Everybody of the roll who was in the room, due or not."""
        return self.present + self.also_present


def months_in(stretch: Stretch) -> tuple[Period, ...]:
    """The months of a stretch."""
    if isinstance(stretch, Period):
        return (stretch,)
    return year_span(stretch).months if isinstance(stretch, int) else stretch.months


def held_regular(cell: CellBook, stretch: Stretch) -> list[MeetingRecord]:
    """The regular meetings of a stretch that count, at most one a month."""
    return [record for record in held_in(cell, stretch) if record.kind == "regular"]


def held_thematic(cell: CellBook, stretch: Stretch) -> list[MeetingRecord]:
    """The thematic and combined meetings of a stretch that count."""
    return [record for record in held_in(cell, stretch) if record.is_thematic]


def held_in(cell: CellBook, stretch: Stretch) -> list[MeetingRecord]:
    """The meetings of all kinds of a stretch that count."""
    months = _held_by_month(cell)
    return [record for month in months_in(stretch) for record in months.get(month, ())]


@remembered
def _held_by_month(cell: CellBook) -> dict[Period, list[MeetingRecord]]:
    months: dict[Period, list[MeetingRecord]] = {}
    for record in cell.held:
        months.setdefault(record.period, []).append(record)
    return months


def last_day(cell: CellBook, span: Span) -> dt.date:
    """The day on which a stretch is looked at: its last day, or `as_of` where that comes first."""
    return min(span.last, cell.as_of)


@remembered
def turnouts(cell: CellBook) -> tuple[Turnout, ...]:
    """The turnout of every meeting that counts, of all kinds, in order of period, kind and slug."""
    return tuple(_turnouts(cell))


def _turnouts(cell: CellBook) -> Iterator[Turnout]:
    for record in cell.held:
        attendance = record.meeting.attendance if record.meeting else None
        if attendance is None or attendance.roll is None or attendance.present is None:
            continue
        yield Turnout(
            record,
            attendance.roll,
            _due(cell, record, attendance.roll, attendance.present + attendance.absent),
            attendance.present,
            count(attendance.excused),
            count(attendance.unexcused),
            count(attendance.also_present),
            speakers(record),
        )


def _due(cell: CellBook, record: MeetingRecord, roll: int, listed: int) -> int:
    """The roll less those away; where that is not known (a broken roll) or makes no sense, those listed."""
    away = cell.away_count(record)
    return listed if away is None or away > roll else roll - away


@remembered
def _regular_turnouts(cell: CellBook) -> dict[Period, Turnout]:
    return {turnout.record.period: turnout for turnout in turnouts(cell) if turnout.record.kind == "regular"}


def regular_turnouts(cell: CellBook, stretch: Stretch) -> list[Turnout]:
    """The turnouts of a stretch's regular meetings that count."""
    months = _regular_turnouts(cell)
    return [months[month] for month in months_in(stretch) if month in months]
