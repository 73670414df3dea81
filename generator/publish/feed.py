"""The feed of a district's new and changed records (Atom), by what git knows of them; no person is in it.

Source: RFC 4287.
"""

from __future__ import annotations

import datetime as dt
import html
import itertools
import uuid
from typing import TYPE_CHECKING

from generator.model import codes
from generator.model.text import day_text
from generator.publish.calendar import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.summary import CellSummary, DistrictSummary, MeetingLine
    from generator.publish.provenance import Provenance

NEWEST = 50
UP = "../../.."  # from /data/v1/D/ to the top of the site
_UNTOLD = "Chưa biết ngày ghi của các biên bản: kho không có lịch sử git, hoặc tải về không đủ lịch sử."


def feed(district: DistrictSummary, provenance: Provenance) -> bytes:
    """The feed of a district: the newest records by their last commit; without a history it says why it is empty.

    Ids are made of the records' paths; links are relative where the address of the site is not known.
    """
    home = district.home
    known = list(itertools.islice(_changes(district, provenance), NEWEST))
    updated = _instant(known[0][0]) if known else f"{home.as_of.isoformat()}T00:00:00Z"
    title = f"{home.district.name}: biên bản mới"
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi">',
        f"<id>{_id(home.path)}</id>",
        f"<title>{_text(title)}</title>",
        *([] if known else [f"<subtitle>{_text(_UNTOLD)}</subtitle>"]),
        f"<updated>{updated}</updated>",
        f"<author><name>{_text(provenance.site_name)}</name></author>",
        *([f'<link rel="self" href={_link(provenance, _own(home.slug))}/>'] if provenance.site_url else []),
        f'<link rel="alternate" type="text/html" href={_link(provenance, f"/{home.slug}/")}/>',
    ]
    for seconds, path, cell, meeting in known:
        lines += _entry(provenance, seconds, path, cell, meeting)
    return ("\n".join([*lines, "</feed>"]) + "\n").encode()


def _own(district: str) -> str:
    return f"/data/v1/{district}/feed.atom"


def _changes(district: DistrictSummary, provenance: Provenance) -> Iterator[tuple[int, str, CellSummary, MeetingLine]]:
    """The records by their last commit, the newest first; of one commit, the newest months first.

    Only the cells of those that are asked for are looked at.
    """
    cells = {cell.slug: cell for cell in district.cells}
    for seconds, path, slug, year, stem in sorted(_committed(district, provenance), key=_newest):
        found = cells[slug].meetings_of(year) if slug in cells else ()
        yield from ((seconds, path, cells[slug], meeting) for meeting in found if meeting.stem == stem)


def _committed(district: DistrictSummary, provenance: Provenance) -> Iterator[tuple[int, str, str, int, str]]:
    """When each file of a meeting was last committed, with its path, cell, year and name."""
    for path, seconds in provenance.changes(f"{district.home.path}/cells/"):
        parts = path.split("/")
        if len(parts) == 6 and parts[4].isdecimal() and parts[5].endswith(".md"):
            yield seconds, path, parts[3], int(parts[4]), parts[5].removesuffix(".md")


def _newest(change: tuple[int, str, str, int, str]) -> tuple[int, int, str, str]:
    seconds, path, _, year, stem = change
    return -seconds, -year, _backwards(stem[:2]), path


def _backwards(month: str) -> str:
    return f"{99 - int(month):02d}" if month.isdecimal() else month


def _entry(provenance: Provenance, seconds: int, path: str, cell: CellSummary, meeting: MeetingLine) -> Iterator[str]:
    added = provenance.added(path)
    kind = codes.MEETING_KINDS[meeting.kind].vi
    title = f"{cell.name}: {kind}, kỳ {meeting.period.month}/{meeting.period.year}"
    state = codes.MEETING_STATES[meeting.state].vi
    day = f" ngày {day_text(meeting.date).vi}" if meeting.date is not None else ""
    theme = f". Chuyên đề: {meeting.theme}" if meeting.theme else ""
    yield "<entry>"
    yield f"<id>{_id(path)}</id>"
    yield f"<title>{_text(title)}</title>"
    yield f"<updated>{_instant(seconds)}</updated>"
    if added is not None and added <= seconds:
        yield f"<published>{_instant(added)}</published>"
    yield f'<link rel="alternate" type="text/html" href={_link(provenance, meeting.url)}/>'
    yield f"<summary>{_text(f'{state}{day}{theme}.')}</summary>"
    yield "</entry>"


def _id(path: str) -> str:
    return f"urn:uuid:{uuid.uuid5(NAMES, path)}"


def _link(provenance: Provenance, url: str) -> str:
    address = provenance.absolute(url) or f"{UP}{url}"
    return f'"{html.escape(address)}"'


def _instant(seconds: int) -> str:
    return f"{dt.datetime.fromtimestamp(seconds, dt.UTC):%Y-%m-%dT%H:%M:%SZ}"


def _text(text: str) -> str:
    """A text as XML may hold it: what no XML document can hold is left out."""
    kept = "".join(c for c in text if c in "\t\n" or (c >= " " and not _unfit(ord(c))))
    return html.escape(kept, quote=False)  # not that of xml.sax, which loads a client for the web


def _unfit(point: int) -> bool:
    return 0x7F <= point <= 0x9F or 0xD800 <= point <= 0xDFFF or point in {0xFFFE, 0xFFFF}
