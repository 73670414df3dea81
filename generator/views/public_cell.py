"""A cell's page of the public profile: from its projected summary alone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator.model import codes
from generator.model.frame import Link
from generator.model.page import Page
from generator.views.cell import CellView
from generator.views.cell_about import About
from generator.views.cell_tables import strip_rows
from generator.views.desk import last_unit
from generator.views.downloads import cell_downloads
from generator.views.figures import LEADING, key_figures, latest_year
from generator.views.month_cells import state_key
from generator.views.site import Site, cell_figures_url, cell_url, district_frame, unit_url

if TYPE_CHECKING:
    from generator.model.summary import CellSummary, DistrictSummary


def public_cell_page(site: Site, district: DistrictSummary, cell: CellSummary) -> Page:
    """The page of a cell as anybody may see it: name, type, unit, months without days, figures that count no people."""
    return Page(cell_url(cell.ref), "pages/cell.html", partial(_view, site, district, cell))


def _view(site: Site, district: DistrictSummary, cell: CellSummary) -> CellView:
    home = district.home
    url = cell_url(cell.ref)
    year = latest_year(cell.stats, district.years)
    slug = last_unit(cell)
    units = home.district.units
    above = tuple(Link(units[s].name, unit_url(home.slug, s)) for s in reversed(home.district.ancestors(slug)))
    strips = strip_rows(cell, district.years, url, "", internal=False)
    return CellView(
        frame=district_frame(
            site,
            home,
            url,
            cell.name,
            crumbs=(*above, Link(cell.name, url)),
            downloads=cell_downloads(site, home.slug, cell.slug),
            left_out=cell.left_out,
        ),
        name=cell.name,
        unit=above[-1] if above else None,
        about=About(
            type=site.say(codes.CELL_TYPES[cell.type]),
            founded=cell.founded,
            closed=cell.closed,
            successor=_successor(site, cell, {c.slug: c.name for c in district.cells}),
        ),
        year=year,
        figures=key_figures(site, cell.stats, year, LEADING, cell_figures_url(site, cell.ref, year - 1)),
        strips=strips,
        key=state_key(row.months for row in strips),
        is_public=True,
        day=home.as_of,
    )


def _successor(site: Site, cell: CellSummary, names: dict[str, str]) -> Link | None:
    """The cell that carries on; the projection has already dropped what may not be named.

    The name of a cell of another district is not known here, so that district's stands for it.
    """
    if cell.successor is None:
        return None
    district, _, slug = cell.successor.rpartition("/")
    url = cell_url(f"{district or cell.district}/{slug}")
    if district not in ("", cell.district):
        return Link(site.tr("một chi bộ của %(district)s", district=site.district_link(district).label), url)
    return Link(names.get(slug, slug), url)
