"""What a district or unit should look at first in a year."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.model.frame import Link
from generator.model.period import Period
from generator.views.attention import Attention, in_order
from generator.views.figures import value_of
from generator.views.kinds import kinds_of
from generator.views.month_cells import missing_months
from generator.views.scope_rows import short_name
from generator.views.site import Site, cell_url, missing_url, problems_url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from generator.model.summary import CellSummary, DistrictSummary

WORST = 3
CELLS = "#theo-chi-bo"


class _Place(NamedTuple):
    """A district's year on its way to the list; `is_latest` where it is the newest one."""

    site: Site
    summary: DistrictSummary
    year: int
    is_latest: bool


def of_scope(
    site: Site, summary: DistrictSummary, cells: Sequence[CellSummary], year: int, *, is_latest: bool
) -> tuple[Attention, ...]:
    """The attention list of a year: what is missing or wrong first, then what falls short, then what is only noted.

    Tasks and the last three meetings of each cell are looked at only in the latest year.
    """
    place = _Place(site, summary, year, is_latest)
    lines = (*_wrong(place, cells), *_short(place, cells), *_noted(place, cells))
    return in_order(line for line in lines if line is not None)


def _wrong(place: _Place, cells: Sequence[CellSummary]) -> Iterator[Attention | None]:
    site, home, year = place.site, place.summary.home, place.year
    yield _line("missing", "error", cells, lambda c: len(missing_months(c, year)), missing_url(home.slug, year))
    wrong = sum(f"/{year}/" in path for cell in cells for path in cell.left_out)
    if wrong:
        yield Attention("invalid", "error", wrong, url=problems_url(home.slug) if site.internal else "")


def _short(place: _Place, cells: Sequence[CellSummary]) -> Iterator[Attention | None]:
    year = place.year
    yield _line("thematic", "warning", cells, lambda c: len(c.thematic_missing.get(year, ())), CELLS)
    yield _line("low_year", "warning", cells, lambda c: int(_is_low(place, c)), CELLS)
    if place.is_latest:
        yield _line("overdue", "warning", cells, _overdue, _page(place, "tasks"))
        yield _line("below", "warning", cells, lambda c: len(c.below_target), CELLS)


def _noted(place: _Place, cells: Sequence[CellSummary]) -> Iterator[Attention | None]:
    year, matrix = place.year, missing_url(place.summary.home.slug, place.year)
    visits = _page(place, "observers", year)
    yield _line("observers", "notice", cells, lambda c: _lacking(c, year, "observer_cells"), visits or CELLS)
    yield _line("registers", "notice", cells, lambda c: _lacking(c, year, "registers_kept"), CELLS)
    yield _line("not_held", "notice", cells, lambda c: _count(c, year, {"not_held", "postponed"}), matrix)
    yield _line("late", "notice", cells, lambda c: _count(c, year, {"late"}), matrix)


def _page(place: _Place, name: str, year: int = 0) -> str:
    """The URL of a page of the district; of its year where one is given; empty where there is no such page."""
    home = place.summary.home
    found = next((page.module for page in kinds_of(place.site) if page.name == name), None)
    if found is None or not found.entry(home):
        return ""
    return f"/{home.slug}/{name}/{year}/" if year else found.entry(home)


def _overdue(cell: CellSummary) -> int:
    return len(cell.overdue)


def _is_low(place: _Place, cell: CellSummary) -> bool:
    """Tell whether the attendance of the whole year misses the target of the cell's type at its end."""
    home, year = place.summary.home, place.year
    rate = value_of(cell.stats.get(year), "attendance_rate_due").ratio.share
    if rate is None or not place.site.internal:
        return False
    last = min(Period(year, 12).last, home.as_of, home.district.to or home.as_of)
    rules = home.in_force(home.district.ancestors(cell.year_units.get(year)), last)
    target = rules.get("attendance", "target", cell.type) or rules.get("attendance", "target", "default")
    return target is not None and not target.holds(rate)


def _lacking(cell: CellSummary, year: int, id_: str) -> int:
    """How many of a figure's whole are not in its part."""
    ratio = value_of(cell.stats.get(year), id_).ratio
    return int(ratio.d - ratio.n)


def _count(cell: CellSummary, year: int, states: set[str]) -> int:
    return sum(month.state in states for month in cell.months.get(year, ()))


def _line(
    kind: str, severity: str, cells: Sequence[CellSummary], number: Callable[[CellSummary], int], url: str
) -> Attention | None:
    """One line about the cells where `number` is not 0, the worst named; None where there is none."""
    found = [(number(cell), cell) for cell in cells]
    found = [entry for entry in found if entry[0]]
    if not found:
        return None
    worst = sorted(found, key=lambda entry: -entry[0])[:WORST]
    return Attention(
        kind=kind,
        severity=severity,
        number=sum(n for n, _ in found),
        cells=len(found),
        worst=tuple((Link(short_name(c.name), cell_url(c.ref)), n) for n, c in worst),
        url=url,
    )
