"""A published site, for the tests of the publisher."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.publish.sites import OLD, publish

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The old site, published."""
    publish(tmp_path / "site", OLD)
    return tmp_path / "site"
