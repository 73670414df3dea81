"""Calendars of a cell and of a district (iCalendar): meetings held and coming; no person is in them.

A whole `icalendar.Event` costs a tenth of a millisecond, too much for 12,000 meetings. So the library escapes and folds
the lines that hold text, which repeat and are remembered; the others are plain ASCII of a known length. Each event is
made once and stands in two files.
Source: RFC 5545; RFC 7986.
"""

from __future__ import annotations

import datetime as dt
import functools
import unicodedata
import uuid
from typing import TYPE_CHECKING

from icalendar import vText
from icalendar.parser import Contentline, Parameters

from generator.model import codes, zones
from generator.model.late import Late
from generator.model.period import Period, covers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.district import District
    from generator.model.late import Watch
    from generator.model.summary import CellSummary, DistrictSummary, MeetingLine
    from generator.publish.plan import Make
    from generator.publish.provenance import Provenance

NAMES = uuid.UUID("6f1c2b52-4c0e-5d0b-9d0a-0c5a3a1d7e10")  # the name space of records
SHOWN = frozenset({"held", "planned"})
_BREAKS = {"\r\n": "\n", "\r": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n", "\v": "\n", "\f": "\n"}


def calendars(
    district: DistrictSummary, provenance: Provenance, watch: Watch | None = None
) -> Iterator[tuple[str, tuple[Make, ...]]]:
    """Yield the name of each cell's calendar, then of the district's, and what makes its pieces.

    Shape: the events of a cell by day: meetings held or planned that have a day, and for a cell with a fixed day and no
    record yet the next regular meeting to be expected, marked as tentative; in the district's calendar one cell after
    the other. `watch` is told what is read.
    """
    zone = zones.zone(district.home.district.timezone)
    cells = {cell.slug: cell for cell in district.cells}

    def of_cell(slug: str) -> bytes:
        events = sorted(_events(district, cells[slug], provenance, zone), key=lambda event: event[0])
        return b"".join(event for _, event in events)

    events = Late(cells, of_cell, watch)
    makes = [functools.partial(events.__getitem__, slug) for slug in cells]
    for cell, make in zip(district.cells, makes, strict=True):
        yield file_name(cell.slug), (functools.partial(_head, cell.name), make, _tail)
    yield "district.ics", (functools.partial(_head, district.home.district.name), *makes, _tail)


def file_name(cell: str) -> str:
    """The name of a cell's calendar; a cell called `district` does not take that of the district's."""
    return "district-.ics" if cell == "district" else f"{cell}.ics"


def _head(name: str) -> bytes:
    head = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//So Chi Bo//chibo//VI\r\nCALSCALE:GREGORIAN\r\n"
    return head + _line("NAME", name) + _line("X-WR-CALNAME", name)


def _tail() -> bytes:
    return b"END:VCALENDAR\r\n"


def _events(
    district: DistrictSummary, cell: CellSummary, provenance: Provenance, zone: dt.tzinfo
) -> Iterator[tuple[dt.date, bytes]]:
    folder = f"{district.home.path}/cells/{cell.slug}"
    today = district.home.as_of
    for m in cell.meetings:
        if m.state not in SHOWN or m.date is None:
            continue
        path = f"{folder}/{m.period.year}/{m.stem}.md"
        lines = [*_times(m, m.date, zone), b"STATUS:CONFIRMED\r\n", _line("SUMMARY", _summary(cell.name, m))]
        if m.place:
            lines.append(_line("LOCATION", m.place))
        if provenance.site_url:
            lines.append(_uri("URL", provenance.absolute(m.url)))
        yield m.date, _event(path, provenance.changed(path), today, lines)
    coming = expected(district.home.district, cell, today)
    if coming is not None:
        path = f"{folder}/{coming.year}/{coming.month:02d}-regular.md"
        summary = _line("SUMMARY", f"{cell.name}: dự kiến sinh hoạt thường kỳ (ngày cố định, chưa có bản ghi)")
        status = b"STATUS:TENTATIVE\r\nTRANSP:TRANSPARENT\r\n"
        yield coming, _event(path, None, today, [_day("DTSTART", coming), status, summary])


def expected(district: District, cell: CellSummary, today: dt.date) -> dt.date | None:
    """The next fixed day of a cell for whose month there is no record yet; None where none is to be expected."""
    if cell.fixed_day is None:
        return None
    recorded = {m.period for m in cell.meetings if m.kind == "regular"}
    states = {month.period: month.state for year in cell.months.values() for month in year}
    for month in (Period.of(today), Period.of(today).plus(1)):
        day = dt.date(month.year, month.month, cell.fixed_day)
        if day < today or month in recorded or states.get(month, "awaiting") != "awaiting":
            continue
        under = any(covers(first, last, day) for _, first, last in cell.under)
        if under and covers(cell.founded, cell.closed, day) and district.exists(day):
            return day
    return None


def _event(path: str, changed: int | None, today: dt.date, lines: list[bytes]) -> bytes:
    """An event under the id of its record, stamped with its last commit, else the day of the figures."""
    uid = str(uuid.uuid5(NAMES, path)).encode()
    stamp = _instant(changed) if changed is not None else f"{today:%Y%m%d}T000000Z".encode()
    head = b"BEGIN:VEVENT\r\nUID:" + uid + b"\r\nDTSTAMP:" + stamp + b"\r\n"
    return b"".join([head, *lines, b"END:VEVENT\r\n"])


def _times(meeting: MeetingLine, day: dt.date, zone: dt.tzinfo) -> list[bytes]:
    """Start and end in UTC; a meeting without an hour takes the day."""
    if meeting.start is None:
        return [_day("DTSTART", day)]
    lines = [b"DTSTART:" + _utc(day, meeting.start, zone) + b"\r\n"]
    if meeting.end is not None and meeting.end > meeting.start:
        lines.append(b"DTEND:" + _utc(day, meeting.end, zone) + b"\r\n")
    return lines


@functools.lru_cache(maxsize=16384)
def _utc(day: dt.date, minutes: int, zone: dt.tzinfo) -> bytes:
    local = dt.datetime.combine(day, dt.time(), zone) + dt.timedelta(minutes=minutes)
    return f"{local.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}".encode()


@functools.lru_cache(maxsize=16384)
def _instant(seconds: int) -> bytes:
    return f"{dt.datetime.fromtimestamp(seconds, dt.UTC):%Y%m%dT%H%M%SZ}".encode()


def _day(name: str, day: dt.date) -> bytes:
    return f"{name};VALUE=DATE:{day:%Y%m%d}\r\n".encode()


def _summary(cell: str, meeting: MeetingLine) -> str:
    kind = codes.MEETING_KINDS[meeting.kind].vi
    return f"{cell}: {kind}" + (f" – {meeting.theme}" if meeting.theme else "")


@functools.lru_cache(maxsize=8192)
def _line(name: str, text: str) -> bytes:
    """A line of text, escaped and folded by the library; only what it may hold is handed over."""
    line: bytes = Contentline.from_parts(name, Parameters(), vText(_plain(text))).to_ical()
    return line + b"\r\n"


def _uri(name: str, address: str) -> bytes:
    line: bytes = Contentline(f"{name}:{_plain(address)}".replace("\n", "")).to_ical()  # type: ignore[no-untyped-call]  # untyped in the library
    return line + b"\r\n"


def _plain(text: str) -> str:
    for found, instead in _BREAKS.items():
        text = text.replace(found, instead)
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"})
