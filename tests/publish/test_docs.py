"""docs/data.md and the handbook name every table and column, so that the promise of version 1 is about what there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.publish.tables import TABLES

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_has_its_row(table) -> None:
    lines = (DOCS / "data.md").read_text("utf-8").splitlines()
    (row,) = (line for line in lines if line.startswith(f"| `{table.name}.csv` |"))
    _, _, title, columns, key, profile, _ = row.split(" | ".strip())
    assert title.strip() == table.title.en
    assert re.findall(r"`(\w+)`", columns) == [column.name for column in table.columns]
    assert key.strip() == (", ".join(table.key) or "–")
    assert profile.strip() == ("both" if table.public else "internal")


def test_the_handbook_names_every_table() -> None:
    text = (DOCS / "handbook/du-lieu.md").read_text("utf-8")
    assert [table.name for table in TABLES if f"`{table.name}`" not in text and f"{table.name}.csv" not in text] == []


def test_the_decision_is_short() -> None:
    assert len((DOCS / "decisions/0014-data-out.md").read_text("utf-8").splitlines()) <= 40
