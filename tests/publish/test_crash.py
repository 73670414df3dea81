"""The publisher killed at every system call, and every system call failing: the old site or the new one, whole."""

from __future__ import annotations

import itertools
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.publish.faults import Bench, published, run, tree, write_site
from tests.publish.sites import NEW, OLD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ERRORS = ("ENOSPC", "EIO", "EROFS", "EMFILE", "EDQUOT", "EACCES", "EINTR")
MODES = ["publish", "generations", "publish-first", "adopt-first", "generations-first"]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is such a thing: `fsync` takes milliseconds on a disk."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        yield Path(folder)


@pytest.fixture
def bench(request: pytest.FixtureRequest, room: Path, need: Callable[..., str]) -> Bench:
    """A site that is to be replaced, or none yet."""
    need("strace")
    what, _, first = request.param.partition("-")
    base = room / "base"
    base.mkdir()
    if not first:
        done = run(what, str(base / "site"), str(write_site(room / "old.json", OLD)))
        assert done.returncode == 0, done.stderr
    return Bench(room / "work", what, write_site(room / "new.json", NEW), base)


def before(bench: Bench) -> dict[str, bytes] | None:
    return tree(bench.base / "site")


def some(cases: list[tuple[str, int]], most: int) -> list[tuple[str, int]]:
    """So many of them, spread evenly."""
    return cases if len(cases) <= most else [cases[i * len(cases) // most] for i in range(most)]


def leftovers(bench: Bench) -> set[str]:
    """What lies beside the site and does not belong there, and in its generations."""
    beside = {path.name for path in bench.folder.iterdir()} - {"site"}
    if bench.what == "generations":
        shelf = bench.folder / "site.d"
        inside = {path.name for path in shelf.iterdir()} if shelf.is_dir() else set()
        beside = (beside - {"site.d"}) | {name for name in inside if not name.isdigit()}
    return beside


def judge_killed(bench: Bench, call: str, number: int, *, again: str) -> None:
    """Kill a run at one call; then verify or publish again, without a hand."""
    where = f"{bench.what} killed at {call} {number}, then {again}"
    done = bench.broken(call, number, "signal=KILL")
    assert done.returncode in {137, -9}, (where, done)
    allowed = [before(bench), published(NEW)]
    if bench.what == "generations" or before(bench) is None:
        assert tree(bench.output) in allowed, where
    after = run("verify", str(bench.output)) if again == "verify" else bench.run()
    assert "Traceback" not in after.stderr, (where, after.stderr)
    if again == "verify":
        assert tree(bench.output) in allowed, where
        assert after.returncode == 0 or tree(bench.output) is None, (where, after.stderr)
    else:
        assert after.returncode == 0, (where, after.stderr)
        assert tree(bench.output) == published(NEW), where
    assert leftovers(bench) == set(), where


def judge_failed(bench: Bench, call: str, number: int, error: str, *, for_ever: bool = False) -> None:
    """Let a call fail: it is told in one line, and nothing is half."""
    where = f"{bench.what} with {error} from {call} {number}{' on' if for_ever else ''}"
    bench.reset()
    done = bench.run(
        "-o",
        "/dev/null",
        "-e",
        f"trace={call}",
        "-e",
        f"inject={call}:error={error}:when={number}{'+' if for_ever else ''}",
    )
    told = done.stderr.strip()
    assert "Traceback" not in told, (where, told)
    decided = (bench.folder / ".site.journal").exists()
    if done.returncode == 0:
        assert tree(bench.output) == published(NEW), where
    else:
        if call == "write" and for_ever and done.returncode == 120:  # Python's code where nothing could be told
            assert not told, (where, told)
        else:
            assert done.returncode == 1, (where, done)
            assert told.count("\n") == 0, (where, told)
            assert str(bench.folder) in told, (where, told)
        assert decided or tree(bench.output) == before(bench), where
    run("verify", str(bench.output))
    assert tree(bench.output) in ([published(NEW)] if decided or done.returncode == 0 else [before(bench)]), where
    assert leftovers(bench) == set(), where


@pytest.mark.parametrize("bench", MODES, indirect=True)
def test_killed_at_some_calls_the_site_is_the_old_or_the_new_one(bench: Bench) -> None:
    cases = [case for case in bench.calls() if case[0] not in {"read", "getdents64"}]
    assert len(cases) > 20
    for (call, number), again in zip(some(cases, 7), itertools.cycle(["verify", "publish"])):
        judge_killed(bench, call, number, again=again)


@pytest.mark.parametrize("bench", MODES, indirect=True)
def test_where_some_calls_fail_the_old_site_stands(bench: Bench) -> None:
    for (call, number), error in zip(some(bench.calls()[1:], 6), itertools.cycle(ERRORS)):
        judge_failed(bench, call, number, error)


@pytest.mark.torture
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("again", ["verify", "publish"])
@pytest.mark.parametrize("bench", MODES, indirect=True)
def test_killed_at_every_call_the_site_is_the_old_or_the_new_one(bench: Bench, again: str) -> None:
    for call, number in bench.calls():
        judge_killed(bench, call, number, again=again)


@pytest.mark.torture
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("for_ever", [False, True], ids=["once", "for ever"])
@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("bench", MODES, indirect=True)
def test_where_every_call_fails_the_old_site_stands(bench: Bench, error: str, for_ever: bool) -> None:
    for call, number in bench.calls():
        judge_failed(bench, call, number, error, for_ever=for_ever)


@pytest.mark.torture
@pytest.mark.timeout(3600)
def test_a_journal_that_is_killed_at_every_call_while_it_is_finished_is_finished(
    room: Path, need: Callable[..., str]
) -> None:
    need("strace")
    base = room / "base"
    base.mkdir()
    assert run("publish", str(base / "site"), str(write_site(room / "old.json", OLD))).returncode == 0
    first = Bench(room / "first", "publish", write_site(room / "new.json", NEW), base)
    moves = [case for case in first.calls() if case[0] == "renameat" or case[0] == "rename"]
    for call, number in moves[1:]:
        first.broken(call, number, "signal=KILL")
        if not (first.folder / ".site.journal").exists():
            continue
        second = Bench(room / "second", "verify", first.new, first.folder)
        for inner, count in second.calls():
            done = second.broken(inner, count, "signal=KILL")
            assert done.returncode in {137, -9}
            assert run("verify", str(second.output)).returncode == 0, (call, number, inner, count)
            assert tree(second.output) == published(NEW), (call, number, inner, count)
            assert {path.name for path in second.folder.iterdir()} == {"site"}, (call, number, inner, count)
