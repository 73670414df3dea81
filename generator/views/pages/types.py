"""The cells of one type in a year: every figure that they have together, half-year by half-year and by quarter."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from generator.model import codes
from generator.model.frame import Frame, Link
from generator.model.page import Page
from generator.model.text import Text
from generator.views.figure_table import FigureTable, year_table
from generator.views.kinds import PageKind
from generator.views.scope_rows import cells_below, short_name
from generator.views.scope_types import has_figures, type_url
from generator.views.site import Site, cell_url, district_frame, district_url, year_links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import DistrictBook
    from generator.model.summary import DistrictSummary

PAGE = PageKind(Text("Loại hình chi bộ", "Cell types"), rank=90)


class TypesView(NamedTuple):
    """The cells of one type in a year.

    Attributes:
        frame: The frame around the page.
        name: The type.
        year: The year.
        cells: Its cells.
        figures: Every figure of the year, its half-years and quarters.
    """

    frame: Frame
    name: str
    year: int
    cells: tuple[Link, ...]
    figures: FigureTable


def entry(home: DistrictBook) -> str:  # noqa: ARG001  # the menu's call
    """Not in the menu: the table of types on the district's page leads to it."""
    return ""


def pages(site: Site, summary: DistrictSummary) -> Iterator[Page]:
    """One page for each type and year in which it has cells or figures."""
    for type_ in summary.types:
        years = _years(summary, type_)
        for year in years:
            url = type_url(summary.home.slug, type_, year)
            yield Page(url, "pages/types.html", partial(_view, site, summary, type_, year, years))


def _years(summary: DistrictSummary, type_: str) -> list[int]:
    stats = summary.types[type_]
    there = {year for cell in summary.cells if cell.type == type_ for year in cell.year_units}
    return [year for year in summary.years if year in there or has_figures(stats, year)]


def _view(site: Site, summary: DistrictSummary, type_: str, year: int, years: list[int]) -> TypesView:
    home = summary.home
    name, url = site.say(codes.CELL_TYPES[type_]), type_url(home.slug, type_, year)
    stats, district = summary.types[type_], district_url(home.slug, year)
    cells = [cell for cell in cells_below(summary, None, year) if cell.type == type_]
    links = year_links(summary.years, year, f"/{home.slug}/types/{type_}/", url)
    return TypesView(
        frame=district_frame(
            site,
            home,
            url,
            site.tr("%(name)s, năm %(year)s", name=name, year=year),
            crumbs=(Link(site.tr("Năm %(year)s", year=year), district), Link(name, url)),
            years=tuple(link for link in links if int(link.label) in years),
            downloads=(Link(site.tr("Bảng số liệu (CSV)"), f"/data/v1/{home.slug}/stats.csv"),),
            left_out=summary.left_out,
        ),
        name=name,
        year=year,
        cells=tuple(Link(short_name(cell.name), cell_url(cell.ref)) for cell in cells),
        figures=year_table(site, stats, year, "", url),
    )
