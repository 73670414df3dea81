"""Stores for whole commands, in memory where there is such a thing: `fsync` takes milliseconds on a disk."""

from __future__ import annotations

import os
import platform
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.whole.bench import Bench, Nursery, Tree, change, make_store, tree
from tests.whole.calls import NUMBERS

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        yield tmp_path_factory.mktemp("whole")
        return
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def nursery(room: Path) -> Iterator[Nursery]:
    if not NUMBERS:
        pytest.skip(
            f"the numbers of system calls are known for Linux on x86-64 and AArch64, not on {platform.machine()}"
        )
    with Nursery(make_store(room / "any").root) as started:
        yield started


@pytest.fixture(scope="session")
def clean(room: Path, nursery: Nursery) -> dict[str, Tree | None]:
    """The clean sites of before and after the change."""
    found = {}
    for name in ("old", "new"):
        store = make_store(room / "clean" / name)
        if name == "new":
            change(store)
        assert nursery.run(store.root, "build", "--no-cache", "--jobs", "1").code == 0
        found[name] = tree(store.root / "site")
    assert found["old"] != found["new"]
    return found


@pytest.fixture
def bench(
    request: pytest.FixtureRequest, room: Path, nursery: Nursery, clean: dict[str, Tree | None]
) -> Iterator[Bench]:
    """For one way to build: a store that was built, then changed."""
    args, first, workers = Bench.WAYS[request.param]
    place = room / request.param
    shutil.rmtree(place, ignore_errors=True)
    store = make_store(place / "base")
    if not first:
        done = nursery.run(store.root, "build", "--jobs", "1", *[one for one in args if one == "--generations"])
        assert done.code == 0, done
        assert tree(store.root / "site") == clean["old"]
    change(store)
    yield Bench(nursery, store.root, place / "work", args, None if first else clean["old"], clean["new"], workers)
    shutil.rmtree(place, ignore_errors=True)
