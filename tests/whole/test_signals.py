"""`chibo build` told to end at any call: it ends with the code of the signal, the site is whole, nothing is left."""

from __future__ import annotations

import itertools
import signal
from typing import TYPE_CHECKING

import pytest

from tests.whole.bench import leftovers, some
from tests.whole.test_broken_builds import WAYS, each

if TYPE_CHECKING:
    from tests.whole.bench import Bench

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def judge_told(bench: Bench, number: int, sent: signal.Signals, *, group: bool) -> bool:
    """Send a signal at one call; False where there is no such call."""
    done = bench.run(at=number, signal=sent, group=group)
    where = (number, done.hit, sent.name)
    if done.hit is None:
        assert done.code == 0, done
        return False
    # A signal that comes when all is done may find the program at its end already.
    assert done.code == 128 + sent or (done.code in {0, -sent} and bench.site == bench.new), (where, done)
    assert "Traceback" not in done.err, (where, done.err)
    assert done.left == 0, where
    assert bench.site in (bench.old, bench.new), where
    assert leftovers(bench.store) == set(), where
    return True


@pytest.mark.parametrize("bench", ["workers"], indirect=True)
def test_told_to_end_at_some_calls(bench: Bench) -> None:
    for number, sent in zip(some(bench, 4), itertools.cycle(SIGNALS), strict=False):
        assert judge_told(bench, number, sent, group=True)


@pytest.mark.torture
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("group", [False, True], ids=["one", "group"])
@pytest.mark.parametrize("sent", SIGNALS)
@pytest.mark.parametrize("bench", WAYS, indirect=True)
def test_told_to_end_at_every_call(bench: Bench, sent: signal.Signals, group: bool) -> None:
    assert each(judge_told(bench, number, sent, group=group) for number in itertools.count(1)) > 50
