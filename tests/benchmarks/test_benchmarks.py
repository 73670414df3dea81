"""The benchmarks measure what they say: a valid store, whole trees of processes, stores left as they were found."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from benchmarks import results, stages
from benchmarks.bench import Bench, edit_record, kept
from benchmarks.measure import measure
from benchmarks.meetings import dump
from benchmarks.others import write_hugo, write_mkdocs
from benchmarks.run import main
from benchmarks.store import Shape, git, write
from generator.model.summary import CellSummary

if TYPE_CHECKING:
    from pathlib import Path

MB = 1_000_000
SMALL = Shape(cells=3, years=1)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("benchmark") / "store"
    write(root, SMALL)
    return root


def test_the_store_is_valid_committed_and_of_the_size_asked_for(store: Path) -> None:
    command = [sys.executable, "-m", "generator", "check", "--kind", "invalid", "--kind", "private", "--strict"]
    done = subprocess.run(command, cwd=store, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert len(list(store.glob("records/*/cells/*/*/*.md"))) == SMALL.meetings == 36
    assert git(store, "status", "--porcelain") == ""
    assert git(store, "rev-list", "--count", "HEAD").strip() == "13"


def test_the_store_has_what_a_real_one_has() -> None:
    """Chance is seeded: in a year of forty cells each of these has happened."""
    meetings = [meeting.front for meeting in Shape(cells=40, years=1).every_meeting()]
    for key in ("theme", "observers", "followup", "tasks", "score"):
        assert any(key in front for front in meetings), key
    assert any(front["attendance"]["excused"] for front in meetings)  # type: ignore[index]  # a mapping, as written
    assert any(front["attendance"]["unexcused"] for front in meetings)  # type: ignore[index]  # a mapping, as written


def test_the_same_shape_gives_the_same_commit(store: Path, tmp_path: Path) -> None:
    write(tmp_path / "again", SMALL)
    write(tmp_path / "other", Shape(cells=3, years=1, seed=8))
    heads = [git(root, "rev-parse", "HEAD^{tree}") for root in (store, tmp_path / "again", tmp_path / "other")]
    assert heads[0] == heads[1] != heads[2]


def test_larger_stores_have_several_districts() -> None:
    assert [Shape(cells=cells).districts for cells in (3, 200, 201, 10_000)] == [1, 1, 2, 50]


def test_dump_writes_blocks() -> None:
    text = dump({"a": {"b": [1, 2], "c": []}, "d": {}, "e": [{"f": "x", "g": "y"}]})
    assert text == "a:\n  b:\n    - 1\n    - 2\n  c: []\ne:\n  - f: x\n    g: y\n"


def test_other_programs_get_every_meeting(tmp_path: Path) -> None:
    for writer in (write_hugo, write_mkdocs):
        folder = tmp_path / writer.__name__
        assert writer(folder, SMALL) == SMALL.meetings
        assert len([file for file in folder.rglob("*-regular.md") if "\ntitle: " in file.read_text("utf-8")]) == 36


CHILD = (
    "import sys, time; kept = bytearray(60_000_000); open(sys.argv[1], 'wb').write(kept[:5_000_000]); time.sleep(0.4)"
)
PARENT = "import subprocess, sys; subprocess.run([sys.executable, '-c', *sys.argv[1:]], check=True); sys.exit(7)"


def test_measure_sees_what_a_child_allocates_and_writes(tmp_path: Path) -> None:
    done = measure([sys.executable, "-c", PARENT, CHILD, str(tmp_path / "file")])
    assert done.exit == 7
    assert done.seconds >= 0.4
    assert done.memory >= 60 * MB
    assert done.written is not None
    assert 5 * MB <= done.written < 6 * MB
    assert done.cpu is not None
    assert done.cpu > 0


def test_measure_ends_what_takes_too_long(tmp_path: Path) -> None:
    with pytest.raises(subprocess.TimeoutExpired):
        measure([sys.executable, "-c", "import time; time.sleep(60)"], limit=0.2)


def test_an_edit_is_taken_back_whatever_happens(store: Path, tmp_path: Path) -> None:
    bench = Bench(SMALL, store, tmp_path, tmp_path)

    def fail() -> None:
        with kept(bench.record(0)):
            edit_record(bench, 0)
            assert not bench.is_clean()
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert bench.is_clean()


def test_two_scenarios_of_a_tiny_store(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"# Before\n{results.BEGIN}\nold\n{results.END}\nafter\n", encoding="utf-8")
    words = ["--cells", "2", "--years", "1", "--runs", "1", "--results", str(tmp_path / "results"), "--page", str(page)]
    assert main([*words, "--scenario", "record", "--scenario", "changes"]) == 0
    kept = json.loads((tmp_path / "results" / "2x1.json").read_text("utf-8"))
    assert sorted(kept["scenarios"]) == ["changes", "record"]
    (run,) = kept["scenarios"]["record"]["runs"]
    assert run["exit"] == 0
    assert run["written"] > 0
    assert "2 cells, 1 year, 24 meetings" in page.read_text("utf-8")
    assert "| build after one meeting changed | 1 |" in page.read_text("utf-8")
    assert "\nold\n" not in page.read_text("utf-8")


def test_results_name_no_machine(tmp_path: Path) -> None:
    import socket

    assert socket.gethostname() not in json.dumps(results.machine())


def test_a_stage_is_that_of_the_longest_name() -> None:
    assert stages.stage_of("generator.store.yaml") == "load: YAML"
    assert stages.stage_of("generator.views.cell_year") == "views"
    assert stages.stage_of(CellSummary.__module__) == ""
