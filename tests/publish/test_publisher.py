"""A site put in its place: what is written, what goes, what is never touched."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.publish import generations, journal, lock, manifest, place, publisher
from generator.publish.trouble import NotPublished
from tests.publish.faults import published, tree
from tests.publish.test_crash import NEW, OLD

if TYPE_CHECKING:
    from tests.publish.faults import Site

ROOT = Path(__file__).resolve().parents[2]


def entries(site: Site) -> dict[str, manifest.Entry]:
    return {path: manifest.entry_of(text.encode()) for path, text in site.items()}


def publish(output: Path, site: Site, *, only: set[str] | None = None, generation: bool = False) -> publisher.Outcome:
    files = [(path, text.encode()) for path, text in site.items() if only is None or path in only]
    with place.held(output):
        if generation:
            return generations.publish(files, entries(site), output)
        return publisher.publish(files, entries(site), output)


def stamps(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Inode and times of everything below a folder, itself too."""
    known = {str(path): path.lstat() for path in [folder, *folder.rglob("*")]}
    return {path: (one.st_ino, one.st_mtime_ns, one.st_ctime_ns) for path, one in known.items()}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The old site, published."""
    publish(tmp_path / "site", OLD)
    return tmp_path / "site"


def test_a_site_is_exactly_what_its_manifest_says(site: Path) -> None:
    assert tree(site) == published(OLD)
    publish(site, NEW)
    assert tree(site) == published(NEW)
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_the_same_site_again_writes_nothing(site: Path) -> None:
    before = stamps(site)
    assert publish(site, OLD) == publisher.Outcome(0, 0)
    assert stamps(site) == before


def test_only_files_that_differ_are_written(site: Path) -> None:
    before = stamps(site)
    outcome = publish(site, {**OLD, "changed/index.html": "new"})
    after = stamps(site)
    assert outcome == publisher.Outcome(1, 0)
    assert {Path(path).name for path in before if Path(path).is_file() and before[path] != after[path]} == {
        "index.html", manifest.NAME,
    }  # fmt: skip
    assert before[str(site / "index.html")] == after[str(site / "index.html")]


def test_a_build_that_knows_what_changed_hands_over_only_that(site: Path) -> None:
    more = {path: text for path, text in OLD.items() if path != "gone/deep/index.html"} | {"index.html": "new"}
    assert publish(site, more, only={"index.html"}) == publisher.Outcome(1, 1)
    assert tree(site) == published(more)


@pytest.mark.parametrize("generation", [False, True])
def test_a_file_damaged_meanwhile_is_not_taken_for_the_one_in_the_manifest(tmp_path: Path, generation: bool) -> None:
    output = tmp_path / "site"
    publish(output, OLD, generation=generation)
    same = output / "same/index.html"
    known = same.stat()
    same.write_text("SAME", "utf-8")
    os.utime(same, ns=(known.st_atime_ns, known.st_mtime_ns))
    with pytest.raises(publisher.Incomplete, match=r"same/index\.html"):
        publish(output, {**OLD, "index.html": "new"}, only={"index.html"}, generation=generation)
    publish(output, {**OLD, "index.html": "new"}, generation=generation)
    assert tree(output) == published({**OLD, "index.html": "new"})


def test_staged_files_are_moved_and_all_can_read_them(tmp_path: Path) -> None:
    stage, output = tmp_path / "stage", tmp_path / "site"
    (stage / "page").mkdir(parents=True)
    (stage / "page/index.html").write_text("x", "utf-8")
    (stage / "page/index.html").chmod(0o600)
    files, listed = publisher.files_of(stage)
    old = os.umask(0o077)
    try:
        with place.held(output):
            publisher.publish(files, listed, output)
    finally:
        os.umask(old)
    modes = {stat.S_IMODE(p.stat().st_mode) for p in [output, *output.rglob("*")]}
    assert modes == {0o644, 0o755}
    assert tree(output) == published({"page/index.html": "x"})


@pytest.mark.parametrize("name", [".hidden", ".git/config"])
def test_a_stage_with_a_hidden_file_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "stage" / name).parent.mkdir(parents=True)
    (tmp_path / "stage" / name).write_text("x", "utf-8")
    with pytest.raises(NotPublished, match=name.partition("/")[0]):
        publisher.files_of(tmp_path / "stage")


# --- folders that are not ours ------------------------------------------------------------------------------------------------


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


# --- the journal --------------------------------------------------------------------------------------------------------------


def wait_with_journal(site: Path, new: Site = NEW) -> None:
    """Publish up to the moment at which all is decided and nothing done."""
    patch = pytest.MonkeyPatch()
    patch.setattr(journal, "apply", lambda *_: None)
    patch.setattr(place, "_tidy", lambda *_: None)
    publish(site, new)
    patch.undo()
    assert journal.journal_file(site).is_file()


def test_a_journal_is_finished_by_whoever_finds_it(site: Path) -> None:
    wait_with_journal(site)
    assert tree(site) == published(OLD)
    with place.held(site) as finished:
        assert finished
    assert tree(site) == published(NEW)
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_a_journal_of_a_site_that_another_program_has_replaced_is_dropped(site: Path) -> None:
    wait_with_journal(site)
    other = {"index.html": "by mkdocs"}
    for path in sorted(site.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    (site / "index.html").write_text("by mkdocs", "utf-8")
    manifest.seal(site)
    with place.held(site) as finished:
        assert not finished
    assert tree(site) == published(other)


@pytest.mark.parametrize("path", ["../outside", "/etc/passwd", "a//b", "a/../../b", ".hidden", ""])
def test_a_journal_that_leads_out_of_the_site_is_dropped(site: Path, tmp_path: Path, path: str) -> None:
    wait_with_journal(site)
    (tmp_path / "outside").write_text("mine", "utf-8")
    file = journal.journal_file(site)
    fields = json.loads(file.read_text("utf-8"))
    for moves, last in (([[0, path]], []), ([], [[path, "0" * 64]])):
        file.write_text(json.dumps(fields | {"moves": moves, "last": last}), "utf-8")
        assert journal.read(site) is None
    with place.held(site):
        pass
    assert tree(site) == published(OLD)
    assert (tmp_path / "outside").read_text("utf-8") == "mine"


def test_a_file_changed_since_the_journal_was_written_is_not_removed(site: Path) -> None:
    wait_with_journal(site)
    (site / "gone/deep/index.html").write_text("mine now", "utf-8")
    with place.held(site):
        pass
    assert list(manifest.compare(site, entries(NEW))) == [
        ("gone/", "added"), ("gone/deep/", "added"), ("gone/deep/index.html", "added"),
    ]  # fmt: skip


# --- the lock -----------------------------------------------------------------------------------------------------------------

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
    done.wait()
    with lock.hold(tmp_path / "site"):  # the worker still lives: its input is open
        pass
    assert done.stdin is not None
    done.stdin.close()


# --- generations --------------------------------------------------------------------------------------------------------------


def test_two_old_generations_are_kept_and_served_again_without_a_build(tmp_path: Path) -> None:
    output = tmp_path / "site"
    sites = [{**OLD, "index.html": str(number)} for number in range(5)]
    for one in sites:
        publish(output, one, generation=True)
        assert tree(output) == published(one)
    assert sorted(path.name for path in (tmp_path / "site.d").iterdir()) == ["3", "4", "5"]
    assert generations.rollback(output) == 4
    assert tree(output) == published(sites[3])
    assert generations.rollback(output) == 3
    with pytest.raises(NotPublished, match=r"site\.d"):
        generations.rollback(output)
    publish(output, NEW, generation=True)  # what was rolled back from is not gone back to
    assert tree(output) == published(NEW)
    assert generations.rollback(output) == 3
    assert tree(output) == published(sites[2])


def test_the_same_generation_again_writes_nothing(tmp_path: Path) -> None:
    publish(tmp_path / "site", OLD, generation=True)
    before = stamps(tmp_path / "site.d")
    assert publish(tmp_path / "site", OLD, generation=True) == publisher.Outcome(0, 0)
    assert stamps(tmp_path / "site.d") == before


def test_what_did_not_change_is_one_file_in_both_generations(tmp_path: Path) -> None:
    output = tmp_path / "site"
    publish(output, OLD, generation=True)
    publish(output, NEW, generation=True)
    one, two = (tmp_path / "site.d" / number for number in "12")
    assert (one / "same/index.html").samefile(two / "same/index.html")
    assert not (one / "index.html").samefile(two / "index.html")
    assert tree(one) == published(OLD)


def test_a_generation_without_hard_links_is_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*arguments: object, **named: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    publish(tmp_path / "site", OLD, generation=True)
    publish(tmp_path / "site", NEW, generation=True)
    assert tree(tmp_path / "site") == published(NEW)


def test_one_way_of_publishing_does_not_overwrite_the_other(tmp_path: Path) -> None:
    publish(tmp_path / "plain", OLD)
    with pytest.raises(NotPublished, match="--generations"):
        publish(tmp_path / "plain", NEW, generation=True)
    with pytest.raises(NotPublished, match="--generations"):
        generations.rollback(tmp_path / "plain")
    publish(tmp_path / "link", OLD, generation=True)
    with pytest.raises(NotPublished, match="--generations"):
        publish(tmp_path / "link", NEW)
    assert tree(tmp_path / "plain") == tree(tmp_path / "link") == published(OLD)
