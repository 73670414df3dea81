"""The stores that rules are tested in have no faults of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support import STRICT, found

if TYPE_CHECKING:
    from pathlib import Path


def test_the_usual_store_is_clean(tmp_path: Path) -> None:
    assert found(tmp_path) == []


def test_the_store_with_every_threshold_is_clean(tmp_path: Path) -> None:
    assert found(tmp_path, STRICT) == []
