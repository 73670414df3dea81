"""When git first saw a record: the author's date, but never later than the committer's."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from generator.store.history import CUT, read_log
from generator.store.load import _day
from generator.store.source import History, Revision, WorkTree
from tests.store.git import commit, git, start, write

if TYPE_CHECKING:
    from pathlib import Path

A, B, C = (f"records/van-quan/cells/ban-{name}/cell.yml" for name in "abc")


def seconds(text: str) -> int:
    return int(dt.datetime.fromisoformat(text).timestamp())


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    root = tmp_path / "kho"
    start(root)
    return root


def first(root: Path) -> dict[str, int]:
    return WorkTree(root).history().first


def test_a_record_is_dated_by_its_first_commit(repo: Path) -> None:
    write(repo, {A: "name: A\n"})
    commit(repo, "2024-01-05T08:00:00+07:00")
    write(repo, {A: "name: A2\n", B: "name: B\n"})
    commit(repo, "2024-02-05T08:00:00+07:00")
    history = WorkTree(repo).history()
    assert history.first == {A: seconds("2024-01-05T08:00:00+07:00"), B: seconds("2024-02-05T08:00:00+07:00")}
    assert history.start == seconds("2024-01-05T08:00:00+07:00")
    assert history.last == dict.fromkeys((A, B), seconds("2024-02-05T08:00:00+07:00"))
    assert Revision(repo, "HEAD~1").history().last == {A: seconds("2024-01-05T08:00:00+07:00")}


def test_the_last_change_is_the_day_it_entered_the_main_line(repo: Path) -> None:
    write(repo, {A: "name: A\n"})
    commit(repo, "2024-01-05T08:00:00+07:00", "2024-03-01T08:00:00+07:00")
    assert WorkTree(repo).history().last == {A: seconds("2024-03-01T08:00:00+07:00")}
    write(repo, {A: "name: not committed\n"})
    assert WorkTree(repo).history().last == {A: seconds("2024-03-01T08:00:00+07:00")}


def test_a_renamed_record_was_changed_when_it_was_renamed(repo: Path) -> None:
    renamed = A.replace("cell.yml", "cell-2.yml")
    write(repo, {A: "name: A\n" * 20})
    commit(repo, "2024-01-05T08:00:00+07:00")
    git(repo, "mv", A, renamed)
    commit(repo, "2024-02-05T08:00:00+07:00")
    history = WorkTree(repo).history()
    assert history.last[renamed] == seconds("2024-02-05T08:00:00+07:00")
    assert history.first[renamed] == seconds("2024-01-05T08:00:00+07:00")


@pytest.mark.parametrize(
    ("author", "committer", "counted"),
    [
        ("2024-03-06T08:00:00+07:00", "2024-05-01T08:00:00+07:00", "author"),  # squashed after a late review
        ("2024-05-01T08:00:00+07:00", "2024-03-06T08:00:00+07:00", "committer"),  # a clock that ran ahead
        ("2024-03-06T08:00:00+07:00", "2024-03-06T08:00:00+07:00", "author"),
    ],
)
def test_the_author_date_is_capped_by_the_committer_date(repo: Path, author: str, committer: str, counted: str) -> None:
    write(repo, {A: "name: A\n"})
    commit(repo, author, committer)
    assert first(repo) == {A: seconds(author if counted == "author" else committer)}


def test_an_uncommitted_record_is_unknown(repo: Path) -> None:
    write(repo, {A: "name: A\n"})
    commit(repo)
    write(repo, {B: "name: B\n", A: "name: A2\n"})
    assert set(first(repo)) == {A}
    git(repo, "add", "--all")
    assert set(first(repo)) == {A}


def test_a_record_on_a_merged_branch_keeps_its_date(repo: Path) -> None:
    write(repo, {A: "name: A\n"})
    commit(repo, "2024-01-05T08:00:00+07:00")
    git(repo, "checkout", "--quiet", "-b", "nhanh")
    write(repo, {B: "name: B\n"})
    commit(repo, "2024-02-05T08:00:00+07:00")
    git(repo, "checkout", "--quiet", "main")
    write(repo, {C: "name: C\n"})
    commit(repo, "2024-02-20T08:00:00+07:00")
    git(repo, "merge", "--quiet", "--no-ff", "-m", "Gộp", "nhanh", author="2024-06-01T08:00:00+07:00")
    assert first(repo)[B] == seconds("2024-02-05T08:00:00+07:00")


def test_only_records_count(repo: Path) -> None:
    write(repo, {"README.md": "x\n"})
    commit(repo, "2020-01-01T08:00:00+07:00")
    write(repo, {A: "name: A\n"})
    commit(repo, "2024-01-05T08:00:00+07:00")
    history = WorkTree(repo).history()
    assert (set(history.first), history.start) == ({A}, seconds("2024-01-05T08:00:00+07:00"))


def test_vietnamese_and_odd_names_are_found(repo: Path) -> None:
    odd = "records/van-quan/Bản Nà Lộc\n2.yml"
    write(repo, {odd: "x\n"})
    commit(repo)
    assert set(first(repo)) == {odd}


def test_a_shallow_clone_knows_nothing(repo: Path, tmp_path: Path) -> None:
    for month in ("01", "02"):
        write(repo, {f"records/van-quan/cells/ban-a/2024/{month}-regular.md": "x\n"})
        commit(repo, f"2024-{month}-05T08:00:00+07:00")
    git(tmp_path, "clone", "--quiet", "--depth", "1", repo.as_uri(), "nong")
    git(tmp_path, "clone", "--quiet", repo.as_uri(), "du")
    assert WorkTree(tmp_path / "nong").history() == History(lacking=CUT)
    assert len(first(tmp_path / "du")) == 2


def test_a_repository_without_commits_knows_nothing(repo: Path) -> None:
    write(repo, {A: "name: A\n"})
    assert WorkTree(repo).history() == History()
    assert [entry.path for entry in WorkTree(repo).entries()] == [A]


def test_a_revision_knows_its_own_past_only(repo: Path) -> None:
    write(repo, {A: "name: A\n"})
    commit(repo, "2024-01-05T08:00:00+07:00")
    write(repo, {B: "name: B\n"})
    commit(repo, "2024-02-05T08:00:00+07:00")
    assert set(Revision(repo, "HEAD~1").history().first) == {A}
    assert Revision(repo, "HEAD").history() == WorkTree(repo).history()


@pytest.mark.parametrize(
    ("when", "zone", "day"),
    [
        ("2024-03-10T16:59:59+00:00", "Asia/Ho_Chi_Minh", dt.date(2024, 3, 10)),
        ("2024-03-10T17:00:00+00:00", "Asia/Ho_Chi_Minh", dt.date(2024, 3, 11)),
        ("2024-03-10T17:00:00+00:00", "UTC", dt.date(2024, 3, 10)),
    ],
)
def test_the_day_is_that_of_the_district(when: str, zone: str, day: dt.date) -> None:
    assert _day(seconds(when), zone) == day


@pytest.mark.parametrize("never", [None, 10**12, 10**18, -(10**15)])
def test_a_date_that_no_calendar_has_is_unknown(never: int | None) -> None:
    assert _day(never, "Asia/Ho_Chi_Minh") is None


def test_a_commit_of_the_far_future_does_no_harm(repo: Path) -> None:
    write(repo, {A: "name: A\n"})
    commit(repo, "@999999999999 +0000")
    assert _day(WorkTree(repo).history().start, "UTC") is None


LINES = "".join(f"dòng {n}\n" for n in range(20))


def test_a_record_that_was_renamed_keeps_its_first_commit(repo: Path) -> None:
    write(repo, {A: LINES})
    commit(repo, "2024-01-05T08:00:00+07:00")
    (repo / B).parent.mkdir(parents=True)
    git(repo, "mv", A, B)
    commit(repo, "2024-02-05T08:00:00+07:00")
    (repo / C).parent.mkdir(parents=True)
    git(repo, "mv", B, C)
    write(repo, {C: LINES + "thêm\n"})
    commit(repo, "2024-03-05T08:00:00+07:00")
    assert first(repo)[C] == seconds("2024-01-05T08:00:00+07:00")


def test_another_record_under_the_old_name_is_dated_by_itself(repo: Path) -> None:
    write(repo, {A: LINES})
    commit(repo, "2024-01-05T08:00:00+07:00")
    (repo / B).parent.mkdir(parents=True)
    git(repo, "mv", A, B)
    commit(repo, "2024-02-05T08:00:00+07:00")
    write(repo, {C: "khác\n"})
    commit(repo, "2024-03-05T08:00:00+07:00")
    assert {first(repo)[B], first(repo)[C]} == {
        seconds("2024-01-05T08:00:00+07:00"), seconds("2024-03-05T08:00:00+07:00"),
    }  # fmt: skip
    assert first(repo)[C] == seconds("2024-03-05T08:00:00+07:00")


NAMES = ["a\x01b", "a\x01", "\x01", "\n", "\na", "A", "R100", "1710000000", "1/2", "M\n", "c 1 2"]


@pytest.mark.parametrize("name", NAMES)
def test_no_name_is_taken_for_anything_else(repo: Path, name: str) -> None:
    if "/" in name:
        name = f"{name.strip('/')}x/{name.strip('/')}"
    odd, moved = f"records/{name}", f"records/m/{name}"
    write(repo, {odd: "x\n" * 20, A: "name: A\n"})
    commit(repo, "2024-01-05T08:00:00+07:00")
    write(repo, {odd: "x\n" * 20 + "y\n", B: "name: B\n"})
    commit(repo, "2024-02-05T08:00:00+07:00")
    assert first(repo) == {
        odd: seconds("2024-01-05T08:00:00+07:00"),
        A: seconds("2024-01-05T08:00:00+07:00"),
        B: seconds("2024-02-05T08:00:00+07:00"),
    }
    assert WorkTree(repo).history().last[odd] == seconds("2024-02-05T08:00:00+07:00")
    (repo / moved).parent.mkdir(parents=True, exist_ok=True)
    git(repo, "mv", odd, moved)
    commit(repo, "2024-03-05T08:00:00+07:00")
    history = WorkTree(repo).history()
    assert history.first[moved] == seconds("2024-01-05T08:00:00+07:00")
    assert history.last[moved] == seconds("2024-03-05T08:00:00+07:00")


def with_dates(root: Path, author: str, committer: str) -> None:
    """Put a commit of what is in the index on top, with these words for dates."""
    tree = git(root, "write-tree")
    parents = f"parent {git(root, 'rev-parse', 'HEAD')}\n"
    raw = root / ".git" / "raw"
    raw.write_text(f"tree {tree}\n{parents}author A <a> {author}\ncommitter C <c> {committer}\n\nx\n")
    made = git(root, "hash-object", "-t", "commit", "-w", "--literally", str(raw))
    git(root, "update-ref", "refs/heads/main", made)


GOOD = 1_710_000_000
ODD = [
    "-5 +0000",
    "99999999999999999999 +0000",
    "9223372036854775807 +0000",
    "7258118400 +0000",
    "abc +0000",
    "",
    "1e9 +0000",
]


@pytest.mark.parametrize("odd", ODD)
def test_a_date_that_is_none_dates_nothing(repo: Path, odd: str) -> None:
    write(repo, {A: "name: A\n"})
    commit(repo)
    start_ = WorkTree(repo).history().start
    for path, author, committer in ((B, odd, odd), (C, f"{GOOD} +0000", odd)):
        write(repo, {path: f"name: {path}\n"})
        git(repo, "add", "--all")
        with_dates(repo, author, committer)
    history = WorkTree(repo).history()
    assert history.first == {A: start_, C: GOOD}
    assert set(history.last) == {A}
    assert history.start == start_
    write(repo, {A: "name: A2\n"})
    git(repo, "add", "--all")
    with_dates(repo, odd, f"{GOOD} +0000")
    assert WorkTree(repo).history().last == {A: GOOD}


def test_the_last_second_that_counts(repo: Path) -> None:
    write(repo, {B: "x"})
    commit(repo)
    write(repo, {A: "name: A\n"})
    git(repo, "add", "--all")
    with_dates(repo, "7258118399 +0000", "7258118399 +0000")
    assert first(repo)[A] == 7258118399


def test_a_log_that_ends_in_the_middle_is_read_as_far_as_it_goes() -> None:
    assert read_log(b"1/2\0\nR100\0a").first == {}
    assert read_log(b"").start is None
    assert read_log(b"5/7\0\nA\0a\0").first == {"a": 5}
