"""Files to books: reads a store's rulebook, districts and cells, each with what was found wrong on the way."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from generator.model import book as books
from generator.model import zones
from generator.model.cell import Cell, Members, Names, Under
from generator.model.diagnostic import Finding
from generator.model.district import DEFAULT_ZONE, Allowances, CellYear, District, Events, Observers, Review
from generator.model.facts import CellFacts, MeetingFacts
from generator.model.period import Period
from generator.model.record import fields_of
from generator.model.rulebook import Rulebook, Rules
from generator.model.text import Text, nearest
from generator.store import vault
from generator.store.reader import Loaded, Reader
from generator.store.regular import unreadable

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic import BaseModel

    from generator.store import fields
    from generator.store.index import StoreIndex
    from generator.store.paths import RecordPath
    from generator.store.source import History, Source

Clock = Callable[[str], dt.date]  # time zone → the day that decides what is due


@dataclass
class LoadedCell(Loaded):
    """A cell's book (None where `cell.yml` cannot be used) and its names (None: pages show ids).

    `judged` is the same book, or where there is none what can be checked all the same. If `alone`, that is its meetings
    one by one: nothing is known of the cell, or of its district.
    """

    book: books.CellBook | None = None
    names: dict[str, str] | None = None
    judged: books.CellBook = field(init=False)
    alone: bool = False


def load_rulebook(source: Source, index: StoreIndex) -> tuple[Rulebook, Loaded]:
    """Read every file of the rulebook; a broken one stands in the findings and is left out."""
    reader = Reader(source, [f.path for f in index.rulebook if not f.refused])
    files: dict[str, Rules] = {}
    for place in index.rulebook:
        found = reader.record(Rules, place.path)
        if found is not None and found.record is not None and place.path not in reader.broken:
            files[place.name] = found.record
    loaded = Loaded()
    for name, rules in files.items():
        if rules.extends is not None and f"records/rulebook/{rules.extends}.yml" not in index.paths:
            known = [place.name for place in index.rulebook if place.name != name]
            reader.findings.append(_unknown_base(f"records/rulebook/{name}.yml", rules.extends, known))
        elif _is_its_own_base(name, files):
            reader.findings.append(_circular_base(f"records/rulebook/{name}.yml", rules.extends or ""))
    reader.into(loaded)
    return Rulebook(files), loaded


def _is_its_own_base(name: str, files: dict[str, Rules]) -> bool:
    seen: set[str] = set()
    base = files[name].extends
    while base is not None and base in files and base not in seen:
        seen.add(base)
        base = files[base].extends
    return name in seen


def _circular_base(path: str, name: str) -> Finding:
    return Finding(
        "FI003", path, ("extends",),
        Text(
            f"`extends` đang ghi “{name}”, mà tệp ấy lại kế thừa từ chính tệp này.",
            f"`extends` holds “{name}”, which extends this file in turn.",
        ),
        Text("Cần: một văn bản có trước.", "Expected: an earlier document."),
        Text("Bỏ `extends` ở một trong hai tệp.", "Remove `extends` from one of the two files."),
    )  # fmt: skip


def _unknown_base(path: str, name: str, known: list[str]) -> Finding:
    near = nearest(name, known)
    guess = Text(f"Có phải “{near}”? ", f"Did you mean “{near}”? ") if near else Text("", "")
    return Finding(
        "FI003", path, ("extends",),
        Text(f"`extends` đang ghi “{name}”.", f"`extends` holds “{name}”."),
        Text("Cần: tên một tệp trong rulebook/.", "Expected: the name of a file in rulebook/."),
        Text(
            f"{guess.vi}Sửa tên cho đúng tệp đã có, hoặc bỏ `extends` và ghi đủ các điều ở đây.",
            f"{guess.en}Write the name of a file that is there, or remove `extends` and state every value here.",
        ),
    )  # fmt: skip


def load_district(
    source: Source, index: StoreIndex, slug: str, rulebook: Rulebook, clock: Clock, history: History
) -> tuple[books.DistrictBook | None, Loaded]:
    """Read a district's own files; the book is None where `district.yml` cannot be used."""
    own = index.districts[slug]
    reader, loaded = Reader(source, [f.path for f in own.files if not f.refused]), Loaded()
    district: District | None = None
    observers: dict[int, Observers] = {}
    events: dict[int, Events] = {}
    reviews: dict[str, Review] = {}
    broken_years: set[int] = set()
    for place in own.files:
        model = _DISTRICT_MODELS[place.kind]
        found = reader.record(model, place.path)
        record: Any = found.record if found is not None else None  # also where some of it is wrong: the rest is checked
        if place.kind == "district":
            district = _as_read(found, _SPARE_OF_DISTRICT)
        elif place.kind == "observers" and record is not None:
            observers[place.year] = record
        elif place.kind == "observers":
            broken_years.add(place.year)
        elif place.kind == "events" and record is not None:
            events[place.year] = record
        elif place.kind == "review" and record is not None:
            reviews[place.name] = record
        elif place.kind == "allowances" and record is not None and place.path not in reader.broken:
            reader.allowances(f"records/{slug}", record)
    reader.into(loaded)
    if district is None:
        return None, loaded
    written, as_of = district.records_from, clock(district.timezone)
    years = own.first_years
    start = written or books.records_begin(years.values(), as_of, district.from_)
    return books.DistrictBook(
        slug, district, rulebook, as_of, index.reachable, start, written is not None, observers,
        frozenset(broken_years), events, reviews, _day(history.start, district.timezone),
        tuple(a for a in loaded.allows if not a.is_inline), years, frozenset(index.districts),
    ), loaded  # fmt: skip


_DISTRICT_MODELS: dict[str, type[BaseModel]] = {
    "district": District, "observers": Observers, "events": Events, "review": Review, "allowances": Allowances,
}  # fmt: skip


def stand_in(slug: str, rulebook: Rulebook, clock: Clock, cells: frozenset[str]) -> books.DistrictBook:
    """A book for a district whose `district.yml` cannot be used, so that its cells' files are read all the same."""
    district = District.model_construct(name=slug, level="district", from_=dt.date.min, units={}, timezone=DEFAULT_ZONE)
    as_of = clock(DEFAULT_ZONE)
    return books.DistrictBook(slug, district, rulebook, as_of, cells, Period.of(as_of), is_known=False)


def _as_read(found: fields.Read | None, spare: frozenset[str]) -> Any:
    """A record, also one of which only unknown keys and those to `spare` could not be read; else None."""
    if found is None or found.record is None:
        return None
    known = {*fields_of(type(found.record))}
    return found.record if known.isdisjoint(found.faulty - spare) else None


_SPARE_OF_DISTRICT = frozenset({"successor", "timezone"})
_SPARE_OF_CELL = frozenset({"successor", "fixed_day", "pilot"})


def _day(seconds: int | None, zone: str) -> dt.date | None:
    try:
        return None if seconds is None else dt.datetime.fromtimestamp(seconds, zones.zone(zone)).date()
    except (OverflowError, ValueError, OSError):  # a commit may bear any number; a day that no calendar has is unknown
        return None


def load_cell(
    source: Source, files: list[RecordPath], slug: str, home: books.DistrictBook, history: History, names: Path | None
) -> LoadedCell:
    """Read a cell's folder. `names` is a folder outside that holds `D/cells/C/names.yml`."""
    reader, loaded = Reader(source, [f.path for f in files if not f.refused]), LoadedCell()
    cell: Cell | None = None
    cell_is_sound = False
    members: dict[str, Any] | None = None
    years: dict[int, CellYear] = {}
    meetings: list[books.MeetingRecord] = []
    for place in files:
        if place.kind == "meeting":
            meetings.append(reader.meeting(place, _day(history.first.get(place.path), home.district.timezone)))
            continue
        found = reader.record(_CELL_MODELS[place.kind], place.path)
        record: Any = found.record if found is not None and place.path not in reader.broken else None
        if place.kind == "cell":
            cell, cell_is_sound = _as_read(found, _SPARE_OF_CELL), record is not None
        elif record is None:
            continue
        elif place.kind == "members":
            members = record.root or None  # an empty roll says nothing: counts mode
        elif place.kind == "names":
            loaded.names = record.root
        elif place.kind == "year":
            years[place.year] = record
        elif place.kind == "allowances":
            reader.allowances(f"{home.path}/cells/{slug}", record)
    roll_is_broken = f"{home.path}/cells/{slug}/members.yml" in reader.broken
    if names is not None:
        loaded.names = _names_outside(names, home.slug, slug, reader)
    reader.into(loaded)
    meetings.sort(key=lambda m: (m.period, m.kind != "regular", m.kind, m.slug))
    loaded.alone = cell is None or not home.is_known
    whole = books.CellBook(slug, home, cell or _ANY_CELL, members, roll_is_broken, tuple(meetings), years)
    loaded.judged = _alone(whole) if loaded.alone else whole
    loaded.book = whole if cell_is_sound else None
    return loaded


_ANY_CELL = Cell.model_construct(
    name="", type="", under=[Under.model_construct(unit="", from_=dt.date.min)], founded=dt.date.min
)


def _alone(book: books.CellBook) -> books.CellBook:
    """A book of whose cell or district nothing is known: no threshold holds, and no day lies outside its life."""
    home = dataclasses.replace(book.home, rulebook=Rulebook({}))
    if not home.is_known:
        home = dataclasses.replace(home, observers_broken=frozenset(record.period.year for record in book.meetings))
    return dataclasses.replace(book, home=home, cell=_ANY_CELL)


_CELL_MODELS: dict[str, type[BaseModel]] = {
    "cell": Cell, "members": Members, "names": Names, "year": CellYear, "allowances": Allowances,
}  # fmt: skip


def _names_outside(folder: Path, district: str, cell: str, reader: Reader) -> dict[str, str] | None:
    shown = f"{folder.name}/{district}/cells/{cell}/names.yml"
    names = vault.read(folder, district, cell)
    if names is None:
        return None
    if not isinstance(names.content, bytes):
        reader.findings.append(unreadable(shown, names.content))
        return None
    reader.raw[shown] = names.content
    found = reader.record(Names, shown)
    return found.record.root if found is not None and shown not in reader.broken else None


def named_cells(book: books.CellBook) -> list[str]:
    """The cells that this one names in its records, as `DISTRICT/CELL`: their declared facts belong to its key."""
    refs = {book.cell.successor} if book.cell.successor else set()
    for member in (book.members or {}).values():
        if member.was:
            refs.add(member.was.rpartition("/")[0])
    for record in book.meetings:
        if record.meeting is None:
            continue
        meeting = record.meeting
        refs.update(meeting.joint_with)
        refs.update([ref.rsplit("/", 2)[0] for ref in meeting.followup if ref.count("/") >= 2])
        refs.update([p.rpartition("/")[0] for p in (meeting.chair, meeting.minutes_by) if p and "/" in p])
    return sorted({book.home.full(ref) for ref in refs} - {book.ref})


def facts_of(book: books.CellBook) -> CellFacts:
    """What other cells may know of this one."""
    meetings = {
        f"{m.period.year}/{m.stem}": MeetingFacts(
            m.meeting.date if m.meeting else None,
            m.meeting is not None and m.valid,
            tuple(m.meeting.tasks) if m.meeting else (),
            tuple(m.meeting.followup.items()) if m.meeting else (),
        )
        for m in book.meetings
    }
    members = None if book.members is None else frozenset(book.members)
    successor = book.home.full(book.cell.successor) if book.cell.successor else None
    return CellFacts(book.ref, book.cell.name, book.cell.closed, successor, members, meetings)
