"""What all pages of one cell share, made once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.model.frame import Frame, Link
from generator.stats.api import turnouts
from generator.views.attendance import MemberRow, member_rows
from generator.views.people import People
from generator.views.record_names import record_label
from generator.views.site import Site, cell_url, district_frame, unit_url
from generator.views.tasks import TaskBook

if TYPE_CHECKING:
    import datetime as dt

    from generator.model.book import CellBook, MeetingRecord
    from generator.model.diagnostic import Diagnostic
    from generator.model.district import Unit
    from generator.model.summary import CellSummary


class Desk:
    """A cell laid out for printing: its people, tasks, problems by file, its pages in order, and the frame around them.

    Args:
        site: The site the pages are for.
        cell: The cell with all its records.
        summary: Its figures.
        names: Names by id; None where they are kept elsewhere.
        diagnostics: What was found in the cell's files.
    """

    def __init__(
        self,
        site: Site,
        cell: CellBook,
        summary: CellSummary,
        names: dict[str, str] | None,
        diagnostics: list[Diagnostic],
    ) -> None:
        self.site = site
        self.cell = cell
        self.summary = summary
        self.diagnostics = diagnostics
        self.people = People(cell, names)
        self.tasks = TaskBook(cell, self.people, site.words)
        self.url = cell_url(cell.ref)
        self.problems: dict[str, list[Diagnostic]] = {}
        for diagnostic in diagnostics:
            self.problems.setdefault(diagnostic.path, []).append(diagnostic)
        self.years = cell.years_shown()
        self.records = tuple(r for r in cell.meetings if r.valid and r.meeting is not None)
        self.urls = {record.path: self.url_of(record) for record in self.records}
        self.labels = {record.path: record_label(site, record) for record in cell.meetings}
        self.links = {path: Link(self.labels[path], url) for path, url in self.urls.items()}
        self.turnouts = {turnout.record.path: turnout for turnout in turnouts(cell)}
        self._rows: dict[int, tuple[MemberRow, ...]] = {}
        self._frame = self._base()

    def url_of(self, record: MeetingRecord) -> str:
        """The URL of a meeting's page."""
        return f"{self.url}{record.place}/"

    def recorded(self, record: MeetingRecord) -> dt.date | None:
        """The day a record was written; None where git does not know, or knows only that it was imported."""
        return None if record.recorded == self.cell.home.first_commit else record.recorded

    def superior(self, day: dt.date) -> Unit | None:
        """The organisation directly above the cell on a day; None where it has none, or one that is not known."""
        units = self.cell.units_on(day)
        return self.cell.home.district.units[units[0]] if units else None

    def member_rows(self, year: int) -> tuple[MemberRow, ...]:
        """The attendance of each member in a year."""
        rows = self._rows.get(year)
        if rows is None:
            rows = self._rows[year] = member_rows(self.cell, year, self.people)
        return rows

    def frame(self, url: str, title: str, *crumbs: Link, **more: Any) -> Frame:
        """The frame of one of the cell's pages; `crumbs` start below the cell."""
        return self._frame._replace(url=url, title=title, crumbs=(*self._frame.crumbs, *crumbs), **more)

    def _base(self) -> Frame:
        unit = last_unit(self.summary)
        units = self.cell.home.district.units
        above = reversed(self.cell.home.district.ancestors(unit))
        return district_frame(
            self.site,
            self.cell.home,
            self.url,
            self.cell.cell.name,
            crumbs=(
                *(Link(units[slug].name, unit_url(self.cell.home.slug, slug)) for slug in above),
                Link(self.cell.cell.name, self.url),
            ),
        )


def last_unit(cell: CellSummary, year: int | None = None) -> str | None:
    """The unit a cell stands under in a year, or in the last of its years; None where it has none."""
    if year is not None:
        return cell.year_units.get(year)
    return cell.year_units[max(cell.year_units)] if cell.year_units else (cell.under[-1][0] if cell.under else None)
