"""The pages of a district and of the whole site, made from summaries."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator.model.page import Page
from generator.views.definitions import definitions_view
from generator.views.figures import latest_year
from generator.views.home import home_view
from generator.views.kinds import kinds_of
from generator.views.matrix import matrix_view
from generator.views.problem_page import problems_view
from generator.views.public_cell import public_cell_page
from generator.views.reference import rule_views, rules_view
from generator.views.scope import district_view, unit_view
from generator.views.search_page import search_view
from generator.views.site import SEARCH, Site, district_url, missing_url, problems_url, unit_url

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.model.diagnostic import Diagnostic
    from generator.model.page import View
    from generator.model.summary import DistrictSummary

__all__ = ["district_pages", "pages_above", "public_cell_page", "site_pages", "unit_pages"]


def pages_above(
    site: Site, districts: list[DistrictSummary], diagnostics: Mapping[str, Sequence[Diagnostic]]
) -> Iterator[tuple[Page, ...]]:
    """Yield every page above the cells, in groups that one process makes; no view is made before it is asked for.

    `diagnostics` are those of each district.
    """
    for summary in districts:
        own = diagnostics.get(summary.home.slug, ())
        yield from ((page,) for page in district_pages(site, summary, own))
        yield from (tuple(unit_pages(site, summary, unit)) for unit in sorted(summary.home.district.units))
        if not site.internal:
            yield tuple(public_cell_page(site, summary, cell) for cell in summary.cells)
    yield tuple(site_pages(site, districts))


def district_pages(site: Site, summary: DistrictSummary, diagnostics: Sequence[Diagnostic]) -> Iterator[Page]:
    """Yield the pages of a district and of each year, its matrices, every page found by its file, and the problems."""
    slug = summary.home.slug
    for year in (None, *summary.years):
        yield Page(district_url(slug, year), "pages/district.html", partial(_district, site, summary, year))
    for year in summary.years:
        yield Page(missing_url(slug, year), "pages/missing.html", partial(matrix_view, site, summary, year))
    for kind in kinds_of(site):
        yield from kind.module.pages(site, summary)
    if site.internal:
        yield Page(problems_url(slug), "pages/problems.html", partial(problems_view, site, summary, diagnostics))


def _district(site: Site, summary: DistrictSummary, year: int | None) -> View:
    """The view of a year of a district, or of the latest with data."""
    shown = latest_year(summary.stats, summary.years) if year is None else year
    return district_view(site, summary, shown, district_url(summary.home.slug, year))


def unit_pages(site: Site, summary: DistrictSummary, unit: str) -> Iterator[Page]:
    """Yield the pages of one unit of a district: the latest year with data, and each year."""
    slug = summary.home.slug
    for year in (None, *summary.years):
        yield Page(unit_url(slug, unit, year), "pages/unit.html", partial(_unit, site, summary, unit, year))


def _unit(site: Site, summary: DistrictSummary, unit: str, year: int | None) -> View:
    """The view of a year of a unit, or of the latest with data."""
    shown = latest_year(summary.units.get(unit, {}), summary.years) if year is None else year
    return unit_view(site, summary, unit, shown, unit_url(summary.home.slug, unit, year))


def site_pages(site: Site, districts: list[DistrictSummary]) -> Iterator[Page]:
    """Yield home, the search, the rules and the definitions of the figures."""
    yield Page("/", "pages/home.html", partial(home_view, site, districts))
    yield Page(SEARCH, "pages/search.html", partial(search_view, site, districts))
    yield Page("/rules/", "pages/rules.html", partial(rules_view, site))
    for url, view in rule_views(site):
        yield Page(url, "pages/rule.html", view)
    yield Page("/definitions/", "pages/definitions.html", partial(definitions_view, site))
