"""The pages of one cell, made where the cell is read: from its book alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model.page import Page
from generator.views.site import Site, cell_url, district_frame, meeting_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook
    from generator.model.diagnostic import Diagnostic
    from generator.model.frame import Frame
    from generator.model.summary import CellSummary, DistrictSummary


@dataclass(frozen=True, slots=True)
class Plain:
    """A page with a title only.

    Attributes:
        frame: The frame around the page.
        title: Its heading.
    """

    frame: Frame
    title: str


def cell_pages(
    site: Site, cell: CellBook, summary: CellSummary, names: dict[str, str] | None, diagnostics: list[Diagnostic]
) -> Iterator[Page]:
    """Yield the cell's page, the attendance table of each of its years, and a page for each meeting that counts."""
    url = cell_url(cell.ref)
    yield Page(url, "pages/plain.html", Plain(district_frame(site, cell.home, url, cell.cell.name), cell.cell.name))
    for year in cell.years_shown():
        url = cell_url(cell.ref, year)
        title = f"{cell.cell.name} {year}"
        yield Page(url, "pages/plain.html", Plain(district_frame(site, cell.home, url, title), title))
    for record in cell.meetings:
        if record.valid and record.meeting is not None:
            url = meeting_url(cell.ref, record.period.year, record.stem)
            title = f"{cell.cell.name} {record.stem}"
            yield Page(url, "pages/plain.html", Plain(district_frame(site, cell.home, url, title), title))


def public_cell_page(site: Site, district: DistrictSummary, cell: CellSummary) -> Page:
    """The cell's page of the public profile, made from its projected summary."""
    url = cell_url(f"{cell.district}/{cell.slug}")
    return Page(url, "pages/plain.html", Plain(district_frame(site, district.home, url, cell.name), cell.name))
