"""A scope's year beside others: against the year before, by class of cells, by half-year, by level of visitors."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from generator.model import codes
from generator.stats.api import figure_of
from generator.views.figure_table import PARTS
from generator.views.figures import FREQUENCY, has, said_of, value_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model.figure import Value
    from generator.model.summary import ByKey, Key, Stats
    from generator.views.site import Site

GRADES = tuple(f"grades.{grade}" for grade in codes.GRADES)
VISITS, PAIRS = "observer_visits", "observer_cells"


class Change(NamedTuple):
    """One figure against the year before.

    Attributes:
        label: What it is called.
        anchor: Its place on the page of the definitions.
        means: What its numerator and denominator count.
        now: This year's value.
        before: That of the year before.
        difference: How much more it is now: in points for a share, else in its own unit.
    """

    label: str
    anchor: str
    means: str
    now: Value
    before: Value
    difference: Fraction


class Spread(NamedTuple):
    """One year of the distribution of cells by meetings held.

    Attributes:
        year: The year.
        values: The share of cells in each class, most meetings first.
        cells: How many cells were counted.
    """

    year: int
    values: tuple[Value, ...]
    cells: int


class Grades(NamedTuple):
    """The grades of the meetings of a year or of half of it.

    Attributes:
        label: Which stretch it is.
        values: The share of each grade, the best first.
        graded: How many meetings were graded.
    """

    label: str
    values: tuple[Value, ...]
    graded: int | Fraction


class Level(NamedTuple):
    """What superior members of one level did of what they had registered.

    Attributes:
        label: The level.
        pairs: Registered cells that were visited at least once.
        visits: Visits of those planned.
        regular: How many visits were to regular meetings.
        thematic: How many to thematic ones.
    """

    label: str
    pairs: Value
    visits: Value
    regular: int | Fraction
    thematic: int | Fraction


def changes(site: Site, stats: ByKey, year: int, ids: Iterable[str], url: str) -> tuple[Change, ...]:
    """The figures that have a value in this year and in the year before."""
    found, this_year, last_year, of = [], stats.get(year), stats.get(year - 1), f"{url}{year - 1}/"
    for id_ in ids:
        figure = figure_of(id_)
        now, before = value_of(this_year, id_), value_of(last_year, id_, of)
        one, other = now.ratio.share, before.ratio.share
        if figure is None or one is None or other is None:
            continue
        difference = Fraction(one - other) * (100 if figure.kind == "share" else 1)
        said = said_of(site, figure)
        found.append(Change(said.label, said.anchor, said.means, now, before, difference))
    return tuple(found)


def spreads(stats: ByKey, year: int, url: str) -> tuple[Spread, ...]:
    """The cells by meetings held, the two years before where any were counted, and this year first in any case.

    Empty where no year counts a cell.
    """
    rows = []
    for y in (year, year - 1, year - 2):
        own, of = stats.get(y), "" if y == year else f"{url}{y}/"
        values = tuple(value_of(own, id_, of) for id_ in FREQUENCY)
        if values[0].ratio.d or y == year:
            rows.append(Spread(y, values, values[0].ratio.d))
    return tuple(rows) if any(row.cells for row in rows) else ()


def grades(site: Site, stats: ByKey, year: int, url: str) -> tuple[Grades, ...]:
    """The grades of the year and of its halves, where any meeting was graded."""
    rows = []
    stretches: list[tuple[Key, str, str]] = [(year, site.tr("Cả năm"), "")]
    stretches += [(f"{year}-{half}", site.say(PARTS[half]), f"{url}{year}/#{year}-{half}") for half in ("H1", "H2")]
    for key, label, of in stretches:
        own = stats.get(key)
        values = tuple(value_of(own, id_, of) for id_ in GRADES)
        graded = sum(value.ratio.n for value in values)
        if graded:
            rows.append(Grades(label, values, graded))
    return tuple(rows)


def levels(site: Site, stats: ByKey, year: int) -> tuple[Level, ...]:
    """What was planned and done by level of superior members, then in all; empty where nothing was planned."""
    now = stats.get(year)
    rows = [_level(site.say(label), now, level) for level, label in codes.SEAT_LEVELS.items()]
    rows = [row for row in rows if row.visits.ratio.d]
    if not has(now, VISITS) or not value_of(now, VISITS).ratio.d:
        return ()
    whole = Level(
        label=site.tr("Tất cả"),
        pairs=value_of(now, PAIRS),
        visits=value_of(now, VISITS),
        regular=sum(row.regular for row in rows),
        thematic=sum(row.thematic for row in rows),
    )
    return (*rows, whole)


def _level(label: str, now: Stats | None, level: str) -> Level:
    visits = f"{VISITS}.{level}"
    return Level(
        label=label,
        pairs=value_of(now, f"{PAIRS}.{level}"),
        visits=value_of(now, visits),
        regular=value_of(now, f"{visits}.regular").ratio.n,
        thematic=value_of(now, f"{visits}.thematic").ratio.n,
    )
