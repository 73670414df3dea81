"""`chibo build` killed at any call that touches the disk, any such call failing: the old site or the new one, whole."""

from __future__ import annotations

import itertools
import signal
from typing import TYPE_CHECKING

import pytest

from tests.whole.bench import Bench, some

if TYPE_CHECKING:
    from collections.abc import Iterable

ERRORS = ("ENOSPC", "EIO", "EMFILE", "EROFS", "EACCES", "EDQUOT")
FAULTS = [*((error, on) for error in ERRORS for on in (False, True)), ("EINTR", False)]  # a call is made again after it
WAYS = list(Bench.WAYS)
USUAL = ["change", "workers", "generations"]
AGAIN = ("build", "verify")
MENDED = ("change", "generations")  # what follows a kill matters most where only what changed is written


def judge_killed(bench: Bench, number: int, again: str) -> bool:
    """Kill the build at one call, then run the next command; False where there is no such call."""
    done = bench.run(at=number, signal=signal.SIGKILL)
    where = (number, done.hit)
    if done.hit is None:
        assert done.code == 0, done
        assert bench.site == bench.new
        return False
    assert done.code == -signal.SIGKILL, (where, done)
    assert done.left == 0, where
    if not bench.is_decided:
        assert bench.site in (bench.old, bench.new), where
    bench.finish(again, where)
    return True


def judge_failed(bench: Bench, number: int, error: str, again: str, *, on: bool) -> bool:
    """Let a call fail; False where there is no such call."""
    done = bench.run(at=number, error=error, on=on)
    where = (number, done.hit, error, on)
    if done.hit is None:
        assert done.code == 0, done
        return False
    told = done.err.strip()
    assert "Traceback" not in told, (where, told)
    assert told.count("\n") == 0, (where, told)
    assert done.left == 0, where
    if done.code == 0:
        assert bench.site == bench.new, where
    else:
        assert done.code == 1, (where, done)
        assert str(bench.store) in told, (where, told)
        assert bench.is_decided or bench.site == bench.old, where
    bench.finish(again, where)
    return True


def each(judged: Iterable[bool]) -> int:
    """How many calls there were until a run was left untouched."""
    return sum(1 for _ in itertools.takewhile(bool, judged))


@pytest.mark.parametrize("bench", USUAL, indirect=True)
def test_killed_at_some_calls(bench: Bench) -> None:
    for number, again in zip(some(bench, 3), itertools.cycle(AGAIN), strict=False):
        assert judge_killed(bench, number, again)


@pytest.mark.parametrize("bench", USUAL, indirect=True)
def test_some_calls_fail(bench: Bench) -> None:
    for number, (error, on) in zip(some(bench, 2), FAULTS, strict=False):
        assert judge_failed(bench, number, error, "build", on=on)


@pytest.mark.torture
@pytest.mark.timeout(7200)
@pytest.mark.parametrize(
    ("bench", "next_one"),
    [*((way, again) for way in MENDED for again in AGAIN), *((way, "in turn") for way in WAYS if way not in MENDED)],
    indirect=["bench"],
)
def test_killed_at_every_call(bench: Bench, next_one: str) -> None:
    kinds = itertools.cycle(AGAIN if next_one == "in turn" else [next_one])
    assert each(judge_killed(bench, number, next(kinds)) for number in itertools.count(1)) > 50


@pytest.mark.torture
@pytest.mark.timeout(7200)
@pytest.mark.parametrize(
    ("error", "on"), FAULTS, ids=[f"{error} {'for ever' if on else 'once'}" for error, on in FAULTS]
)
@pytest.mark.parametrize("bench", ["change"], indirect=True)
def test_every_call_of_a_change_fails_with_every_error(bench: Bench, error: str, on: bool) -> None:
    kinds = itertools.cycle(AGAIN)
    assert each(judge_failed(bench, number, error, next(kinds), on=on) for number in itertools.count(1)) > 50


@pytest.mark.torture
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("bench", [way for way in WAYS if way != "change"], indirect=True)
def test_every_call_fails_with_one_error_after_the_other(bench: Bench) -> None:
    faults = itertools.cycle(itertools.product(AGAIN, FAULTS))
    judged = (
        judge_failed(bench, number, error, again, on=on)
        for number, (again, (error, on)) in zip(itertools.count(1), faults, strict=False)
    )
    assert each(judged) > 50
