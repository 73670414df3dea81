"""A cell's page of the public profile: from its projected summary alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model import codes
from generator.model.frame import Link
from generator.model.page import Page
from generator.views.cell import CellView, strip_rows
from generator.views.desk import last_unit
from generator.views.figures import LEADING, key_figures, latest_year
from generator.views.month_cells import state_key
from generator.views.site import Site, cell_url, district_frame, unit_url

if TYPE_CHECKING:
    from generator.model.summary import CellSummary, DistrictSummary


def public_cell_page(site: Site, district: DistrictSummary, cell: CellSummary) -> Page:
    """The page of a cell as anybody may see it: name, type, unit, months without days, figures that count no people."""
    home = district.home
    url = cell_url(f"{cell.district}/{cell.slug}")
    year = latest_year(cell.stats, district.years)
    slug = last_unit(cell)
    units = home.district.units
    above = tuple(Link(units[s].name, unit_url(home.slug, s)) for s in reversed(home.district.ancestors(slug)))
    strips = strip_rows(False, cell, district.years, url, "")
    names = {c.slug: c.name for c in district.cells}
    return Page(
        url,
        "pages/cell.html",
        CellView(
            frame=district_frame(
                site,
                home,
                url,
                cell.name,
                crumbs=(*above, Link(cell.name, url)),
                downloads=(Link("Số liệu chi bộ (JSON)", f"/data/v1/{home.slug}/cells/{cell.slug}.json"),),
                left_out=cell.left_out,
            ),
            name=cell.name,
            type=codes.CELL_TYPES[cell.type].vi,
            unit=above[-1] if above else None,
            secretary="",
            deputy="",
            strength=None,
            counted=None,
            broken=False,
            day=home.as_of,
            fixed_day=None,
            founded=cell.founded,
            closed=cell.closed,
            successor=_successor(cell, names),
            predecessors=(),
            pilot=None,
            registers=(0, 0),
            grade="",
            attention=(),
            year=year,
            figures=key_figures(cell.stats, year, LEADING, url),
            strips=strips,
            key=state_key(row.months for row in strips),
            threads=(),
            plan=(),
            members=(),
            left=(),
            years=(),
            is_public=True,
        ),
    )


def _successor(cell: CellSummary, names: dict[str, str]) -> Link | None:
    """The cell that carries on; the projection has already dropped what may not be named."""
    if cell.successor is None:
        return None
    full = cell.successor if "/" in cell.successor else f"{cell.district}/{cell.successor}"
    return Link(names.get(full.removeprefix(f"{cell.district}/"), cell.successor), cell_url(full))
