"""What stands at the output already: sites of ours, folders of somebody else, links, a run that has not ended."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.publish import lock, place
from generator.publish.prove import prove
from generator.publish.trouble import NotPublished
from tests.publish.faults import published, tree
from tests.publish.sites import NEW, OLD, publish, stamps, wait_with_journal

if TYPE_CHECKING:
    from tests.publish.faults import Site

ROOT = Path(__file__).resolve().parents[2]


def test_stale_files_and_empty_folders_go(site: Path) -> None:
    (site / "stale.html").write_text("x", "utf-8")
    (site / "empty/deep").mkdir(parents=True)
    publish(site, OLD)
    assert tree(site) == published(OLD)


@pytest.mark.parametrize(
    "inside",
    [
        {"letter.odt": "mine"},
        {"manifest.json": '{"name": "an app of somebody"}'},
        {"index.html": "my own", "assets/chibo.css": "", "data/v1/index.json": '{"schema": "other"}'},
        {".git/config": ""},
    ],
)
def test_a_folder_of_somebody_else_is_refused_and_kept(tmp_path: Path, inside: Site) -> None:
    output = tmp_path / "site"
    for path, text in inside.items():
        (output / path).parent.mkdir(parents=True, exist_ok=True)
        (output / path).write_text(text, "utf-8")
    before = stamps(output)
    with pytest.raises(NotPublished, match=str(output)):
        publish(output, NEW)
    assert stamps(output) == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def below(folder: Path) -> dict[str, tuple[int, int, int]]:
    """The stamps of what is below a folder; its own changes with each lock."""
    return {path: stamp for path, stamp in stamps(folder).items() if path != str(folder)}


BESIDE = (".site.new/1", ".site.stage/a", ".site.records/a", ".site.old/a", ".site.journal", ".site.journal-part",
          ".site.link", "site.d/.new/a")  # fmt: skip


@pytest.mark.parametrize("text", ["mine", "", '{"schema": "other"}', '{"schema": "chibo.journal/1"}'])
@pytest.mark.parametrize("stands", [False, True])
def test_what_lies_beside_and_was_left_by_no_run_is_kept(tmp_path: Path, stands: bool, text: str) -> None:
    output = tmp_path / "site"
    if stands:
        publish(output, OLD)
    for path in BESIDE:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    before = below(tmp_path)
    if stands:
        assert prove(output).differences == []
    else:
        with pytest.raises(NotPublished, match=str(output)):
            prove(output)
    with pytest.raises(NotPublished, match=r"site\.stage"):
        publish(output, NEW)
    assert below(tmp_path) == before


@pytest.mark.parametrize("path", [path for path in BESIDE if "old" not in path])
def test_what_lies_beside_is_named_by_a_build_and_removed_if_a_run_that_died_left_it(tmp_path: Path, path: str) -> None:
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_text("x", "utf-8")
    named = tmp_path / (path.removesuffix("/a") if path.startswith("site.d") else path.partition("/")[0])
    with pytest.raises(NotPublished, match=str(named)):
        publish(tmp_path / "site", NEW)
    assert not lock.lock_file(tmp_path / "site").exists()
    lock.lock_file(tmp_path / "site").touch()
    publish(tmp_path / "site", NEW)
    assert {one.name for one in tmp_path.iterdir()} - {"site.d"} == {"site"}
    assert not (tmp_path / path).exists()


def test_what_could_not_be_removed_is_removed_the_next_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch, place.held(tmp_path / "site"):
        (tmp_path / ".site.stage").mkdir()
        patch.setattr(shutil, "rmtree", lambda *_, **__: None)
    assert (tmp_path / ".site.stage").exists()
    publish(tmp_path / "site", NEW)
    assert [one.name for one in tmp_path.iterdir()] == ["site"]


def test_a_site_of_a_version_without_manifests_is_replaced(tmp_path: Path) -> None:
    output = tmp_path / "site"
    earlier = {
        "index.html": "",
        "assets/chibo.css": "",
        "data/v1/index.json": '{"schema": "chibo.data/1"}',
        "old/index.html": "",
    }
    for path, text in earlier.items():
        (output / path).parent.mkdir(parents=True, exist_ok=True)
        (output / path).write_text(text, "utf-8")
    publish(output, NEW)
    assert tree(output) == published(NEW)


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    publish(tmp_path / "site", NEW)
    assert tree(tmp_path / "site") == published(NEW)


@pytest.mark.parametrize("planted", ["same", "index.html", "come", "data/v1"])
def test_a_link_in_the_site_is_named_and_not_written_through(site: Path, tmp_path: Path, planted: str) -> None:
    outside = tmp_path / "outside"
    (outside / "deep").mkdir(parents=True)
    (outside / "index.html").write_text("mine", "utf-8")
    target = site / planted
    if target.exists():
        target.rename(tmp_path / "aside")
    target.symlink_to(outside if planted != "index.html" else outside / "index.html")
    before = stamps(outside)
    with pytest.raises(NotPublished, match=planted):
        publish(site, NEW)
    assert stamps(outside) == before


def test_a_link_planted_while_a_journal_waits_is_not_written_through(site: Path, tmp_path: Path) -> None:
    wait_with_journal(site)
    outside = tmp_path / "outside"
    outside.mkdir()
    (site / "come").symlink_to(outside)
    with pytest.raises(OSError, match="come"), place.held(site):
        pass
    assert list(outside.iterdir()) == []
    (site / "come").unlink()
    with place.held(site):
        pass
    assert tree(site) == published(NEW)


@pytest.mark.parametrize("generation", [False, True])
def test_an_output_that_is_a_link_of_somebody_is_refused(tmp_path: Path, generation: bool) -> None:
    (tmp_path / "www").mkdir()
    (tmp_path / "site").symlink_to("www")
    with pytest.raises(NotPublished, match="site"):
        publish(tmp_path / "site", NEW, generation=generation)
    assert list((tmp_path / "www").iterdir()) == []


HOLD = "import sys, pathlib; from generator.publish import lock\nwith lock.hold(pathlib.Path(sys.argv[1])):\n    print('held', flush=True); sys.stdin.read()"


def test_who_comes_second_is_told_who_holds_it_and_a_dead_holder_holds_nothing(tmp_path: Path) -> None:
    output = tmp_path / "site"
    holder = subprocess.Popen(
        [sys.executable, "-S", "-c", HOLD, str(output)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdout is not None
    assert holder.stdin is not None
    assert holder.stdout.readline() == b"held\n"
    with pytest.raises(NotPublished, match=f"tiến trình {holder.pid} "):
        publish(output, NEW)
    holder.kill()
    holder.wait()
    holder.stdin.close()
    holder.stdout.close()
    assert lock.lock_file(output).exists()
    publish(output, NEW)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_worker_does_not_hold_the_lock_of_its_dead_parent(tmp_path: Path) -> None:
    program = (
        "import os, sys, pathlib, signal; from generator.publish import lock\n"
        "with lock.hold(pathlib.Path(sys.argv[1])):\n"
        "    if os.fork() == 0: sys.stdin.read(); os._exit(0)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.Popen(
        [sys.executable, "-S", "-c", program, str(tmp_path / "site")], cwd=ROOT, stdin=subprocess.PIPE
    )
    assert done.wait() == -signal.SIGKILL
    with lock.hold(tmp_path / "site"):  # the worker still lives: its input is open
        pass
    assert done.stdin is not None
    done.stdin.close()
