"""Where `chibo forget` cannot do all of it, nothing is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.commands import forget
from generator.commands.create import Impossible
from generator.pipeline import Options, SourceError
from generator.store import rewrite
from tests.commands.persons import FOLDER, GROUND, NAME, WHO, person_store, text, tree

if TYPE_CHECKING:
    from tests.commands.stores import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return person_store(tmp_path)


@pytest.mark.parametrize("fails", ["03-regular.md", "names.yml"])
def test_where_one_file_cannot_be_written_none_is(store: Store, monkeypatch: pytest.MonkeyPatch, fails: str) -> None:
    before = tree(store.root)
    replace = Path.replace

    def fail(self: Path, target: Path) -> Path:
        if target.name == fails:
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(forget.NotWritten) as caught:
        forget.apply(store.options, WHO, GROUND)
    monkeypatch.undo()
    assert "No space left" in caught.value.text.en
    assert tree(store.root) == before


def test_a_file_saved_in_the_meantime_stops_all(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = forget.plan

    def slow(*arguments):
        made = plan(*arguments)
        store.cell("2025/year.yml", "grade: good\n")
        return made

    before = tree(store.root)
    monkeypatch.setattr(forget, "plan", slow)
    with pytest.raises(forget.NotWritten, match=r"year\.yml"):
        forget.apply(store.options, WHO, GROUND)
    assert {**before, f"{FOLDER}/2025/year.yml": b"grade: good\n"} == tree(store.root)


def test_a_file_saved_while_others_are_written_stops_all(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(store.root)
    add = rewrite._write

    def slow(beside: Path, *arguments) -> None:
        add(beside, *arguments)
        if beside.name == ".names.yml.chibo":  # all new files lie there; none is in its place
            store.cell("allowances.yml", "- code: AT104\n  reason: A\n")

    monkeypatch.setattr(rewrite, "_write", slow)
    with pytest.raises(forget.NotWritten, match=r"allowances\.yml"):
        forget.apply(store.options, WHO, GROUND)
    assert {**before, f"{FOLDER}/allowances.yml": b"- code: AT104\n  reason: A\n"} == tree(store.root)


def test_two_do_not_write_at_once(store: Store) -> None:
    with rewrite.alone(store.root / "records"), pytest.raises(forget.NotWritten):
        forget.apply(store.options, WHO, GROUND)


@pytest.mark.parametrize(
    ("name", "asked", "near"),
    [("WHO", "na-loc/dv2", "dv02"), ("cell", "na-lo/dv02", "na-loc"), ("form", "dv02", "ban-na-loc/dv05")],
)
def test_an_unknown_member_is_refused_with_the_nearest(store: Store, name: str, asked: str, near: str) -> None:
    with pytest.raises(Impossible) as caught:
        forget.plan(store.options, asked, GROUND)
    assert near in caught.value.text.vi
    assert near in caught.value.text.en


@pytest.mark.parametrize(
    "ground", ["", " ", "a\nb", "x" * 201, "allow[AT104]: a", f"Đơn của {NAME}", "don nong thi hoa"]
)
def test_a_ground_that_cannot_be_written_down_is_refused(store: Store, ground: str) -> None:
    with pytest.raises(Impossible):
        forget.plan(store.options, WHO, ground)


@pytest.mark.parametrize("name", ["members.yml", "names.yml"])
@pytest.mark.parametrize("raw", [b"dv02: [\n", b"\xff", b"dv02: A B\ndv02: C D\n", b"[]", b"a"])
def test_a_roll_or_names_that_cannot_be_read_are_refused_by_name(store: Store, name: str, raw: bytes) -> None:
    (store.root / FOLDER / name).write_bytes(raw)
    before = tree(store.root)
    with pytest.raises(Impossible) as caught:
        forget.apply(store.options, WHO, GROUND)
    assert f"{FOLDER}/{name}" in caught.value.text.en
    assert tree(store.root) == before


def test_a_roll_that_cannot_be_read_is_never_one_without_the_member(store: Store) -> None:
    (store.root / FOLDER / "names.yml").unlink()
    (store.root / FOLDER / "members.yml").write_bytes(b"dv02: [\n")
    with pytest.raises(Impossible, match=r"members\.yml"):
        forget.plan(store.options, WHO, GROUND)


def test_errors_elsewhere_do_not_stand_in_the_way(store: Store) -> None:
    store.cell("cell.yml", "name: [\n")
    store.cell("2025/04-regular.md", f"---\ndate: [\n---\n{NAME}\n")
    (store.root / FOLDER / "2025/05-regular.md").write_bytes(b"\xff")
    (store.root / FOLDER / "2025/06-regular.md").symlink_to("05-regular.md")
    made = forget.apply(store.options, WHO, GROUND)
    assert text(store, "2025/04-regular.md") == "---\ndate: [\n---\ndv02\n"
    assert made.look == [(f"{FOLDER}/2025/0{n}-regular.md", 0, forget.UNREAD) for n in (5, 6)]


def test_an_edit_that_would_change_what_a_file_says_is_refused(store: Store) -> None:
    store.cell("2025/year.yml", 'thematic_plan:\n  - quarter: 1\n    theme: "N\\u00f4ng Thị Hoà, Nông Thị Hoà"\n')
    before = tree(store.root)
    with pytest.raises(Impossible, match=r"2025/year\.yml"):
        forget.apply(store.options, WHO, GROUND)
    store.cell("2025/year.yml", "grade: good\n")
    store.cell("names.yml", f"{{dv01: Lý Văn Tám, dv02: {NAME}}}\n")
    with pytest.raises(Impossible, match=r"names\.yml"):
        forget.apply(store.options, WHO, GROUND)
    assert before.keys() == tree(store.root).keys()


def test_without_a_name_or_records_nothing_is_done(store: Store, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert forget.apply(store.options, "na-loc/dv05", GROUND).changes == []
    forget.apply(store.options, WHO, GROUND)
    before = tree(store.root)
    assert forget.apply(store.options, WHO, GROUND).changes == []
    assert tree(store.root) == before
    with pytest.raises(SourceError):
        forget.plan(Options(tmp_path_factory.mktemp("none")), WHO, GROUND)
