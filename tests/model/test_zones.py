"""Time zones come with the program: what a machine has of them changes nothing."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from typing import TYPE_CHECKING

import pytest

from generator.model import zones
from generator.model.values import read_zone
from generator.options import Options

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOON = dt.datetime(2025, 3, 5, 12, tzinfo=dt.UTC)


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Path]:
    """A machine whose own zones lie: Vietnam's clock is that of New York, and there is a zone of its own."""
    source = zones._data("zoneinfo/America/New_York")
    for name in ("Asia/Ho_Chi_Minh", "localtime", "right/UTC"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(source)
    before = zoneinfo.TZPATH
    zoneinfo.reset_tzpath([tmp_path])
    zoneinfo.ZoneInfo.clear_cache()
    zones.zone.cache_clear()
    yield tmp_path
    zoneinfo.reset_tzpath(before)
    zoneinfo.ZoneInfo.clear_cache()


@pytest.mark.usefixtures("machine")
@pytest.mark.parametrize("name", ["localtime", "right/UTC"])
def test_a_zone_of_the_machine_is_no_zone(name: str) -> None:
    with pytest.raises(ValueError, match="wrong value"):
        read_zone(name)
    with pytest.raises(KeyError):
        zones.zone(name)


@pytest.mark.usefixtures("machine")
def test_a_zone_is_as_the_program_knows_it(tmp_path: Path) -> None:
    assert zoneinfo.ZoneInfo("Asia/Ho_Chi_Minh").utcoffset(NOON.replace(tzinfo=None)) == dt.timedelta(hours=-5)
    assert zones.zone("Asia/Ho_Chi_Minh").utcoffset(NOON.replace(tzinfo=None)) == dt.timedelta(hours=7)
    assert Options(tmp_path).clock("Asia/Ho_Chi_Minh") == (dt.datetime.now(dt.UTC) + dt.timedelta(hours=7)).date()


def test_every_name_is_a_zone() -> None:
    assert {"Asia/Ho_Chi_Minh", "UTC", "Etc/GMT+7"} <= zones.names()
    for name in zones.names():
        assert read_zone(name) == name
        assert zones.zone(name).key == name
