"""Several at once, readers meanwhile, and what is on the disk before what: nothing is ever half."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from generator.publish import generations, manifest, place
from tests.publish.faults import SCRIPT, published, run, tree, write_site
from tests.publish.sites import NEW, OLD, entries, publish

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.parametrize("rounds", [3, pytest.param(100, marks=[pytest.mark.torture, pytest.mark.timeout(3600)])])
@pytest.mark.parametrize("what", ["publish", "generations"])
def test_of_several_that_publish_at_once_each_wins_whole_or_is_refused(tmp_path: Path, what: str, rounds: int) -> None:
    sites = [{**(OLD if number % 2 else NEW), "index.html": str(number)} for number in range(5)]
    files = [write_site(tmp_path / f"{number}.json", site) for number, site in enumerate(sites)]
    folder = tmp_path / "out"
    for _ in range(rounds):
        all_of_them = [
            subprocess.Popen(
                [sys.executable, "-S", "-E", str(SCRIPT), what, str(folder / "site"), str(file)],
                stderr=subprocess.PIPE,
                text=True,
            )
            for file in files
        ]
        told = [one.communicate(timeout=120)[1] for one in all_of_them]
        won = [number for number, one in enumerate(all_of_them) if one.returncode == 0]
        assert won
        assert all(re.search(r"tiến trình (\d+|\?) ", text) for text in told if text), told
        assert tree(folder / "site") in [published(sites[number]) for number in won]
        assert {path.name for path in folder.iterdir()} <= {"site", "site.d"}


def test_a_reader_of_generations_never_sees_two_mixed(tmp_path: Path) -> None:
    output = tmp_path / "site"
    publish(output, {**OLD, "index.html": "0", "file": "0"}, generation=True)
    done = threading.Event()
    mixed: list[object] = []
    reads = [0]

    def read() -> None:
        while not done.is_set():
            folder = os.open(output, os.O_RDONLY)
            try:
                listed = manifest.parse(content(folder, manifest.NAME))
                seen = {path: manifest.entry_of(content(folder, path)) for path in ("index.html", "file")}
                mixed.extend(path for path, entry in seen.items() if entry != listed[path])
                reads[0] += 1
            except FileNotFoundError:
                pass  # three publications later, an old generation has gone
            finally:
                os.close(folder)

    def content(folder: int, path: str) -> bytes:
        with open(os.open(path, os.O_RDONLY, dir_fd=folder), "rb") as stream:  # noqa: PTH123
            return stream.read()

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(1, 20):
        publish(output, {**OLD, "index.html": str(number), "file": str(number)}, generation=True)
    done.set()
    reader.join()
    assert mixed == []
    assert reads[0] > 0


def calls(tmp_path: Path, what: str) -> list[str]:
    """The calls that move things or put them on the disk, with the paths below the test's folder."""
    log = tmp_path / "log"
    file = write_site(tmp_path / "new.json", NEW)
    trace = "trace=fsync,syncfs,rename,renameat,unlink,unlinkat,symlink"
    done = run(what, str(tmp_path / "site"), str(file), strace=("-y", "-o", str(log), "-e", trace))
    assert done.returncode == 0, done.stderr
    return [re.sub(r"^\d+ +", "", line).replace(str(tmp_path), "") for line in log.read_text("utf-8").splitlines()]


def places(lines: list[str], pattern: str) -> list[int]:
    found = [number for number, line in enumerate(lines) if re.search(pattern, line)]
    assert found, (pattern, lines)
    return found


def test_files_are_on_the_disk_before_the_journal_and_the_manifest_comes_last(
    tmp_path: Path, need: Callable[..., str]
) -> None:
    need("strace")
    publish(tmp_path / "site", OLD)
    lines = calls(tmp_path, "publish")
    decided = places(lines, r'^rename\("/\.site\.journal-part", "/\.site\.journal"\)')[0]
    staged = places(lines, r"^fsync\(\d+</\.site\.new/(\d+|manifest\.json)>")
    moved = places(lines, r'^renameat\(.*"/\.site\.new/\d+"')
    sealed = places(lines, r'^renameat\(.*"/\.site\.new/manifest\.json"')[0]
    ended = places(lines, r'^unlink\("/\.site\.journal"\)')[0]
    assert len(staged) == len(moved) + 1
    assert staged[-1] < places(lines, r"^fsync\(\d+</\.site\.new>")[0] < decided
    assert places(lines, r"^fsync\(\d+</\.site\.journal-part>")[0] < decided
    assert decided + 1 in places(lines, r"^fsync\(\d+<>|^fsync\(\d+</>")
    assert decided + 1 < moved[0]
    assert max(moved) < sealed
    for folder in ("/site", "/site/come/deep", "/site/file", "/site/changed"):
        assert max(moved) < places(lines, rf"^fsync\(\d+<{folder}>")[0] < sealed
    assert sealed < places(lines, r"^fsync\(\d+</site>")[-1] < ended


def test_a_generation_is_on_the_disk_before_the_link_names_it(tmp_path: Path, need: Callable[..., str]) -> None:
    need("strace")
    publish(tmp_path / "site", OLD, generation=True)
    lines = calls(tmp_path, "generations")
    files = places(lines, r"^fsync\(\d+</site\.d/\.new")
    named = places(lines, r'^rename\("/site\.d/\.new", "/site\.d/2"\)')[0]
    served = places(lines, r'^rename\("/\.site\.link", "/site"\)')[0]
    wanted = {*NEW, manifest.NAME, *manifest.folders_of(NEW), ""}
    assert {re.sub(r"^fsync\(\d+</site\.d/\.new/?(.*)>\).*", r"\1", lines[number]) for number in files} == wanted
    assert max(files) < named < places(lines, r"^fsync\(\d+</site\.d>")[0] < served
    assert served + 1 in places(lines, r"^fsync\(\d+<>|^fsync\(\d+</>")


def test_many_files_are_put_on_the_disk_in_one_call(tmp_path: Path, need: Callable[..., str]) -> None:
    need("strace")
    many = {**NEW, **{f"page{number}/index.html": "x" for number in range(50)}}
    publish(tmp_path / "site", OLD)
    log = tmp_path / "log"
    file = tmp_path / "many.json"
    file.write_text(json.dumps(many), "utf-8")
    done = run(
        "publish", str(tmp_path / "site"), str(file), strace=("-o", str(log), "-e", "trace=syncfs,rename,renameat")
    )
    assert done.returncode == 0
    names = [line.split()[1].partition("(")[0] for line in log.read_text("utf-8").splitlines() if "(" in line]
    assert names[:2] == ["syncfs", "rename"]
    assert names[-2:] == ["syncfs", "renameat"]
    assert tree(tmp_path / "site") == published(many)


def test_what_is_served_is_never_written_into(tmp_path: Path) -> None:
    """A hard link is safe: a page that stands is replaced, not changed."""
    output = tmp_path / "site"
    publish(output, OLD, generation=True)
    with (output / "index.html").open("rb") as reader:
        with place.held(output):
            generations.publish([(path, text.encode()) for path, text in NEW.items()], entries(NEW), output)
        assert reader.read() == b"old"
