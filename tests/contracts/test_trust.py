"""The pages of promises name tests that are there."""

from __future__ import annotations

import re

import pytest

from tests.contracts.source import ROOT


@pytest.mark.parametrize("page", ["trust", "threat-model"])
def test_each_test_that_is_named_is_there(page: str) -> None:
    text = (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")
    named = set(re.findall(r"tests/[\w/.-]*\w", text))
    assert len(named) > 5
    assert [one for one in sorted(named) if not (ROOT / one).exists()] == []


def test_each_promise_stands_once() -> None:
    text = (ROOT / "docs" / "trust.md").read_text(encoding="utf-8")
    found = [
        number for row in re.findall(r"^\| (P\d+(?:, P\d+)*) \|", text, re.MULTILINE) for number in row.split(", ")
    ]
    assert len(found) == len(set(found)) > 40
