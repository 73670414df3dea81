"""A site put in its place: what is written, what goes, and what a journal leaves to do."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from generator.publish import journal, manifest, place, publisher
from generator.publish.trouble import NotPublished
from tests.publish.faults import published, tree
from tests.publish.sites import NEW, OLD, entries, publish, stamps, wait_with_journal


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


def test_a_whole_stage_becomes_the_output_where_none_was_yet(tmp_path: Path) -> None:
    stage, output = tmp_path / "stage", tmp_path / "site"
    (stage / "page").mkdir(parents=True)
    (stage / "empty/too").mkdir(parents=True)
    (stage / "page/index.html").write_text("x", "utf-8")
    (stage / "page/index.html").chmod(0o600)
    (stage / "page").chmod(0o700)
    with place.held(output):
        publisher.adopt(stage, publisher.files_of(stage)[1], output)
    assert tree(output) == published({"page/index.html": "x"})
    assert {p.relative_to(output).as_posix() for p in output.rglob("*") if p.is_dir()} == {"page"}
    assert {stat.S_IMODE(p.stat().st_mode) for p in [output, *output.rglob("*")]} == {0o644, 0o755}
    assert not stage.exists()


@pytest.mark.parametrize("name", [".hidden", ".git/config"])
def test_a_stage_with_a_hidden_file_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "stage" / name).parent.mkdir(parents=True)
    (tmp_path / "stage" / name).write_text("x", "utf-8")
    with pytest.raises(NotPublished, match=name.partition("/")[0]):
        publisher.files_of(tmp_path / "stage")


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
