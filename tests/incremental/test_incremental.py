"""A build that uses what earlier ones found out gives the bytes of one that does not, whatever happened in between."""

from __future__ import annotations

import random
import shutil
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from generator import pipeline
from generator.cache import fingerprint
from generator.cli import main
from generator.options import Options
from tests.incremental.edits import EDITS, State, edit_a_place, git
from tests.site.conftest import tree

if TYPE_CHECKING:
    from pathlib import Path

SAMPLED, ALL = 6, 200  # edits


def build(state: State, output: Path, *more: str) -> int:
    asked = [part for option in state.asked.items() for part in option]
    arguments = ["build", "--store", str(state.root), "--output", str(output), "--keep-going", "--jobs", "1"]
    done = CliRunner().invoke(main, [*arguments, *asked, *more])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code


def check_edits(state: State, seed: int, edits: int) -> None:
    chance = random.Random(seed)
    build(state, state.site)
    told = []
    for number in range(edits):
        edit = chance.choice(EDITS)
        edit(chance, state)
        told.append(edit.__name__)
        clean = state.site.parent / f"clean-{number}"
        codes = build(state, state.site), build(state, clean, "--no-cache")
        assert codes[0] == codes[1], told[-5:]
        if clean.is_dir():
            assert _different(tree(state.site), tree(clean)) == [], told[-5:]


def _different(one: dict[str, str], other: dict[str, str]) -> list[str]:
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def test_some_random_edits_give_the_bytes_of_a_clean_build(state: State) -> None:
    check_edits(state, 7, SAMPLED)


@pytest.mark.torture
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_many_random_edits_give_the_bytes_of_a_clean_build(state: State, seed: int) -> None:
    check_edits(state, seed, ALL)


def test_a_second_build_writes_nothing(state: State) -> None:
    build(state, state.site)
    before = {path: path.stat().st_mtime_ns for path in state.site.rglob("*")}
    build(state, state.site)
    assert {path: path.stat().st_mtime_ns for path in state.site.rglob("*")} == before


def test_one_edit_of_a_record_rewrites_the_pages_and_files_that_show_it(state: State) -> None:
    build(state, state.site)
    before = {path: path.stat().st_ino for path in state.site.rglob("*") if path.is_file()}
    record = a_meeting(state)
    cell, name = record.parts[-3], record.stem
    move(record)
    build(state, state.site)
    written = {p.relative_to(state.site).as_posix() for p, inode in before.items() if p.stat().st_ino != inode}
    assert written == {
        "data/v1/xa-van-son/calendar/district.ics",
        f"data/v1/xa-van-son/calendar/{cell}.ics",
        "data/v1/xa-van-son/datapackage.json",
        "data/v1/xa-van-son/meetings.csv",
        "manifest.json",
        "search/index/xa-van-son/2025.json",
        f"xa-van-son/cells/{cell}/2025/{name}/index.html",
    }


def a_meeting(state: State, number: int = 0) -> Path:
    meetings = sorted(state.root.glob("records/xa-van-son/cells/*/2025/0*-regular.md"))
    return [path for path in meetings if "place: " in path.read_text(encoding="utf-8")][number]


def move(record: Path) -> None:
    """Let a meeting have been elsewhere."""
    record.write_text(record.read_text(encoding="utf-8").replace("place: ", "place: Trước "), encoding="utf-8")


def _is_clean(state: State) -> list[str]:
    """How the site differs from a clean build."""
    clean = state.site.parent / "clean"
    build(state, clean, "--no-cache")
    return _different(tree(state.site), tree(clean))


def test_a_commit_alone_changes_what_tells_of_commits(state: State) -> None:
    move(a_meeting(state))
    build(state, state.site)
    before = tree(state.site)
    git(state.root, "commit", "-q", "-a", "-m", "ghi")
    build(state, state.site)
    assert "data/v1/xa-van-son/feed.atom" in _different(before, tree(state.site))
    assert _is_clean(state) == []


@pytest.mark.parametrize("way", ["lost", "emptied", "altered", "a folder in its place", "its folder gone"])
def test_a_page_of_a_public_site_that_others_touched_is_made_again(state: State, way: str) -> None:
    state.asked["--profile"] = "public"
    build(state, state.site)
    page = state.site / "xa-van-son/missing/2025/index.html"
    if way == "its folder gone":
        shutil.rmtree(page.parent)
    elif way == "altered":
        names = min(state.root.glob("records/xa-van-son/cells/*/names.yml")).read_text(encoding="utf-8")
        page.write_text(page.read_text(encoding="utf-8") + names.split(": ")[1], encoding="utf-8")
    elif way == "emptied":
        page.write_bytes(b"")
    else:
        page.unlink()
        if way != "lost":
            page.mkdir()
    build(state, state.site)
    assert _is_clean(state) == []


def test_a_page_that_was_lost_is_made_again_though_its_cell_is_known(state: State) -> None:
    build(state, state.site)
    first, last = a_meeting(state), a_meeting(state, -1)
    move(first)
    (state.site / f"xa-van-son/cells/{last.parts[-3]}/2025/{last.stem}/index.html").unlink()
    build(state, state.site)
    assert _is_clean(state) == []


def test_another_program_uses_nothing_of_this_one(state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    build(state, state.site)
    known = sorted((state.root / ".cache/chibo/cells").rglob("*.json"))
    before = [path.read_bytes() for path in known]
    for module in ("generator.known", "generator.unchanged"):
        monkeypatch.setattr(f"{module}.program", lambda: "another")
    build(state, state.site)
    assert all(path.read_bytes() != data for path, data in zip(known, before, strict=True))
    assert fingerprint.program() != "another"


def test_what_is_known_changes_no_finding(state: State) -> None:
    options = Options(state.root, jobs=1)
    edit_a_place(random.Random(1), state)
    for _ in range(2):
        known = pipeline.check(options, known=pipeline.known(options, "check"))
        assert known == pipeline.check(options)


def test_a_cache_that_is_kept_in_git_is_not_used(state: State) -> None:
    build(state, state.site)
    (state.root / ".cache/chibo/.gitignore").unlink()
    git(state.root, "add", "-f", ".cache")
    git(state.root, "commit", "-q", "-m", "từ người lạ")
    known = pipeline.known(Options(state.root, jobs=1), "check")
    pipeline.check(Options(state.root, jobs=1), known=known)
    assert known is not None
    assert [".cache/chibo: nằm trong git" in note.vi for note in known.notes()] == [True]


def test_a_cache_that_cannot_be_written_is_said_and_changes_nothing(state: State) -> None:
    (state.root / ".cache").write_text("no folder", encoding="utf-8")
    known = pipeline.known(Options(state.root, jobs=1), "check")
    assert pipeline.check(Options(state.root, jobs=1), known=known) == pipeline.check(Options(state.root, jobs=1))
    assert known is not None
    assert ["không ghi được" in note.vi for note in known.notes()] == [True]


@pytest.mark.torture
def test_other_machines_give_the_same_bytes(state: State) -> None:
    distributed = pytest.importorskip("distributed", reason="needs chibo[dask], which no test but this one asks for")
    build(state, state.site, "--no-cache")
    far = state.site.parent / "far"
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        build(state, far, "--no-cache", "--executor", cluster.scheduler_address.replace("tcp://", "dask://"))
    assert _different(tree(state.site), tree(far)) == []


def test_a_scheduler_that_does_not_answer_is_said(state: State) -> None:
    asked = ["check", "--store", str(state.root)]
    for kept in (False, True):  # what an earlier run found out is no reason to let a wrong address pass
        if kept:
            CliRunner().invoke(main, asked)
        done = CliRunner().invoke(main, [*asked, "--executor", "ssh://x"])
        assert (done.exit_code, "dask://" in done.output) == (2, True)
    build(state, state.site)
    again = ["build", "--store", str(state.root), "--output", str(state.site), "--lang", "en", "--executor"]
    done = CliRunner().invoke(main, [*again, "file:///etc"])
    assert (done.exit_code, done.output) == (2, "--executor: file:///etc is no dask://host:port.\n")


def test_the_bytes_are_the_same_with_any_number_of_processes(state: State) -> None:
    sites = [state.site.parent / f"jobs-{jobs}" for jobs in (1, 2, 8)]
    for jobs, site in zip((1, 2, 8), sites, strict=True):
        build(state, site, "--no-cache", "--jobs", str(jobs))
    assert [_different(tree(sites[0]), tree(site)) for site in sites] == [[], [], []]
