"""`--changed-since` and `summary`: what a pull request is told, and what it cannot be compared with."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from tests.site.conftest import run
from tests.store.git import commit, git, start
from tests.support import CELL, FEBRUARY, MARCH, OTHER, USUAL, write

if TYPE_CHECKING:
    from pathlib import Path

ALREADY = "records/van-quan/cells/ban-b/2024/03-regular.md"
CONFIG = "site_name: Sổ\nsite_url: https://so.example.invalid/chi-bo/\nplugins: [chibo]\n"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A committed store in which one record is wrong already."""
    root = tmp_path / "store"
    start(root)
    write(root, {ALREADY: str(USUAL[ALREADY]).replace("present: 9", "present: 8")})
    (root / "mkdocs.yml").write_text(CONFIG, "utf-8")
    commit(root)
    return root


def edit(root: Path, path: str, old: str, new: str) -> None:
    file = root / path
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")


def checked(root: Path, *more: str, since: str = "HEAD") -> dict[str, Any]:
    done = run("check", "--as-of", "2024-04-15", "--changed-since", since, "--format", "json", *more, cwd=root)
    assert done.returncode in {0, 1}, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def codes(found: dict[str, Any]) -> list[str]:
    return [f"{d['code']} {d['path']}" for d in found["diagnostics"]]


def test_nothing_changed_nothing_read(store: Path) -> None:
    found = checked(store)
    assert found["diagnostics"] == []
    assert found["counts"] == {"error": 0, "warning": 0, "notice": 0, "records": 0, "backlog": 0}


def test_older_faults_of_a_changed_cell_are_backlog(store: Path) -> None:
    edit(store, ALREADY.replace("03-", "01-"), "present: 9", "present: 7")
    found = checked(store)
    assert codes(found) == [f"AT101 {OTHER}/2024/01-regular.md"]
    assert found["counts"]["backlog"] == 1
    assert found["counts"]["records"] == 4


def test_a_fault_that_was_there_is_not_told_again(store: Path) -> None:
    edit(store, ALREADY, "Chi bộ họp.", "Chi bộ họp đủ.")
    done = run("check", "--as-of", "2024-04-15", "--changed-since", "HEAD", cwd=store)
    assert done.returncode == 0
    assert "chưa kể 1 mục có từ trước" in done.stdout


def test_a_file_that_was_only_touched_is_not_changed(store: Path) -> None:
    edit(store, MARCH, "", "")
    (store / MARCH).touch()
    assert checked(store)["counts"]["records"] == 0


def test_a_file_git_does_not_know_yet(store: Path) -> None:
    (store / "records/van-quan/cells/ban-a/2024/03-extraordinary.md").write_text("---\ndate: 2024\n", "utf-8")
    assert [c.partition(" ")[0] for c in codes(checked(store))] == ["YA001"]


def test_from_the_merge_base_on(store: Path) -> None:
    git(store, "checkout", "-q", "-b", "nhanh")
    edit(store, MARCH, "present: 4", "present: 3")
    commit(store)
    git(store, "checkout", "-q", "main")
    edit(store, FEBRUARY, "present: 5", "present: 4")
    commit(store)
    git(store, "checkout", "-q", "nhanh")
    assert codes(checked(store, since="main")) == [f"AT101 {MARCH}"]


def test_a_revision_is_read_without_checkout(store: Path) -> None:
    edit(store, MARCH, "present: 4", "present: 3")
    head = commit(store)
    git(store, "checkout", "-q", "HEAD~1")
    edit(store, FEBRUARY, "present: 5", "present: 4")  # the work tree is not what is asked about
    assert codes(checked(store, "--rev", head, since="main~1")) == [f"AT101 {MARCH}"]


def test_a_bare_repository(store: Path, tmp_path: Path) -> None:
    edit(store, MARCH, "present: 4", "present: 3")
    commit(store)
    bare = tmp_path / "bare"
    git(store, "clone", "-q", "--bare", str(store), str(bare))
    done = run(
        "check", "--store", str(bare), "--as-of", "2024-04-15", "--rev", "main", "--changed-since", "main~1", "--format",
        "json", cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 2  # a folder that holds neither records nor settings is no store: say so
    (bare / "mkdocs.yml").write_text(CONFIG, "utf-8")
    assert codes(checked(bare, "--rev", "main", since="main~1")) == [f"AT101 {MARCH}"]


def test_a_store_in_a_folder_of_its_repository(store: Path, tmp_path: Path) -> None:
    whole = tmp_path / "kho"
    start(whole)
    shutil.copytree(store / "records", whole / "so" / "records")
    (whole / "so" / "mkdocs.yml").write_text(CONFIG, "utf-8")
    commit(whole)
    edit(whole / "so", MARCH, "present: 4", "present: 3")
    assert codes(checked(whole / "so")) == [f"AT101 {MARCH}"]
    commit(whole)
    assert codes(checked(whole / "so", "--rev", "HEAD", since="HEAD~1")) == [f"AT101 {MARCH}"]


def test_records_in_a_folder_of_another_name(store: Path) -> None:
    (store / "records").rename(store / "so")
    (store / "mkdocs.yml").write_text("plugins:\n  - chibo: {records: so}\n", "utf-8")
    commit(store)
    edit(store, MARCH.replace("records", "so"), "present: 4", "present: 3")
    assert codes(checked(store)) == [f"AT101 {MARCH}"]
    assert codes(checked(store, "so/van-quan/cells/ban-a")) == [f"AT101 {MARCH}"]
    assert codes(checked(store, "so/van-quan/cells/ban-b")) == []
    done = run("check", "--as-of", "2024-04-15", "so/van-quan/cells/ban-a", cwd=store)
    assert "AT101" in done.stdout


def test_only_what_was_asked_for(store: Path) -> None:
    edit(store, MARCH, "present: 4", "present: 3")
    edit(store, ALREADY, "present: 8", "present: 7")
    assert codes(checked(store, "records/van-quan/cells/ban-a")) == [f"AT101 {MARCH}"]


def test_a_record_that_moved_keeps_its_faults(store: Path) -> None:
    git(store, "mv", "records/van-quan/cells/ban-b", "records/van-quan/cells/ban-be")
    found = checked(store)
    assert codes(found) == ["RE106 records/van-quan/observers/2024.yml"]
    assert found["counts"]["backlog"] == 1


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("khong-co", "Git không có bản “khong-co”"),
        ("--upload-pack=x", "Git không có bản"),
        ("khac", "không có gốc chung"),
    ],
)
def test_there_is_nothing_to_compare_with(store: Path, reference: str, said: str) -> None:
    git(store, "checkout", "-q", "--orphan", "khac")
    commit(store, "2024-02-02T08:00:00+07:00")
    git(store, "checkout", "-q", "main")
    done = run("check", f"--changed-since={reference}", cwd=store)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_what_is_more_severe_than_before_is_told(store: Path) -> None:
    (store / MARCH).write_text("---\nstate: not_held\nreason: Lũ\n---\n", "utf-8")
    commit(store)
    rule = store / "records/rulebook/van-quan.yml"
    head = "title: A\nissuer: B\nsource: C\napplies: {from: 2024-01-01}\nscope: van-quan\nseverity: {ME111: "
    rule.write_text(head + "error}\n", "utf-8")
    assert codes(checked(store)) == [f"ME111 {MARCH}"]
    assert checked(store)["counts"]["backlog"] == 1
    commit(store)
    rule.write_text(head + "notice}\n", "utf-8")
    assert codes(checked(store)) == []
    assert checked(store)["counts"]["backlog"] == 2


def test_an_unknown_revision(store: Path) -> None:
    done = run("check", "--rev", "khong-co", "--changed-since", "HEAD", cwd=store)
    assert done.returncode == 2
    assert "khong-co" in done.stderr


def test_without_git(store: Path) -> None:
    shutil.rmtree(store / ".git")
    done = run("check", "--changed-since", "HEAD", cwd=store)
    assert done.returncode == 2
    assert "không nằm trong kho git" in done.stderr


def test_no_program_of_the_repository_runs(store: Path, tmp_path: Path) -> None:
    marker = tmp_path / "ran"
    for name in ("filter.x.clean", "filter.x.smudge", "filter.x.process", "diff.x.textconv", "diff.x.command"):
        git(store, "config", name, f"touch {marker} #")
    git(store, "config", "core.fsmonitor", f"touch {marker} #")
    (store / ".gitattributes").write_text("* filter=x diff=x\n", "utf-8")
    edit(store, MARCH, "present: 4", "present: 3")
    edit(store, CELL, "name: ", "name:  ")
    assert codes(checked(store)) == [f"AT101 {MARCH}"]
    assert not marker.exists()


# --- the summary ---------------------------------------------------------------------------------------


def summary(root: Path, *more: str, since: str = "HEAD") -> str:
    done = run("summary", "--as-of", "2024-04-15", "--changed-since", since, *more, cwd=root)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_record_is_added_with_its_numbers_and_its_findings(store: Path) -> None:
    path = "records/van-quan/cells/ban-a/2024/04-regular.md"
    text = str(USUAL[MARCH]).replace("03-05", "04-05").replace("present: 4", "present: 3\n  excused: {dv05: sick}")
    (store / path).write_text(
        text.replace("---\nChi", "tasks:\n  t1: {title: Đường, due: 2024-04-01}\n---\nChi"), "utf-8"
    )
    said = summary(store)
    assert "- thêm kỳ tháng 4/2024 của Chi bộ bản A: dự 3/4 (75,00 %), 1 nhiệm vụ, 1 lỗi" in said
    assert "[TA102](<https://so.example.invalid/chi-bo/rules/TA102/>)" in said
    assert "**chưa dựng lại được**: 1 lỗi trong 1 tệp" in said
    assert "added 2024-04 of Chi bộ bản A: 3/4 present (75.00%), 1 task, 1 error" in summary(store, "--lang", "en")


def test_a_record_is_changed(store: Path) -> None:
    edit(store, MARCH, "date: 2024-03-05", "date: 2024-03-06")
    edit(store, FEBRUARY, "present: 5", "present: 4\n  unexcused: [dv05]")
    said = summary(store)
    assert "- sửa kỳ tháng 3/2024 của Chi bộ bản A: ngày 05/3/2024 → 06/3/2024\n" in said
    assert "- sửa kỳ tháng 2/2024 của Chi bộ bản A: dự 5/5 → 4/5 (80,00 %)\n" in said


def test_what_would_be_published(store: Path) -> None:
    edit(store, MARCH, "date: 2024-03-05", "date: 2024-03-06")
    said = summary(store)
    assert "Trang công khai" in said
    assert "`/van-quan/cells/ban-a/`" in said
    (store / "mkdocs.yml").write_text("plugins:\n  - chibo: {profile: internal}\n", "utf-8")
    assert "Trang nội bộ" in summary(store)


def test_a_record_is_removed_and_a_month_is_missing_then(store: Path) -> None:
    (store / MARCH).unlink()
    said = summary(store)
    assert "- **xóa** kỳ tháng 3/2024 của Chi bộ bản A" in said
    assert "- Chi bộ bản A, tháng 3/2024: đã họp → thiếu biên bản" in said
    assert "ME101" in said


def test_a_meeting_that_was_not_held_after_all(store: Path) -> None:
    (store / MARCH).write_text("---\nstate: not_held\nreason: Lũ\n---\n", "utf-8")
    assert "- sửa kỳ tháng 3/2024 của Chi bộ bản A: đã họp → không họp, 1 cảnh báo" in summary(store)


def test_a_roll_changes_older_months(store: Path) -> None:
    edit(store, "records/van-quan/cells/ban-a/members.yml", "dv05: {joined: 2018-09-02", "dv05: {joined: 2024-03-20")
    said = summary(store)
    assert "- Chi bộ bản A, tháng 1/2024, 2/2024, 3/2024: đã họp → ghi sai" in said


def test_cells_come_move_and_close(store: Path) -> None:
    git(store, "mv", "records/van-quan/cells/ban-b", "records/van-quan/cells/ban-be")
    shutil.copytree(store / "records/van-quan/cells/ban-a", store / "records/van-quan/cells/ban-d")
    edit(store, CELL, "founded: 2010-05-01", "founded: 2010-05-01\nclosed: 2024-03-31")
    edit(
        store, "records/van-quan/cells/ban-a/members.yml", "dv03: {joined", "dv07: {joined: 2024-04-01}\ndv03: {joined"
    )
    said = summary(store)
    assert "- Chi bộ bản B: thư mục `van-quan/ban-b` → `van-quan/ban-be`" in said
    assert "chuyển kỳ" not in said
    assert "- thêm Chi bộ bản A (`van-quan/ban-d`)" in said
    assert "- Chi bộ bản A: kết thúc hoạt động ngày 31/3/2024" in said


def test_files_of_the_district_are_named(store: Path) -> None:
    edit(store, "records/van-quan/district.yml", "Xã", "xã")
    (store / "records/van-quan/observers/2024.yml").unlink()
    (store / "records/van-quan/observers/2025.yml").write_text("btv-01: {level: committee}\n", "utf-8")
    said = summary(store)
    assert "**xóa** <code>records/van-quan/observers/2024.yml</code>" in said
    assert "thêm <code>records/van-quan/observers/2025.yml</code>" in said


def test_nothing_changed(store: Path) -> None:
    said = summary(store)
    assert "Không có bản ghi nào thay đổi." in said
    assert "Khi nhập vào sổ" not in said
    assert "No record changes." in summary(store, "--lang", "en")


def test_names_of_cells_are_no_markup(store: Path) -> None:
    edit(store, CELL, "Chi bộ bản A", "'@all <img src=x> [a](b) `c`'")
    edit(store, MARCH, "Chi bộ họp", "Họp")
    said = summary(store)
    assert "<img" not in said
    assert "@all" not in said
    assert "[a](b)" not in said


def test_no_member_is_named(store: Path) -> None:
    (store / "records/van-quan/cells/ban-a/names.yml").write_text("dv05: Lường Văn Thử\n", "utf-8")
    commit(store)
    edit(store, MARCH, "present: 4", "present: 3\n  excused: {dv05: sick}")
    edit(store, MARCH, "Chi bộ họp", "Lường Văn Thử phát biểu")
    assert "Lường" not in summary(store)
