"""What `make fuzz` runs for hours, on inputs that are made from its own beginnings: the same on every machine.

Where Atheris finds a fault, its input belongs into `seeds.py` or the tests of what was at fault.
"""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING

import pytest

from tests.fuzz import run
from tests.fuzz.seeds import seeds
from tests.fuzz.targets import TARGETS

if TYPE_CHECKING:
    from collections.abc import Iterator

BYTES = [b"", b" ", b"\n", b"\t", b"#", b" #", b": ", b"- ", b"{", b"}", b"[", b"]", b'"', b"'", b"\\", b"&a ", b"*a", b"!a ", b"<<: ", b"---\n", b"|\n", b"\x00", b"\xff", b"\xe1\xbb", b"\xc2\xa0", b"e\xcc\x81", b"\xe2\x80\xae", b"\r\n", b"\xef\xbb\xbf", b"<", b"`", b"](", b"0", b"allow[", b"%"]  # fmt: skip
SECONDS = 2.0


def mutated(target: str, number: int) -> Iterator[bytes]:
    """The beginnings with pieces put in, taken out, doubled, or joined with others."""
    chance = random.Random(f"fuzz {target}")
    first = seeds(target)
    for _ in range(number):
        raw = chance.choice(first)
        for _ in range(chance.choice([1, 1, 2, 4])):
            at, to = sorted(chance.randrange(len(raw) + 1) for _ in range(2))
            more = chance.choice(BYTES) * chance.choice([1, 1, 1, 9])
            raw = chance.choice(
                [
                    raw[:at] + more + raw[at:],
                    raw[:at] + more + raw[to:],
                    raw[:to] + raw[at:],
                    raw[:at] + chance.choice(first)[to:],
                ]
            )
        yield raw


def runs(target: str, number: int) -> None:
    act = TARGETS[target]
    for raw in (*seeds(target), *mutated(target, number)):
        started = time.process_time()
        act(raw)
        assert time.process_time() - started < SECONDS, raw


def test_the_command_knows_every_target() -> None:
    assert set(run.TARGETS) == TARGETS.keys()
    assert {target for target in TARGETS if len(seeds(target)) < 8} == set()


@pytest.mark.parametrize("target", TARGETS)
def test_nothing_is_wrong_with_some_inputs(target: str) -> None:
    runs(target, 50)


@pytest.mark.torture
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("target", TARGETS)
def test_nothing_is_wrong_with_many_inputs(target: str) -> None:
    runs(target, 20_000)
