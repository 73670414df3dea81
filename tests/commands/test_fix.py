"""`chibo check --fix`: the files of a work tree, one after the other, each whole at every moment."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from generator.commands import difference, fix
from generator.pipeline import Options, SourceError, check
from generator.store import rewrite
from generator.store.difference import NoComparison
from generator.store.fix import fixed
from tests.site.conftest import copy_sample
from tests.store.git import commit, start
from tests.support import AS_OF, CELL, JANUARY, MARCH, OTHER, USUAL, Link, write

ROOT = Path(__file__).resolve().parents[2]
BROKEN: dict[str, Any] = {
    MARCH: "---\r\nplace: Tổ #3\r\ndate: 2024-03-05\r\ntime: 7h30-9h40\r\nattendance:\r\n  present: 3\r\n  roll: 5\r\nchair: dv99\r\n---\r\nHọp\u00a0bàn.",
    f"{OTHER}/2024/02-regular.md": "---\ndate: 2024-02-05 \ntime: 09:00-07:00\ntheme: A\nattendance: {roll: 9, present: 9}\nmodel: yes\n---\nHọp\u00a0bàn.  \n\n\n",
    f"{OTHER}/2024/01-regular.md": "---\ndate: 2024-01-05\nreason: A: b\ntime: 07:30-09:40\nattendance: {roll: 9, present: 8}\n---\nHọp.\n",
    f"{OTHER}/names.yml": b"\xef\xbb\xbfdv01: A",
    f"{OTHER}/anh.jpg": "x \n",
    f"{OTHER}/members.yml": Link("../ban-a/members.yml"),
    f"{OTHER}/2024/year.yml": b"grade: \xff \n",
    "records/van-quan/events/2024.yml": "inspections: [{kind: look}]  \n",
}  # fmt: skip
MENDED = [
    MARCH,
    f"{OTHER}/2024/01-regular.md",
    f"{OTHER}/2024/02-regular.md",
    f"{OTHER}/names.yml",
    "records/van-quan/events/2024.yml",
]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    write(tmp_path, BROKEN)
    return tmp_path


def options(root: Path, **more: Any) -> Options:
    return Options(root=root, as_of=AS_OF, jobs=1, **more)


def tree(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


def paths(outcome: fix.Outcome) -> list[str]:
    return [path for path, _ in outcome.changed]


def test_each_file_is_mended_and_said_so(store: Path) -> None:
    outcome = fix.mend(options(store))
    assert paths(outcome) == MENDED
    assert dict(outcome.changed)[MARCH] == ("lines", "quotes", "spaces", "hours", "order", "end")
    assert (store / MARCH).read_text("utf-8") == (
        '---\ndate: 2024-03-05\ntime: 07:30-09:40\nplace: "Tổ #3"\nchair: dv99\nattendance:\n  roll: 5\n  present: 3\n---\nHọp bàn.\n'
    )  # fmt: skip
    assert {path: reason.vi for path, reason in outcome.left} == {
        f"{OTHER}/anh.jpg": "đường dẫn không đúng cách đặt tên của sổ",
        f"{OTHER}/members.yml": "không phải tệp thường",
        f"{OTHER}/2024/year.yml": "Byte 0xFF không phải chữ UTF-8.",
    }
    assert fix.mend(options(store)).changed == []


def test_nothing_else_is_touched(store: Path) -> None:
    before = tree(store)
    fix.mend(options(store))
    after = tree(store)
    assert after.keys() == before.keys()
    assert sorted(path for path in before if after[path] != before[path]) == sorted(MENDED)
    assert all(after[path] == fixed(path, before[path]) for path in MENDED)


def test_only_what_is_asked_for_is_mended(store: Path) -> None:
    assert paths(fix.mend(options(store, paths=(OTHER, "records/van-quan/events/2024.yml")))) == MENDED[1:]
    assert paths(fix.mend(options(store, paths=(MARCH,)))) == [MARCH]
    assert fix.mend(options(store, paths=(CELL,))).changed == []


def test_a_store_may_call_its_records_otherwise(store: Path) -> None:
    (store / "records").rename(store / "ban-ghi")
    asked = options(store, records="ban-ghi", paths=(MARCH.replace("records", "ban-ghi", 1),))
    assert paths(fix.mend(asked)) == [MARCH.replace("records", "ban-ghi", 1)]
    assert 'place: "Tổ #3"' in (store / MARCH.replace("records", "ban-ghi", 1)).read_text("utf-8")


def test_what_remains_was_there_before(tmp_path: Path) -> None:
    files = {
        **BROKEN,
        f"{OTHER}/2024/01-regular.md": USUAL[f"{OTHER}/2024/01-regular.md"],
        f"{OTHER}/2024/year.yml": "grade: fine \n",
    }
    write(tmp_path, files)  # each file can be read; one that becomes readable may have more to say
    before = {d.fingerprint for d in check(options(tmp_path)).diagnostics}
    fix.mend(options(tmp_path))
    after = check(options(tmp_path)).diagnostics
    assert {d.fingerprint for d in after} < before
    assert {d.code for d in after}.isdisjoint({"YA006", "YA007"})


def test_what_remains_of_the_sample_is_all_it_had(tmp_path: Path) -> None:
    store = copy_sample(tmp_path / "store")
    before = [d.fingerprint for d in check(options(store)).diagnostics]
    outcome = fix.mend(options(store))
    assert {edits for _, edits in outcome.changed} == {("hours",)}
    assert (outcome.left, outcome.failed) == ([], [])
    assert [d.fingerprint for d in check(options(store)).diagnostics] == before


def test_a_preview_writes_nothing_and_git_can_apply_it(store: Path) -> None:
    before = tree(store)
    seen = fix.preview(options(store))
    assert tree(store) == before
    assert paths(seen) == MENDED
    start(store)
    patch = fix.shown(seen, terminal=False).encode()
    done = subprocess.run(["git", "apply", "-"], cwd=store, input=patch, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert all((store / path).read_bytes() == fixed(path, before[path]) for path in MENDED)


def test_on_a_terminal_hidden_characters_can_be_seen(store: Path) -> None:
    seen = fix.preview(options(store, paths=(MARCH,)))
    assert "-Họp⟨U+00A0⟩bàn.\n\\ No newline" in fix.shown(seen, terminal=True)
    assert "\r" not in fix.shown(seen, terminal=True)
    assert "-Họp\u00a0bàn.\n\\ No newline" in fix.shown(seen, terminal=False)


def test_with_a_revision_only_what_changed_since_is_mended(store: Path) -> None:
    start(store)
    commit(store)
    (store / JANUARY).write_text((store / JANUARY).read_text("utf-8") + "Thêm\u00a0dòng.\n", "utf-8")
    assert paths(fix.mend(options(store), since="HEAD")) == [JANUARY]
    with pytest.raises(NoComparison):
        fix.mend(options(store), since="no-such")


def test_without_records_there_is_nothing_to_mend(tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        fix.mend(options(tmp_path))


def test_two_do_not_mend_at_once(store: Path) -> None:
    with rewrite.alone(store / "records"):
        with pytest.raises(fix.Busy):
            fix.mend(options(store))
        assert fix.preview(options(store)).changed


def test_a_file_that_cannot_be_written_keeps_its_bytes_and_the_others_are_mended(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(store)
    replace = Path.replace

    def fail(self: Path, target: Path) -> Path:
        if target.name == "03-regular.md":
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fail)
    outcome = fix.mend(options(store))
    monkeypatch.undo()
    assert [(path, reason.en) for path, reason in outcome.failed] == [
        (MARCH, "it cannot be written: No space left on device")
    ]
    assert paths(outcome) == MENDED[1:]
    assert (store / MARCH).read_bytes() == before[MARCH]
    assert tree(store).keys() == before.keys()
    assert fix.set_aside(outcome, "en").endswith(
        f"{MARCH} is not mended: it cannot be written: No space left on device.\n"
    )


def test_a_file_saved_in_the_meantime_is_left(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rewrite, "replace", lambda *_: False)
    outcome = fix.mend(options(store, paths=(MARCH,)))
    assert (outcome.changed, outcome.left) == ([], [(MARCH, fix.MEANWHILE)])


KILL = """
import os, pathlib, signal, sys
from generator.commands import fix
from generator.options import Options
left = [int(sys.argv[2])]
def counted(call):
    def counting(*a, **k):
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*a, **k)
    return counting
for name in ("fsync", "fchmod"):
    setattr(os, name, counted(getattr(os, name)))
for name in ("replace", "unlink"):
    setattr(pathlib.Path, name, counted(getattr(pathlib.Path, name)))
fix.mend(Options(root=pathlib.Path(sys.argv[1]), jobs=1, paths=tuple(sys.argv[3:])))
"""


def test_a_run_killed_at_any_step_leaves_each_file_whole_and_the_next_one_finishes(tmp_path: Path) -> None:
    names = (MARCH, f"{OTHER}/names.yml")
    killed = 0
    while True:
        store = tmp_path / str(killed)
        write(store, BROKEN)
        old = tree(store)
        new = {path: fixed(path, old[path]) for path in names}
        command = [sys.executable, "-c", KILL, str(store), str(killed + 1), *names]
        done = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)
        for path in names:
            assert (store / path).read_bytes() in {old[path], new[path]}, killed
        fix.mend(options(store, paths=names))
        assert tree(store) == {**old, **new}, killed
        if done.returncode == 0:
            break
        assert done.returncode == -9
        killed += 1
    assert killed >= 8


def test_what_was_done_is_said_in_both_languages(store: Path) -> None:
    outcome = fix.mend(options(store))
    assert f"Đã sửa {OTHER}/names.yml: bỏ dấu BOM ở đầu tệp; một dấu xuống dòng ở cuối tệp.\n" in fix.told(
        outcome, "vi"
    )
    assert fix.told(outcome, "vi").endswith("Đã sửa 5 tệp.\n\n")
    assert "Mended 5 files." in fix.told(outcome, "en")
    assert f"Để nguyên {OTHER}/anh.jpg: đường dẫn không đúng cách đặt tên của sổ.\n" in fix.set_aside(outcome, "vi")
    assert "Byte 0xFF is not UTF-8 text.\n" in fix.set_aside(outcome, "en")
    assert fix.told(fix.Outcome(), "vi") == fix.set_aside(fix.Outcome(), "vi") == ""


def test_progress_counts_folders(store: Path) -> None:
    told: list[tuple[int, int]] = []
    fix.mend(options(store), progress=lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] == len(told) > 3


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        ("a\n", "a\n", []),
        ("a\nb", "a\nb\n", ["@@ -1,2 +1,2 @@\n", " a\n", "-b\n\\ No newline at end of file\n", "+b\n"]),
        ("a\r\nb\x0cc\n", "a\nb\x0cc\n", ["@@ -1,2 +1,2 @@\n", "-a\r\n", "+a\n", " b\x0cc\n"]),
        ("", "a\n", ["@@ -0,0 +1 @@\n", "+a\n"]),
    ],
)  # fmt: skip
def test_a_diff_counts_lines_by_their_line_feed_alone(before: str, after: str, lines: list[str]) -> None:
    assert difference.unified("x.md", before, after)[2:] == lines


def test_a_long_change_is_one_piece(tmp_path: Path) -> None:
    before = "".join(f"{n}\n" for n in range(5000))
    after = "".join(f"{n}{'' if n in {0, 4999} else ' '}\n" for n in range(5000))
    lines = difference.unified("x", before, after)
    assert lines[2] == "@@ -1,5000 +1,5000 @@\n"
    assert lines[3] == " 0\n"
    (tmp_path / "x").write_text(before, "utf-8")
    done = subprocess.run(
        ["git", "apply", "-"], cwd=tmp_path, input="".join(lines).encode(), capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "x").read_text("utf-8") == after
