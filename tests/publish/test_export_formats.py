"""Workbook, database and Parquet: the figures of the CSV, no formula, no link, the same bytes each time."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import functools
import io
import sqlite3
import time
import zipfile

import openpyxl
import pytest

from generator.publish import csv as tables_csv
from generator.publish.database import database
from generator.publish.parquet import NoParquet, parquet
from generator.publish.tables import TABLES
from generator.publish.workbook import workbook
from generator.views.projection import project
from tests.publish.test_tables import FOUND

AS_OF = dt.date(2025, 2, 15)
HOSTILE = ["=1+1", "+1", "@SUM(A1)", "-2", "\uff1d1", "bell\x07", "x" * 40_000, "_x0041_", "<f>1</f>"]


def stats_of(found):
    table = next(table for table in TABLES if table.name == "stats")
    text = tables_csv.table_bytes(table, table.rows(found)).decode()
    return {
        (row["scope"], row["year"], row["stat"]): (float(row["n"]), int(row["d"]), row["value"])
        for row in csv.DictReader(io.StringIO(text))
    }


def named(text, found=FOUND):
    """The district with a cell of another name."""
    cells = (dataclasses.replace(found.cells[0], name=text), *found.cells[1:])
    return dataclasses.replace(found, cells=cells)


@functools.cache
def opened_usual(lang):
    return openpyxl.load_workbook(io.BytesIO(workbook(FOUND, 2024, "internal", lang)))


def opened(found=FOUND, profile="internal", lang="vi"):
    if found is FOUND:
        return opened_usual(lang)
    return openpyxl.load_workbook(io.BytesIO(workbook(found, 2024, profile, lang)))


def shown(value):
    return "" if value is None else f"{value:.6f}".rstrip("0").rstrip(".")


def test_the_sheets_of_a_workbook():
    book = opened()
    assert book.sheetnames == [
        "Tổng hợp", "Đơn vị", "Chi bộ", "Bảng các kỳ", "Điểm danh", "Chi bộ trong năm", "Cuộc họp", "Nhiệm vụ",
        "Chuyên đề", "Cấp ủy viên dự sinh hoạt", "Sự kiện", "Sơ kết", "Số liệu", "Cách tính số liệu",
    ]  # fmt: skip
    assert opened(lang="en").sheetnames[:3] == ["Summary", "Units", "Cells"]
    for sheet in book:
        assert sheet.freeze_panes is not None
        assert sheet.auto_filter.ref is not None
        assert sheet.column_dimensions["A"].width > 8


def test_the_figures_of_a_workbook_are_those_of_the_csv():
    known = {key: parts for key, parts in stats_of(FOUND).items() if key[1].startswith("2024")}
    rows = opened()["Số liệu"].iter_rows(min_row=2, values_only=True)
    found = {(scope, key, stat): (n, d, shown(value)) for scope, key, stat, _, n, d, value in rows}
    assert found == known
    head, *rows = opened()["Tổng hợp"].iter_rows(min_row=3, values_only=True)
    assert head[2:5] == ("2024", "2024: tử số", "2024: mẫu số")
    for _, stat, *parts in rows:
        for at, key in enumerate(name for name in head[2::3]):
            value, n, d = parts[3 * at : 3 * at + 3]
            assert d is None or (n, d, shown(value)) == known["district", key, stat]


def test_values_are_printed_by_their_kind():
    sheet = opened()["Số liệu"]
    looks = {row[2].value: row[6].number_format for row in sheet.iter_rows(min_row=2) if row[6].value is not None}
    assert looks["attendance_rate_due"] == "0.00%"
    assert looks["meetings_per_cell"] == "#,##0.00"
    assert opened()["Cuộc họp"]["I2"].number_format == "dd/mm/yyyy"
    assert opened(lang="en")["Meetings"]["I2"].number_format == "yyyy-mm-dd"


def test_no_text_is_a_formula():
    first = FOUND.cells[0]
    cells = tuple(dataclasses.replace(first, slug=f"cell-{at}", name=text) for at, text in enumerate(HOSTILE))
    content = workbook(dataclasses.replace(FOUND, cells=cells), 2024, "internal", "vi")
    parts = zipfile.ZipFile(io.BytesIO(content))
    for name in parts.namelist():
        assert b"<f>" not in parts.read(name)
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Chi bộ"]
    names = [(row[1].value, row[1].data_type) for row in sheet.iter_rows(min_row=2)]
    assert names == [(text.replace("\x07", "")[:32_767], "s") for text in HOSTILE]


def test_a_workbook_leads_nowhere_and_holds_no_clock(monkeypatch):
    content = workbook(FOUND, 2024, "internal", "vi")
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    assert workbook(FOUND, 2024, "internal", "vi") == content
    parts = zipfile.ZipFile(io.BytesIO(content))
    assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert not any(b'TargetMode="External"' in parts.read(name) for name in parts.namelist())
    facts = opened().properties
    assert {facts.created.isoformat(), facts.modified.isoformat()} == {"2025-02-15T00:00:00"}


def test_a_public_workbook_is_made_of_the_projection():
    book = opened(project(FOUND), profile="public")
    assert book.sheetnames == ["Tổng hợp", "Đơn vị", "Chi bộ", "Bảng các kỳ", "Số liệu", "Cách tính số liệu"]
    stats = {row[2] for row in book["Số liệu"].iter_rows(min_row=2, values_only=True)}
    assert stats
    assert not any(stat.startswith(("attendance", "speaker", "observer", "members")) for stat in stats)


def connected(content):
    connection = sqlite3.connect(":memory:")
    connection.deserialize(content)
    return connection


def test_the_database_holds_every_table_and_its_references_hold():
    content = database([FOUND], AS_OF, "1", "internal")
    connection = connected(content)
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert names == {"about", "districts", "codes", *(table.name for table in TABLES)}
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert connection.execute("PRAGMA page_size").fetchone() == (4096,)
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    for table in TABLES:
        (count,) = connection.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()
        assert count == len(list(table.rows(FOUND))), table.name
        assert len(connection.execute(f'PRAGMA foreign_key_list("{table.name}")').fetchall()) >= len(table.references)


def test_the_figures_of_the_database_are_those_of_the_csv():
    rows = connected(database([FOUND], AS_OF, "1", "internal")).execute("SELECT * FROM stats")
    found = {(scope, key, stat): (n, d, shown(value)) for _, scope, key, stat, n, d, value in rows}
    assert found == stats_of(FOUND)


def test_the_database_is_the_same_each_time_and_keeps_texts_as_they_are():
    first = database([named("=1+1")], AS_OF, "1", "internal")
    assert database([named("=1+1")], AS_OF, "1", "internal") == first
    assert connected(first).execute("SELECT name FROM cells WHERE cell = 'na-loc'").fetchone() == ("=1+1",)


def test_two_districts_share_the_definitions():
    other = dataclasses.replace(FOUND, home=dataclasses.replace(FOUND.home, slug="huyen-b"))
    connection = connected(database([FOUND, other], AS_OF, "1", "internal"))
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("SELECT count(DISTINCT district) FROM stats").fetchone() == (2,)
    joined = "SELECT count(*) FROM stats JOIN definitions ON stat = id"
    assert connection.execute(joined).fetchone() == connection.execute("SELECT count(*) FROM stats").fetchone()


def test_a_public_database_names_no_secret_type():
    connection = connected(database([project(FOUND)], AS_OF, "1", "public"))
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert names == {"about", "districts", "codes", "definitions", "units", "cells", "months", "stats"}
    assert connection.execute("SELECT count(*) FROM codes WHERE code IN ('police', 'military')").fetchone() == (0,)


def test_the_figures_of_parquet_are_those_of_the_csv():
    pq = pytest.importorskip("pyarrow.parquet")
    content = parquet([FOUND])
    table = pq.read_table(io.BytesIO(content))
    assert table.column_names == ["district", "scope", "year", "stat", "n", "d", "value"]
    rows = table.to_pylist()
    assert {row["district"] for row in rows} == {"huyen-a"}
    assert {
        (row["scope"], row["year"], row["stat"]): (row["n"], row["d"], shown(row["value"])) for row in rows
    } == stats_of(FOUND)
    assert parquet([FOUND]) == content
    assert pq.read_table(io.BytesIO(parquet([]))).num_rows == 0


def test_without_its_library_parquet_is_refused(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(NoParquet):
        parquet([FOUND])
