"""Builds of two stores into one output at the same time: one is done, the other is done after it or refused."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from tests.whole.bench import Nursery, change, make_store, tree

if TYPE_CHECKING:
    from pathlib import Path

    from tests.whole.bench import Bench, Done


def rounds(room: Path, bench: Bench, first: Nursery, *, number: int, writers: int, more: tuple[str, ...] = ()) -> int:
    """So many rounds in which so many builds start at once; how many builds were refused."""
    place = room / "together"
    shutil.rmtree(place, ignore_errors=True)
    stores = [make_store(place / f"store-{at}") for at in range(writers)]
    for store in stores[1::2]:
        change(store)
    clean = (bench.old, bench.new)
    output, refused = place / "out" / "site", 0
    args = ("build", "--jobs", "1", "--output", str(output), *more)
    with ExitStack() as stack, ThreadPoolExecutor(writers) as pool:
        others = [stack.enter_context(Nursery(stores[0].root)) for _ in range(writers - 1)]

        def build(at: int) -> Done:
            return [first, *others][at].run(stores[at].root, *args)

        for _ in range(number):
            found = list(pool.map(build, range(writers)))
            assert any(done.code == 0 for done in found), found
            for done in found:
                assert done.code == 0 or (done.code == 1 and "tiến trình" in done.err and done.err.count("\n") == 1), (
                    done
                )
            refused += sum(done.code == 1 for done in found)
            assert tree(output) in [clean[at % 2] for at, done in enumerate(found) if done.code == 0]
            assert {path.name for path in output.parent.iterdir()} <= {"site", "site.d"}
    return refused


@pytest.mark.parametrize("bench", ["change"], indirect=True)
def test_two_builds_at_once(room: Path, bench: Bench, nursery: Nursery) -> None:
    rounds(room, bench, nursery, number=2, writers=2)


@pytest.mark.torture
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("more", [(), ("--generations",)], ids=["in place", "generations"])
@pytest.mark.parametrize("writers", [2, 4, 8])
@pytest.mark.parametrize("bench", ["change"], indirect=True)
def test_many_builds_at_once(room: Path, bench: Bench, nursery: Nursery, writers: int, more: tuple[str, ...]) -> None:
    assert rounds(room, bench, nursery, number=100, writers=writers, more=more) > 0
