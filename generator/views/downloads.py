"""The data files that a page offers: tables and figures always, calendars and the feed where days may be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.frame import Link

if TYPE_CHECKING:
    from generator.views.site import Site

ATOM, CALENDAR = "application/atom+xml", "text/calendar"


def district_downloads(site: Site, district: str) -> tuple[Link, ...]:
    """The data files of a district: figures, attendance, the list of all tables, the calendar and the feed."""
    folder = f"/data/v1/{district}"
    figures = Link(site.tr("Bảng số liệu (CSV)"), f"{folder}/stats.csv")
    described = Link(site.tr("Danh mục các bảng (JSON)"), f"{folder}/datapackage.json")
    if not site.internal:
        return figures, described
    return (
        figures,
        Link(site.tr("Bảng điểm danh (CSV)"), f"{folder}/attendance.csv"),
        described,
        Link(site.tr("Lịch họp (iCalendar)"), f"{folder}/calendar/district.ics", type=CALENDAR),
        Link(site.tr("Biên bản mới (Atom)"), f"{folder}/feed.atom", type=ATOM),
    )


def cell_downloads(site: Site, district: str, cell: str) -> tuple[Link, ...]:
    """The data files of a cell: its figures, its calendar, and the feed of its district."""
    folder = f"/data/v1/{district}"
    figures = Link(site.tr("Số liệu chi bộ (JSON)"), f"{folder}/cells/{cell}.json")
    if not site.internal:
        return (figures,)
    return (
        figures,
        Link(site.tr("Lịch họp (iCalendar)"), f"{folder}/calendar/{_calendar(cell)}", type=CALENDAR),
        Link(site.tr("Biên bản mới của đảng bộ (Atom)"), f"{folder}/feed.atom", type=ATOM),
    )


def _calendar(cell: str) -> str:
    """The name of a cell's calendar; `district.ics` is that of the district."""
    return "district-.ics" if cell == "district" else f"{cell}.ics"
