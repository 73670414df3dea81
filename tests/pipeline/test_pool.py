"""Work spread over processes: in order, and kept up where one is killed."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest

from generator.pool import Lost, _start, spread

if TYPE_CHECKING:
    from pathlib import Path


def _doubled(shared: Path, batch: list[int]) -> list[int]:
    """Kills its own process over 5, as often as the folder holds marks."""
    if 5 in batch:
        for mark in sorted(shared.iterdir())[:1]:
            mark.unlink()
            os.kill(os.getpid(), signal.SIGKILL)
    return [2 * number for number in batch]


BATCHES = [[1, 2], [3], [4, 5], [6]]


@pytest.mark.parametrize("jobs", [1, 2, 8])
def test_results_come_in_the_order_of_the_batches(tmp_path: Path, jobs: int) -> None:
    assert list(spread(_doubled, BATCHES, tmp_path, jobs)) == [[2, 4], [6], [8, 10], [12]]


def test_what_a_killed_process_left_is_done_by_another(tmp_path: Path) -> None:
    (tmp_path / "once").touch()
    assert list(spread(_doubled, BATCHES, tmp_path, 2)) == [[2, 4], [6], [8, 10], [12]]
    assert not list(tmp_path.iterdir())


def test_what_kills_its_process_again_is_named(tmp_path: Path) -> None:
    for name in ("one", "two", "three"):
        (tmp_path / name).touch()
    with pytest.raises(Lost):
        list(spread(_doubled, BATCHES, tmp_path, 2))


@pytest.mark.parametrize("is_orphan", [False, True])
def test_a_process_whose_parent_died_before_it_began_ends(is_orphan: bool) -> None:
    own = os.getpid()
    child = os.fork()
    if child == 0:
        try:
            _start(None, own + 1 if is_orphan else own)
        finally:
            os._exit(0)  # it would wait for work
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == int(is_orphan)
