"""What a district or unit should look at first in a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.frame import Link
from generator.views.attention import Attention, in_order
from generator.views.month_cells import missing_months
from generator.views.scope_rows import short_name
from generator.views.site import Site, cell_url, missing_url, problems_url

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.model.summary import CellSummary, DistrictSummary

WORST = 3


def of_scope(
    site: Site, summary: DistrictSummary, cells: Sequence[CellSummary], year: int, *, is_latest: bool
) -> tuple[Attention, ...]:
    """The attention list of a year: what is missing or wrong first, then what falls short, then what is only noted.

    The last three meetings of each cell are looked at only in the latest year.
    """
    home = summary.home
    matrix = missing_url(home.slug, year)
    problems = problems_url(home.slug) if site.internal else ""
    wrong = sum(f"/{year}/" in path for cell in cells for path in cell.left_out)
    lines = [
        _line("missing", "error", cells, lambda c: len(missing_months(c, year)), matrix),
        Attention("invalid", "error", wrong, url=problems) if wrong else None,
        _line("thematic", "warning", cells, lambda c: len(c.thematic_missing.get(year, ())), "#theo-chi-bo"),
        _line("below", "warning", cells, lambda c: len(c.below_target) if is_latest else 0, "#theo-chi-bo"),
        _line("not_held", "notice", cells, lambda c: _count(c, year, {"not_held", "postponed"}), matrix),
        _line("late", "notice", cells, lambda c: _count(c, year, {"late"}), matrix),
    ]
    return in_order(line for line in lines if line is not None)


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
        worst=tuple((Link(short_name(c.name), cell_url(f"{c.district}/{c.slug}")), n) for n, c in worst),
        url=url,
    )
