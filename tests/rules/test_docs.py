"""The table in the docs says what the rules say."""

from __future__ import annotations

from generator.rules import api
from tests.contracts.source import ROOT


def test_the_table_is_that_of_the_rules() -> None:
    lines = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8").splitlines()
    rows = [tuple(part.strip(" `") for part in line.strip("|").split("|")) for line in lines if line.startswith("| ")]
    assert rows[1:] == [(r.code, r.name, r.title.vi, r.kind, r.severity) for r in api.rules().values()]
