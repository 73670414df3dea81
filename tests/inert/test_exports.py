"""Whatever a record says comes out of each kind of file as it went in, and means nothing to what opens the file."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import unicodedata
import xml.etree.ElementTree as ET
import zipfile
from typing import TYPE_CHECKING, Any

import icalendar
import openpyxl
import pytest

from tests.inert import store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from tests.inert.conftest import Chunk

_MARK = re.compile(r" k(\d+)\b")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
# Which fields each kind of file holds; whatever else comes into one is looked at before it is written down here.
_TABLES = {
    "unit.name", "cell.name", "place", "planned.place", "theme", "plan.theme", "resolution.number", "task.title", "training.title", "commendation.title",
    "review.title", "review.option",
}  # fmt: skip
HOLDS = {
    "json": _TABLES - {"plan.theme", "review.option"} | {"district.name", "member.name", "handbook.title"},
    "csv": _TABLES,
    "ics": {"district.name", "cell.name", "place", "planned.place", "theme"},
    "atom": {"site_name", "district.name", "cell.name", "theme"},
    "xlsx": _TABLES | {"district.name"},
    "sqlite": _TABLES | {"district.name"},
}
PROPERTIES = {
    "BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "NAME", "X-WR-CALNAME", "UID", "DTSTAMP", "DTSTART", "DTEND", "STATUS", "TRANSP", "SUMMARY",
    "LOCATION",
}  # fmt: skip


@pytest.fixture(scope="module")
def exported(chunk: Chunk) -> tuple[Path, dict[str, list[str]]]:
    """The folder of the exports of the internal profile, and what the fields were given."""
    site, given = chunk.site("internal")
    done = store.chibo(
        site.parent, "export", "--profile", "internal", "--format", "xlsx,sqlite,parquet", "--keep-going"
    )
    assert done.returncode <= 1, done.stderr
    return site.parent / "export", given


def test_each_text_comes_back_as_it_went_in(chunk: Chunk, exported: tuple[Path, dict[str, list[str]]]) -> None:
    site, given = chunk.site("internal")
    found = {kind: set[str]() for kind in HOLDS}
    for kind, read in READERS.items():
        for path in sorted([*site.rglob(f"*.{kind}"), *exported[0].rglob(f"*.{kind}")]):
            for text in read(path):
                for mark in _MARK.findall(text):
                    field = store.FIELDS[int(mark)]
                    found[kind].add(field)
                    assert field in store.TYPED or any(one in text for one in given[field]), (path, text)
    assert found == HOLDS


def texts_in(value: Any) -> Iterator[str]:
    """Every text in a value of JSON, keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from texts_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts_in(one)


def of_json(path: Path) -> Iterator[str]:
    return texts_in(json.loads(path.read_text(encoding="utf-8")))


def cells_of(path: Path) -> list[str]:
    """Every cell of a table."""
    return [cell for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""), strict=True) for cell in row]  # fmt: skip


def of_csv(path: Path) -> Iterator[str]:
    return iter(cells_of(path))  # some with an apostrophe in front


def of_ics(path: Path) -> Iterator[str]:
    return (unescaped(value) for _, value in lines_of(path.read_bytes()))


def of_atom(path: Path) -> Iterator[str]:
    return (text for element in ET.parse(path).iter() for text in (element.text, *element.attrib.values()) if text)


def of_xlsx(path: Path) -> Iterator[str]:
    return (
        cell.value
        for sheet in openpyxl.load_workbook(path)
        for row in sheet
        for cell in row
        if isinstance(cell.value, str)
    )


def of_sqlite(path: Path) -> Iterator[str]:
    connection = sqlite3.connect(path)
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for name in names:
        for row in connection.execute(f'SELECT * FROM "{name}"'):
            yield from (value for value in row if isinstance(value, str))
    connection.close()


READERS: dict[str, Callable[[Path], Iterable[str]]] = {
    "json": of_json, "csv": of_csv, "ics": of_ics, "atom": of_atom, "xlsx": of_xlsx, "sqlite": of_sqlite,
}  # fmt: skip


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet would take a text for a formula: by NFKC, without what is not seen."""
    seen = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c)[0] not in "CZ")
    return seen[:1] in tuple("=+-@") and _NUMBER.fullmatch(text) is None


def test_no_cell_is_a_formula(chunk: Chunk, exported: tuple[Path, dict[str, list[str]]]) -> None:
    site, _ = chunk.site("internal")
    tables = sorted(site.rglob("*.csv"))
    assert len(tables) > 10
    for path in tables:
        assert [cell for cell in cells_of(path) if is_formula(cell)] == [], path
    for path in exported[0].rglob("*.xlsx"):
        parts = zipfile.ZipFile(path)
        for name in parts.namelist():
            content = parts.read(name)
            assert b"<f>" not in content, name
            assert b"<f " not in content, name
            assert b'TargetMode="External"' not in content, name


def lines_of(content: bytes) -> list[tuple[str, str]]:
    """The lines of a calendar, unfolded: name and value, read by hand."""
    for line in content.split(b"\r\n"):
        assert len(line) <= 75, line
        line.decode("utf-8")
        assert b"\n" not in line, line
        assert b"\r" not in line, line
    unfolded = content.decode("utf-8").replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
    return [(line.partition(":")[0].partition(";")[0], line.partition(":")[2]) for line in unfolded]


def unescaped(value: str) -> str:
    """A value of text, as RFC 5545 says."""
    return re.sub(r"\\([\\;,nN])", lambda found: "\n" if found[1] in "nN" else found[1], value)


def test_calendars_hold_what_they_should_by_two_readers(chunk: Chunk) -> None:
    site, given = chunk.site("internal")
    calendars = sorted(site.rglob("*.ics"))
    counts = {}
    for path in calendars:
        lines = lines_of(path.read_bytes())
        assert {name for name, _ in lines} <= PROPERTIES
        assert lines[0] == ("BEGIN", "VCALENDAR")
        assert lines[-1] == ("END", "VCALENDAR")
        read = icalendar.Calendar.from_ical(path.read_bytes())
        events = read.walk("VEVENT")
        assert (
            len(events) == len(read.subcomponents) == lines.count(("BEGIN", "VEVENT")) == lines.count(("END", "VEVENT"))
        )
        for name in ("SUMMARY", "LOCATION", "UID"):
            assert [str(event[name]) for event in events if name in event] == [
                unescaped(v) for n, v in lines if n == name
            ]
        counts[path.name] = len(events)
    cells = len(given["cell.name"])
    assert len(calendars) == cells + 1
    assert counts["district.ics"] == sum(counts.values()) - counts["district.ics"] == 8 * cells


def test_parquet_can_be_read(exported: tuple[Path, dict[str, list[str]]]) -> None:
    pq = pytest.importorskip("pyarrow.parquet", reason="an extra: absent on the oldest versions")
    assert pq.read_table(exported[0] / "stats.parquet").num_rows > 0
