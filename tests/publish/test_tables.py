"""The list of tables: what each row holds is what its columns promise, in both profiles."""

from __future__ import annotations

import csv
import datetime as dt
import io
from fractions import Fraction

import pytest

from generator.model.district import Events, Observers, Review
from generator.model.period import Period
from generator.model.ratio import Ratio
from generator.publish.codelists import CODES, code_rows
from generator.publish.csv import figures_bytes, head_bytes, table_bytes
from generator.publish.rows import scopes, year_of
from generator.publish.tables import TABLES, tables
from generator.views.projection import project
from generator.views.reduce import reduce
from generator.views.summary import summarize
from tests.books import as_text, cell, district, met, record, regular

KINDS = {
    "id": str,
    "text": str,
    "month": str | Period,
    "date": dt.date,
    "integer": int,
    "number": int | Fraction,
    "flag": bool,
    "value": Ratio,
}


def a_district():
    home = district(units={"xa-a": {}, "xa-b": {"parent": "xa-a"}})
    home.observers[2024] = Observers.model_validate(
        {
            "btv-01": {"level": "standing_committee", "name": "Nông Thị Hoa", "cells": {"na-loc": "2", "lost": "1"}},
            "bch-07": {"level": "committee"},
        }
    )
    home.events[2024] = Events.model_validate(
        as_text(
            {
                "training": [{"date": "2024-04-10", "title": "Bồi dưỡng", "participants": 356}],
                "commendations": [{"date": "2024-05-19", "collectives": 12, "persons": 9}],
                "inspections": [{"date": "2024-06-12", "kind": "supervision", "cells": ["na-loc", "pa"]}],
            }
        )
    )
    home.reviews["2024-mo-hinh"] = Review.model_validate(
        as_text(
            {
                "title": "Sơ kết",
                "date": "2024-07-13",
                "options": {"keep": "Duy trì"},
                "proposals": {"xa-b": "keep", "xa-lost": "keep"},
            }
        )
    )
    task = {"t1": {"title": "=HYPERLINK(1)", "owner": "dv05", "due": "2024-03-25"}}
    records = [
        record("2024-03", met(19, 29, tasks=task, observers=["btv-01"], theme="Rừng", score={"self_grade": "good"})),
        record("2024-05-thematic-rung", met(theme="Rừng", observers=["btv-01"])),
        record("2024-06", {"state": "not_held", "reason": "Lũ"}),
    ]
    one = cell(*records, home=home, slug="na-loc", name="Chi bộ Nà Lộc", fixed_day=5)
    two = cell(*regular(["2024-01"], observers=["btv-01"]), home=home, slug="pa", name="Chi bộ Pá")
    return reduce(home, [summarize(book, {}, ()) for book in (one, two)])


FOUND = a_district()


def rows(name, found=FOUND, profile="internal"):
    table = {table.name: table for table in tables(profile)}[name]
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows(found)]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_each_row_holds_what_the_columns_say(table):
    found = list(table.rows(FOUND))
    assert found
    for row in found:
        for column, value in zip(table.columns, row, strict=True):
            assert value is None or isinstance(value, KINDS[column.type]), (column, value)
            assert value is None or column.type != "id" or str(value).isascii(), (column, value)
            assert value is None or column.codes is None or value in column.codes, (column, value)
            assert column.name not in table.key or value not in (None, ""), (column, row)
    names = [column.name for column in table.columns]
    keys = [tuple(row[names.index(part)] for part in table.key) for row in found]
    assert not table.key or len(keys) == len(set(keys))
    assert not table.year or table.year in names


@pytest.mark.parametrize("profile", ["internal", "public"])
def test_references_name_tables_that_come_before(profile):
    seen: dict[str, set[str]] = {}
    for table in tables(profile):
        columns = {column.name for column in table.columns}
        seen[table.name] = columns
        for reference in table.references:
            assert set(reference.columns) <= columns
            assert set(reference.to) <= seen[reference.table]


def test_no_table_holds_a_person():
    for table in TABLES:
        text = table_bytes(table, table.rows(FOUND)).decode()
        assert "dv05" not in text, table.name
        assert "Nông Thị Hoa" not in text, table.name


def test_observers_planned_and_come():
    found = [(row["seat"], row["cell"], row["planned"], row["visits"]) for row in rows("observers")]
    assert found == [("btv-01", "na-loc", 2, 2), ("btv-01", "pa", 0, 1), ("bch-07", None, 0, 0)]


def test_a_meeting_and_its_task():
    march, thematic, june = (row for row in rows("meetings") if row["cell"] == "na-loc")
    assert (march["meeting"], march["slug"], march["minutes"], march["grade"]) == (
        "2024/03-regular",
        None,
        105,
        "good",
    )
    assert (march["start"], march["end"], march["thematic"]) == ("07:30", "09:15", True)
    assert (thematic["meeting"], thematic["slug"]) == ("2024/05-thematic-rung", "rung")
    assert (june["state"], june["counts"], june["date"], june["minutes"]) == ("not_held", False, None, None)
    (task,) = rows("tasks")
    assert (task["meeting"], task["task"], task["state"]) == ("2024/03-regular", "t1", "open")
    assert task["overdue"] == (dt.date(2025, 2, 15) - dt.date(2024, 3, 25)).days


def test_the_table_of_figures_has_a_writer_of_its_own_that_writes_the_same():
    table = next(table for table in TABLES if table.name == "stats")
    written = b"".join(figures_bytes(scope, years) for scope, years in scopes(FOUND))
    assert head_bytes(table) + written == table_bytes(table, table.rows(FOUND))


def test_what_belongs_to_no_unit_or_cell_of_the_district_is_left_out():
    assert [row["unit"] for row in rows("reviews")] == ["xa-b"]
    assert "lost" not in {row["cell"] for row in rows("observers")}


def test_a_text_that_looks_like_a_formula_is_disarmed():
    table = next(table for table in TABLES if table.name == "tasks")
    (row,) = list(csv.DictReader(io.StringIO(table_bytes(table, table.rows(FOUND)).decode("utf-8-sig"))))
    assert row["title"] == "'=HYPERLINK(1)"


def test_flags_dates_and_numbers_are_written_one_way():
    table = next(table for table in TABLES if table.name == "meetings")
    row = next(csv.DictReader(io.StringIO(table_bytes(table, table.rows(FOUND)).decode("utf-8-sig"))))
    assert (row["counts"], row["date"], row["period"], row["minutes"], row["slug"]) == (
        "true",
        "2024-03-05",
        "2024-03",
        "105",
        "",
    )


def test_the_public_profile_has_five_tables_and_no_day():
    assert [table.name for table in tables("public")] == ["definitions", "units", "cells", "months", "stats"]
    found = project(FOUND)
    assert "fixed_day" not in rows("cells", found, "public")[0]
    for table in tables("public"):
        assert not {"date", "present", "persons"} & {column.name for column in table.columns}
    assert {"police", "military"} <= {code for name, code, *_ in code_rows("internal") if name == "cell_type"}
    assert not {"police", "military"} & {code for _, code, *_ in code_rows("public")}


def test_every_code_list_of_a_column_is_published():
    for table in TABLES:
        for column in table.columns:
            known = column.codes is None or any(column.codes is codes for codes in CODES.values())
            assert known, (table.name, column.name)


@pytest.mark.parametrize("value", [2024, "2024", "2024-H1", "2024/03-regular", Period(2024, 3), dt.date(2024, 3, 5)])
def test_the_year_of_a_row(value):
    assert year_of(value) == 2024
