"""What a served site shows of changing records is what a build of them shows, whatever was asked for in between."""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING

import pytest

from generator import pipeline
from generator.live import Live
from generator.options import Options
from tests.incremental.edits import (
    State,
    break_a_record,
    commit,
    copy_a_record,
    delete_a_record,
    edit_a_cell,
    edit_a_district,
    edit_a_place,
    edit_a_roll,
    edit_attendance,
    edit_minutes,
    edit_the_rulebook,
    nothing,
    rename_a_cell,
)
from tests.incremental.test_incremental import a_meeting, move
from tests.site.conftest import tree

if TYPE_CHECKING:
    from pathlib import Path

EDITS = (
    edit_a_place, edit_attendance, edit_minutes, break_a_record, delete_a_record, copy_a_record, edit_a_roll,
    edit_a_cell, edit_a_district, edit_the_rulebook, rename_a_cell, commit, nothing,
)  # fmt: skip


def options(state: State, **more: object) -> Options:
    day = dt.date.fromisoformat(state.asked["--as-of"])
    asked = {"profile": "internal", **more}
    return Options(state.root, as_of=day, keep_going=True, live=True, jobs=1, **asked)  # type: ignore[arg-type]


def clean(state: State, folder: Path, **more: object) -> dict[str, str]:
    stage = pipeline.open_stage(folder)
    pipeline.build(options(state, **more), stage)
    return tree(stage.root)


def served(live: Live, folder: Path, paths: list[str]) -> dict[str, str]:
    for path in paths:
        live.make(f"/{path.removesuffix('index.html')}")
    return tree(folder)


@pytest.mark.parametrize("profile", ["internal", "public"])
def test_all_of_it_is_what_a_build_gives(state: State, tmp_path: Path, profile: str) -> None:
    asked = {"profile": profile, "languages": ("vi", "en")}
    folder = tmp_path / "served"
    folder.mkdir()
    live = Live(state.root, folder)
    live.refresh(options(state, **asked))
    expected = clean(state, tmp_path / "clean", **asked)
    assert served(live, folder, list(expected)) == expected


def check_edits(state: State, tmp_path: Path, edits: int) -> None:
    chance = random.Random(edits)
    folder = tmp_path / "served"
    folder.mkdir()
    live = Live(state.root, folder)
    for number in range(edits):
        edit = EDITS[number] if number < len(EDITS) else chance.choice(EDITS)
        edit(chance, state)
        live.refresh(options(state))
        expected = clean(state, tmp_path / f"clean-{number}")
        asked = chance.sample(sorted(expected), k=40)
        found = served(live, folder, asked)
        assert {path for path in asked if found.get(path) != expected[path]} == set(), edit.__name__
    everything = sorted({*expected, *tree(folder)})
    assert served(live, folder, everything) == expected, "what is gone is not shown either"


def test_after_an_edit_what_is_asked_for_is_what_a_build_gives(state: State, tmp_path: Path) -> None:
    check_edits(state, tmp_path, len(EDITS))


@pytest.mark.torture
@pytest.mark.timeout(3600)
def test_after_many_edits_what_is_asked_for_is_what_a_build_gives(state: State, tmp_path: Path) -> None:
    check_edits(state, tmp_path, 100)


def test_only_the_cell_that_changed_and_who_names_it_are_worked_on_again(state: State, tmp_path: Path) -> None:
    live = Live(state.root, tmp_path)
    before = {result.ref: result for result in live.refresh(options(state)).results}
    record = a_meeting(state)
    move(record)
    ref = f"xa-van-son/{record.parts[-3]}"
    after = live.refresh(options(state)).results
    changed = {result.ref for result in after if before[result.ref] is not result}
    assert changed == {ref} | {result.ref for result in after if ref in result.named}
    assert len(changed) < len(after) / 2


def test_each_look_at_the_records_is_another_version(state: State, tmp_path: Path) -> None:
    live = Live(state.root, tmp_path)
    live.refresh(options(state))
    first = live.make("/")
    assert live.make("/xa-van-son/") == first
    live.refresh(options(state))
    assert live.make("/") != first


def test_the_handbook_is_made_again_only_when_it_may_be_another_one(state: State, tmp_path: Path) -> None:
    live, made = Live(state.root, tmp_path), []
    store = live.refresh(options(state))
    for _ in range(2):
        live.make_handbook(options(state), store, lambda: made.append(1))
    assert len(made) == 1
    (state.root / "docs/handbook").mkdir(parents=True)
    (state.root / "docs/handbook/rieng.md").write_text("# Riêng\n", encoding="utf-8")
    live.make_handbook(options(state), store, lambda: made.append(1))
    assert len(made) == 2


def test_a_rulebook_that_cannot_be_used_leaves_what_was_shown(state: State, tmp_path: Path) -> None:
    live = Live(state.root, tmp_path)
    live.refresh(options(state))
    version = live.make("/")
    page = (tmp_path / "index.html").read_bytes()
    for file in (state.root / "records/rulebook").iterdir():
        file.write_text("!", encoding="utf-8")
    assert live.refresh(options(state)).refused(options(state))
    assert live.make("/") == version
    assert (tmp_path / "index.html").read_bytes() == page
