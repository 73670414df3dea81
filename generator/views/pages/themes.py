"""Thematic meetings of a year: what is missing, what was planned and held, what several cells took up, pilot cells."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from generator.model.frame import Frame, Link
from generator.model.page import Page
from generator.model.text import Text, sort_key
from generator.views.attention import Attention, in_order
from generator.views.downloads import district_downloads
from generator.views.figures import value_of
from generator.views.kinds import PageKind
from generator.views.numbering import numbered
from generator.views.scope_rows import cells_below, unit_tree, units_of_year
from generator.views.site import cell_url, district_frame, district_url, due_year, unit_url, year_links
from generator.views.theme_rows import SharedTheme, ThemeCell, held_in, link_of, shared_themes, theme_cell

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from generator.model.book import DistrictBook
    from generator.model.figure import Value
    from generator.model.summary import CellSummary, DistrictSummary, Stats
    from generator.views.site import Site

PAGE = PageKind(Text("Chuyên đề", "Themes"), rank=30)
WORST = 3


class UnitThemes(NamedTuple):
    """The counts of one unit, the units below it included.

    Attributes:
        unit: The unit.
        depth: How many units of the table stand above it.
        planned: The planned themes.
        fulfilled: Those of them that were held in their quarter.
        thematic: The thematic meetings held.
        combined: The regular meetings with a theme.
        missing: Quarters without a meeting that was required.
        quarters: Quarters with a thematic or combined meeting.
        per_cell: Thematic and combined meetings for each full-year cell.
    """

    unit: Link
    depth: int
    planned: int
    fulfilled: int
    thematic: int
    combined: int
    missing: int
    quarters: Value
    per_cell: Value


class UnitCells(NamedTuple):
    """The cells of one unit.

    Attributes:
        unit: The unit.
        cells: Its cells that have something to show.
    """

    unit: Link
    cells: tuple[ThemeCell, ...]


class PilotRow(NamedTuple):
    """A pilot cell.

    Attributes:
        cell: The cell.
        scheme: What it is a pilot of; empty where that is not written.
        first: The first day.
        last: The last day; None where it goes on.
        meetings: The thematic and combined meetings held in the year.
        quarters: Quarters with one.
    """

    cell: Link
    scheme: str
    first: dt.date
    last: dt.date | None
    meetings: int
    quarters: Value


class ThemesView(NamedTuple):
    """The page of themes of a year.

    Attributes:
        frame: The frame around the page.
        name: The district's name.
        year: The year.
        attention: What needs doing.
        missing: The cells with quarters without a meeting that was required, most first.
        units: The counts of each unit.
        total: The counts of the district.
        groups: The cells by unit.
        silent: How many cells of the year have nothing to show.
        shared: The themes that several cells took up.
        pilots: The pilot cells.
        cells: How many cells were active in the year or have records in it.
        tables: The numbers of the tables: by unit, by cell, shared themes, pilot cells.
    """

    frame: Frame
    name: str
    year: int
    attention: tuple[Attention, ...]
    missing: tuple[tuple[Link, tuple[int, ...]], ...]
    units: tuple[UnitThemes, ...]
    total: UnitThemes
    groups: tuple[UnitCells, ...]
    silent: int
    shared: tuple[SharedTheme, ...]
    pilots: tuple[PilotRow, ...]
    cells: int
    tables: tuple[int, ...]


Found = list[tuple["CellSummary", ThemeCell]]


def themes_url(district: str, year: int) -> str:
    """The URL of the themes of a year."""
    return f"/{district}/themes/{year}/"


def entry(home: DistrictBook) -> str:
    """The year of the newest month that is over."""
    return themes_url(home.slug, due_year(home))


def pages(site: Site, summary: DistrictSummary) -> Iterator[Page]:
    """One page a year."""
    for year in summary.years:
        yield Page(themes_url(summary.home.slug, year), "pages/themes.html", partial(themes_view, site, summary, year))


def themes_view(site: Site, summary: DistrictSummary, year: int) -> ThemesView:
    """The themes of the cells that were active in the year or have records in it."""
    home, url = summary.home, themes_url(summary.home.slug, year)
    found = [(cell, theme_cell(cell, year, home.as_of)) for cell in cells_below(summary, None, year)]
    missing = [(link_of(cell), cell.thematic_missing.get(year, ())) for cell, _ in found]
    missing = sorted((entry for entry in missing if entry[1]), key=lambda entry: -len(entry[1]))
    groups = tuple(_groups(summary, found, year))
    shared = shared_themes((cell for cell, _ in found), year)
    pilots = tuple(_pilot(cell, year) for cell, shown in found if shown.is_pilot)
    title = site.tr("Sinh hoạt chuyên đề %(year)s", year=year)
    of = district_url(home.slug, year)
    return ThemesView(
        frame=district_frame(
            site, home, url, title, crumbs=(Link(title, url),), left_out=summary.left_out,
            years=year_links(summary.years, year, f"/{home.slug}/themes/", url),
            downloads=district_downloads(site, home.slug),
        ),
        name=home.district.name,
        year=year,
        attention=in_order(_attention(missing, [cell for _, cell in found])),
        missing=tuple(missing),
        units=tuple(_units(summary, found, year)),
        total=_counts(Link(home.district.name, of), 0, found, year, summary.stats.get(year)),
        groups=groups,
        silent=sum(not cell.quarters for _, cell in found),
        shared=shared,
        pilots=pilots,
        cells=len(found),
        tables=numbered(groups, groups, shared, pilots),
    )  # fmt: skip


def _attention(missing: list[tuple[Link, tuple[int, ...]]], cells: list[ThemeCell]) -> Iterator[Attention]:
    if missing:
        number = sum(len(quarters) for _, quarters in missing)
        worst = tuple((cell, len(quarters)) for cell, quarters in missing[:WORST])
        yield Attention("missing", "warning", number, cells=len(missing), worst=worst, url="#thieu")
    over = [row for cell in cells for row in cell.quarters if row.state in ("unheld", "other", "missing")]
    unheld = sum(not theme.is_held for row in over for theme in row.planned)
    if unheld:
        yield Attention("unheld", "notice", unheld, url="#theo-chi-bo")
    without = sum(not any(row.planned for row in cell.quarters) for cell in cells)
    if without:
        yield Attention("planless", "notice", without, url="#theo-chi-bo")


def _units(summary: DistrictSummary, found: Found, year: int) -> Iterator[UnitThemes]:
    home = summary.home
    for unit, depth in unit_tree(summary, None, units_of_year(summary, year)):
        own = [entry for entry in found if unit in home.district.ancestors(entry[0].year_units[year])]
        link = Link(home.district.units[unit].name, unit_url(home.slug, unit, year))
        yield _counts(link, depth, own, year, summary.units.get(unit, {}).get(year))


def _counts(unit: Link, depth: int, found: Found, year: int, stats: Stats | None) -> UnitThemes:
    rows = [row for _, cell in found for row in cell.quarters]
    meetings = [line for cell, _ in found for line in held_in(cell, year)]
    thematic = sum(line.kind == "thematic" for line in meetings)
    return UnitThemes(
        unit=unit,
        depth=depth,
        planned=sum(len(row.planned) for row in rows),
        fulfilled=sum(theme.is_held for row in rows for theme in row.planned),
        thematic=thematic,
        combined=len(meetings) - thematic,
        missing=sum(row.state == "missing" for row in rows),
        quarters=value_of(stats, "thematic_quarters", unit.url),
        per_cell=value_of(stats, "thematic_per_cell", unit.url),
    )


def _groups(summary: DistrictSummary, found: Found, year: int) -> Iterator[UnitCells]:
    """The cells with something to show under the unit directly above them, in the order of the units."""
    home, by_unit = summary.home, dict[str, list[ThemeCell]]()
    for cell, shown in found:
        if shown.quarters:
            by_unit.setdefault(cell.year_units[year], []).append(shown)
    order = [slug for slug, _ in unit_tree(summary, None, by_unit)]
    for slug in [*order, *sorted(set(by_unit) - set(order), key=sort_key)]:
        unit = home.district.units.get(slug)
        link = Link(unit.name, unit_url(home.slug, slug, year)) if unit is not None else Link(slug, "")
        yield UnitCells(link, tuple(by_unit[slug]))


def _pilot(cell: CellSummary, year: int) -> PilotRow:
    assert cell.pilot is not None  # noqa: S101 - asked only of pilot cells
    scheme, first, last = cell.pilot
    return PilotRow(
        cell=link_of(cell),
        scheme=scheme,
        first=first,
        last=last,
        meetings=len(held_in(cell, year)),
        quarters=value_of(cell.stats.get(year), "thematic_quarters", cell_url(cell.ref, year)),
    )
