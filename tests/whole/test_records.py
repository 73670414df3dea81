"""Commands that write into a store, killed or failing at any call: each file is old or new, the same again finishes."""

from __future__ import annotations

import itertools
import json
import re
import signal
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.whole.bench import Nursery, Tree, make_store, put_back, tree
from tests.whole.test_broken_builds import ERRORS, each

if TYPE_CHECKING:
    from pathlib import Path

    from tests.whole.bench import Done

COMMANDS = {
    "fix": ("check", "--fix", "--no-cache", "--kind", "private"),
    "forget": ("forget", "na-loc/dv01", "--ground", "đơn ngày 02/3/2026", "--apply"),
    "meeting": ("new", "meeting", "na-loc", "2025-10"),
    "cell": ("new", "cell", "ban-moi"),
    "rule": ("new", "rule", "quy-uoc-moi"),
    "schema": ("schema", "--vscode"),
}
DAY = re.compile(rb"20\d\d-\d\d-\d\d")


@dataclass(frozen=True)
class Writer:
    """A command that writes into a store, and what the store holds before and after it, but for the cache."""

    nursery: Nursery
    base: Path
    store: Path
    args: tuple[str, ...]

    def run(self, **how: object) -> Done:
        put_back(self.base, self.store)
        return self.again(below=(f"{self.store}/",), **how)

    def again(self, **how: object) -> Done:
        return self.nursery.run(self.store, *self.args, **how)  # type: ignore[arg-type]  # passed on as they are

    @property
    def held(self) -> Tree:
        """What the store holds; days are left out, for some files name today, and whether the cache could be deleted."""
        found = tree(self.store) or {}
        found = {DAY.sub(b"DAY", path.encode()).decode(): content for path, content in found.items()}
        return {
            path: DAY.sub(b"DAY", content).replace(b'"deleted": false', b'"deleted": true')
            if isinstance(content, bytes)
            else content
            for path, content in found.items()
            if not path.startswith(".cache")
        }


@pytest.fixture
def writer(request: pytest.FixtureRequest, room: Path, nursery: Nursery) -> Writer:
    store = make_store(room / "writer" / request.param)
    hard = "---\nChi bộ họp,\u00a0đồng chí Nông Thị Hoa chủ trì.\n"
    for month in ("11", "12"):
        file = store.root / f"records/huyen-a/cells/na-loc/2025/{month}-regular.md"
        head = file.read_text("utf-8").rpartition("---\n")[0]
        file.write_text(head + hard, "utf-8")
    assert nursery.run(store.root, "check", "--kind", "private").code == 0  # there is a cache now
    return Writer(nursery, store.root, room / "writer" / "work", COMMANDS[request.param])


def judge(writer: Writer, number: int, old: Tree, new: Tree, **fault: object) -> bool:
    """Break the command at a call, look at every file, then run it again; False where there is no such call."""
    done = writer.run(at=number, **fault)
    where = (number, done.hit, fault)
    if done.hit is None:
        assert writer.held == new
        return False
    assert "Traceback" not in done.err, (where, done.err)
    assert "lỗi của chương trình" not in done.err, (where, done.err)
    held = writer.held
    for path, content in held.items():
        hidden = path.rpartition("/")[2].startswith(".")
        assert hidden or content == "/" or content in {old.get(path), new.get(path)}, (where, path)
    assert old.keys() & new.keys() <= held.keys(), where
    visible = {path: content for path, content in held.items() if not path.endswith((".promised", ".chibo"))}
    if "error" in fault and visible != new:
        assert done.code in {1, 2}, (where, done)
    again = writer.again()
    assert again.code in ({0} if visible != new else {0, 2}), (where, again)
    assert writer.held == new, (where, writer.held.keys() ^ new.keys())
    if writer.args[0] == "forget":
        assert not [path for path in writer.store.rglob(".cache/**/*") if path.is_file()], where
    return True


def both(writer: Writer) -> tuple[int, Tree, Tree]:
    """How many calls the command makes, and what the store holds before and after it."""
    put_back(writer.base, writer.store)
    old = writer.held
    done = writer.run()
    assert done.code == 0, done
    assert writer.held != old
    return len(done.calls), old, writer.held


@pytest.mark.parametrize("writer", ["forget", "cell"], indirect=True)
def test_broken_at_some_calls(writer: Writer) -> None:
    count, old, new = both(writer)
    for at in range(3):
        fault = {"error": ERRORS[at]} if at % 2 else {"signal": signal.SIGKILL}
        assert judge(writer, 1 + at * count // 3, old, new, **fault)


@pytest.mark.torture
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("fault", ["kill", *ERRORS])
@pytest.mark.parametrize("writer", COMMANDS, indirect=True)
def test_broken_at_every_call(writer: Writer, fault: str) -> None:
    count, old, new = both(writer)
    how: dict[str, object] = {"signal": signal.SIGKILL} if fault == "kill" else {"error": fault}
    assert each(judge(writer, number, old, new, **how) for number in itertools.count(1)) == count


@pytest.mark.parametrize("writer", ["forget"], indirect=True)
def test_an_erasure_that_was_killed_when_all_was_written_is_certified_by_the_next_run(writer: Writer) -> None:
    calls = writer.run().calls
    last = max(
        at for at, call in enumerate(calls, 1) if call[0].startswith("rename") and call[-1].endswith("names.yml")
    )
    assert writer.run(at=last + 1, signal=signal.SIGKILL).hit
    assert not list(writer.store.glob("erasures/*.json"))
    assert writer.again().code == 0
    (kept,) = writer.store.glob("erasures/*.json")
    assert [one["path"].rpartition("/")[2] for one in json.loads(kept.read_bytes())["files"]] == [
        "11-regular.md", "12-regular.md", "members.yml", "names.yml",
    ]  # fmt: skip
