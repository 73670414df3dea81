"""Every figure of the sample is the same wherever it stands: page, CSV, JSON, workbook, database, Parquet."""

from __future__ import annotations

import functools
import json
import sqlite3
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from tests.site.conftest import run
from tests.site.test_figures import data, districts, is_meeting, printed, subject

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Figures = dict[tuple[str, str, str, str], tuple[str, str, str]]
PROFILES = {"built_sample": "internal", "built_public": "public"}


@pytest.fixture(scope="module", params=PROFILES)
def site(request: pytest.FixtureRequest) -> Path:
    """The built sample in each profile, with the export beside it."""
    found: Path = request.getfixturevalue(request.param)
    profile, store = PROFILES[request.param], found.parent
    asked = ("export", "--profile", profile, "--output", "export", "--format", "xlsx,sqlite,parquet")
    done = run(*asked, cwd=store)
    assert done.returncode == 0, done.stdout + done.stderr
    return found


def written(number: float | None) -> str:
    return "" if number is None else f"{number:.6f}".rstrip("0").rstrip(".")


def in_json(site: Path) -> Figures:
    found: Figures = {}
    for file in districts(site):
        content = json.loads(file.read_text("utf-8"))
        scopes: dict[str, Any] = {"district": content["stats"]}
        scopes |= {
            f"{kind}/{slug}": part["stats"] for kind in ("units", "types") for slug, part in content[kind].items()
        }
        for cell in content["cells"]:
            scopes[f"cells/{cell}"] = json.loads((file.parent / f"cells/{cell}.json").read_text("utf-8"))["stats"]
        for scope, keys in scopes.items():
            for key, stats in keys.items():
                for stat, ratio in stats.items():
                    parts = (written(ratio["n"]), str(ratio["d"]), written(ratio["value"]))
                    found[file.parent.name, scope, key, stat] = parts
    return found


def in_workbooks(site: Path) -> Figures:
    found: Figures = {}
    for file in sorted((site.parent / "export").glob("*.xlsx")):
        district, _, year = file.stem.rpartition("-")
        book = openpyxl.load_workbook(file, read_only=True)
        for row in book["Số liệu"].iter_rows(min_row=2, values_only=True):
            scope, key, stat, _, n, d, value = (*row, None)[:7]  # an empty cell at the end is not there
            assert str(key)[:4] == year
            found[district, str(scope), str(key), str(stat)] = (written(n), str(d), written(value))  # type: ignore[arg-type]  # numbers
        book.close()
    return found


def in_database(site: Path) -> Figures:
    with sqlite3.connect(site.parent / "export/chibo.sqlite") as connection:
        rows = connection.execute("SELECT district, scope, year, stat, n, d, value FROM stats")
        return {tuple(row[:4]): (written(row[4]), str(row[5]), written(row[6])) for row in rows}


def in_parquet(site: Path) -> Figures:
    parquet = pytest.importorskip("pyarrow.parquet")
    rows = parquet.read_table(site.parent / "export/stats.parquet").to_pylist()
    return {
        (row["district"], row["scope"], row["year"], row["stat"]): (
            written(row["n"]),
            str(row["d"]),
            written(row["value"]),
        )
        for row in rows
    }


@functools.cache
def in_csv(site: Path) -> Figures:
    return data(site)


@pytest.mark.parametrize("read", [in_json, in_workbooks, in_database, in_parquet])
def test_every_figure_of_the_csv_is_there_and_no_other(site: Path, read: Callable[[Path], Figures]) -> None:
    known, found = in_csv(site), read(site)
    assert len(known) > 2000
    assert found.keys() == known.keys()
    wrong = [(key, known[key], found[key]) for key in known if known[key] != found[key]]
    assert wrong == []


def test_every_figure_of_a_page_is_in_the_data_with_the_same_value(site: Path) -> None:
    known = in_csv(site)
    wrong, count = [], 0
    for url, text, attributes, _ in printed(site):
        if is_meeting(url):
            continue
        of = attributes.get("data-of", url)
        about = subject(of, text if of == url else "")
        key = (*(about or ("", "", "")), attributes["data-stat"])
        count += 1
        if known.get(key, ("", "", "absent"))[2] != attributes["value"]:
            wrong.append((url, key, attributes["value"]))
    assert count > 1000
    assert wrong[:10] == []


def test_every_state_of_a_month_is_the_same(site: Path) -> None:
    with sqlite3.connect(site.parent / "export/chibo.sqlite") as connection:
        rows = connection.execute("SELECT district, cell, period, state FROM months").fetchall()
    states = {tuple(row[:3]): row[3] for row in rows}
    found = {
        (file.parent.parent.name, file.stem, period): state
        for file in site.glob("data/v1/*/cells/*.json")
        for period, state in json.loads(file.read_text("utf-8"))["months"].items()
    }
    assert found == states
