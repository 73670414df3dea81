"""The pages of one cell, made where the cell is read: from its book alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.page import Page
from generator.views.cell import cell_view
from generator.views.cell_year import cell_year_view
from generator.views.desk import Desk
from generator.views.meeting import meeting_view
from generator.views.record import record_view

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook, MeetingRecord
    from generator.model.diagnostic import Diagnostic
    from generator.model.summary import CellSummary
    from generator.views.site import Site


def cell_pages(
    site: Site, cell: CellBook, summary: CellSummary, names: dict[str, str] | None, diagnostics: list[Diagnostic]
) -> Iterator[Page]:
    """Yield the cell's page, the attendance table of each of its years, and a page for each record that counts."""
    desk = Desk(site, cell, summary, names, diagnostics)
    yield Page(desk.url, "pages/cell.html", cell_view(desk))
    for year in cell.years_shown():
        yield Page(f"{desk.url}{year}/", "pages/cell_year.html", cell_year_view(desk, year))
    records = desk.records
    for record, before, after in zip(records, (None, *records), (*records[1:], None), strict=False):
        yield _record_page(desk, record, before, after)


def _record_page(desk: Desk, record: MeetingRecord, before: MeetingRecord | None, after: MeetingRecord | None) -> Page:
    url = desk.urls[record.path]
    if record.meeting is not None and record.meeting.state == "held" and record.meeting.date is not None:
        return Page(url, "pages/meeting.html", meeting_view(desk, record, before, after))
    return Page(url, "pages/record.html", record_view(desk, record, before, after))
