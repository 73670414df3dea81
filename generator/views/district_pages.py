"""The pages of a district and of the whole site, made from summaries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.page import Page
from generator.views.cell_pages import Plain
from generator.views.site import Site, district_frame, district_url, missing_url, problems_url, site_frame, unit_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.diagnostic import Diagnostic
    from generator.model.summary import DistrictSummary


def district_pages(site: Site, summary: DistrictSummary, diagnostics: list[Diagnostic]) -> Iterator[Page]:
    """Yield the pages of a district, of its units, of each year, the matrices and (internal only) the problems."""
    home = summary.home
    urls = [district_url(home.slug)]
    urls += [district_url(home.slug, year) for year in summary.years]
    for unit in home.district.units:
        urls += [unit_url(home.slug, unit), *(unit_url(home.slug, unit, year) for year in summary.years)]
    urls += [missing_url(home.slug, year) for year in summary.years]
    if site.internal:
        urls.append(problems_url(home.slug))
    for url in urls:
        yield Page(url, "pages/plain.html", Plain(district_frame(site, home, url, home.district.name), url))


def site_pages(site: Site, districts: list[DistrictSummary]) -> Iterator[Page]:
    """Yield home, the rules and the definitions of the figures."""
    from generator.rules.api import rules

    for url in ["/", "/rules/", "/definitions/", *(f"/rules/{code}/" for code in rules())]:
        yield Page(url, "pages/plain.html", Plain(site_frame(site, url, url), url))
