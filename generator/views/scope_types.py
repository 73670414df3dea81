"""The cells of a district by type: a table of the main figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.model import codes
from generator.views.figures import value_of
from generator.views.month_cells import missing_months
from generator.views.scope_rows import cells_below, members_of
from generator.views.site import district_url

if TYPE_CHECKING:
    from generator.model.figure import Value
    from generator.model.summary import ByKey, CellSummary, DistrictSummary
    from generator.views.site import Site


class TypeRow(NamedTuple):
    """The cells of one type.

    Attributes:
        id: What links to the row point at.
        label: The type.
        url: Its page; empty where there is none.
        cells: How many cells.
        members: How many members; None where not known or not shown.
        coverage: Regular meetings held.
        thematic: Quarters with a theme.
        due: Attendance of those due.
        roll: Attendance of the whole roll.
        speakers: Share of those there who spoke.
        full: Cells that met in all twelve months.
        missing: Months without a record.
    """

    id: str
    label: str
    url: str
    cells: int
    members: int | None
    coverage: Value
    thematic: Value
    due: Value
    roll: Value
    speakers: Value
    full: Value
    missing: int


class Types(NamedTuple):
    """The cells of a district by type.

    Attributes:
        rows: The types that occur in the year, in the order of the code list.
        total: The district itself.
    """

    rows: tuple[TypeRow, ...]
    total: TypeRow


class _Stretch(NamedTuple):
    """A year, and whether figures that count people are shown."""

    year: int
    people: bool


class _Type(NamedTuple):
    """A type, and its page."""

    code: str
    label: str
    url: str


def types_of(site: Site, summary: DistrictSummary, year: int, *, people: bool) -> Types:
    """The types of a district's year. The figures of a type belong to its own page; in public to its row."""
    cells: dict[str, list[CellSummary]] = {}
    for cell in cells_below(summary, None, year):
        cells.setdefault(cell.type, []).append(cell)
    stretch = _Stretch(year, people)
    rows = []
    for type_, stats in summary.types.items():
        if type_ in cells or has_figures(stats, year):
            # The public profile has no page of a type: there its figures belong to this row of the district's year.
            url = type_url(summary.home.slug, type_, year) if site.internal else ""
            own = _Type(type_, site.say(codes.CELL_TYPES[type_]), url)
            of = url or f"{district_url(summary.home.slug, year)}#{_row_id(type_)}"
            rows.append(_row(stretch, own, stats, cells.get(type_, []), of))
    everything = [cell for found in cells.values() for cell in found]
    total = _row(stretch, _Type("", site.tr("Toàn đảng bộ"), ""), summary.stats, everything, "")
    return Types(tuple(rows), total)


def type_url(district: str, type_: str, year: int) -> str:
    """The page of a type in a year, to which its figures belong."""
    return f"/{district}/types/{type_}/{year}/"


def _row_id(type_: str) -> str:
    return f"type-{type_}"


def has_figures(stats: ByKey, year: int) -> bool:
    """Tell whether anything was counted in a year."""
    return any(ratio.d for ratio in stats.get(year, {}).values())


def _row(stretch: _Stretch, own: _Type, stats: ByKey, cells: list[CellSummary], of: str) -> TypeRow:
    year = stretch.year
    now = stats.get(year)
    return TypeRow(
        id=_row_id(own.code),
        label=own.label,
        url=own.url,
        cells=len(cells),
        members=members_of(cells, year) if stretch.people else None,
        coverage=value_of(now, "meeting_coverage", of),
        thematic=value_of(now, "thematic_quarters", of),
        due=value_of(now, "attendance_rate_due", of),
        roll=value_of(now, "attendance_rate_roll", of),
        speakers=value_of(now, "speaker_share", of),
        full=value_of(now, "frequency_12", of),
        missing=sum(len(missing_months(cell, year)) for cell in cells),
    )
