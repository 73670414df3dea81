"""One check of a store: the same result however it is run, and only what was asked for."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from generator import pool
from generator.pipeline import Options, SourceError, Store, check, run
from tests.store.git import commit, git, start
from tests.support import AS_OF, CELL, DISTRICT, JANUARY, MARCH, MEMBERS, OTHER, RULEBOOK, USUAL, Link, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.model.diagnostic import CheckReport
    from tests.support import Files

SECOND = "records/huyen-b"
FAULTS: Files = {
    MARCH: "---\ndate: 2024-03-05\ntime: 09:00-07:00\nattendance: {roll: 5, present: 3}\nchair: dv99\n---\n",
    f"{OTHER}/2024/02-regular.md": "---\nstate: not_held\nreason: Lũ\n---\n",
    f"{OTHER}/members.yml": "dv01: [\n",
    f"{SECOND}/district.yml": "name: B\nlevel: district\nfrom: 1964-01-01\nunits: {xa-b: {name: B, level: commune, from: 1994-01-01}}\n",
    f"{SECOND}/cells/ban-c/cell.yml": "name: C\ntype: vilage\nunder: [{unit: xa-b, from: 2010-05-01}]\nfounded: 2010-05-01\n",
    f"{SECOND}/cells/ban-d/cell.yml": "name: D\ntype: village\nunder: [{unit: xa-b, from: 2010-05-01}]\nfounded: 2010-05-01\n",
    f"{SECOND}/cells/ban-d/2024/02-regular.md": "---\nx\n",
    f"{SECOND}/anh.jpg": "x",
    f"{OTHER}/names.yml": Link("../ban-a/cell.yml"),
}  # fmt: skip
CODES = ["FI003", "FI002", "ME101", "ME101", "ME102"]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    write(tmp_path, FAULTS)
    return tmp_path


def found(root: Path, executor: Executor | None = None, **options: Any) -> CheckReport:
    return check(Options(root=root, as_of=AS_OF, **{"jobs": 1, **options}), executor=executor)


def places(report: CheckReport) -> list[tuple[str, str, int, int]]:
    return [(d.path.removeprefix("records/"), d.code, d.span.line, d.span.column) for d in report.diagnostics]


def test_every_fault_of_every_scope_is_found_in_order(store: Path) -> None:
    assert places(found(store)) == [
        ("huyen-b/anh.jpg", "PA001", 1, 1),
        ("huyen-b/cells/ban-c/cell.yml", "FI003", 2, 1),
        ("huyen-b/cells/ban-d/2024/02-regular.md", "YA001", 1, 1),
        ("huyen-b/cells/ban-d/cell.yml", "ME101", 1, 1),
        ("huyen-b/cells/ban-d/cell.yml", "ME101", 1, 1),
        ("van-quan/cells/ban-a/2024/03-regular.md", "ME104", 3, 1),
        ("van-quan/cells/ban-a/2024/03-regular.md", "AT101", 4, 23),
        ("van-quan/cells/ban-a/2024/03-regular.md", "RE101", 5, 1),
        ("van-quan/cells/ban-b/2024/02-regular.md", "ME111", 2, 1),
        ("van-quan/cells/ban-b/cell.yml", "ME102", 1, 1),
        ("van-quan/cells/ban-b/members.yml", "YA001", 1, 7),
        ("van-quan/cells/ban-b/names.yml", "PA002", 1, 1),
    ]


def test_the_report_counts_files_and_notes_where_records_begin(store: Path) -> None:
    report = found(store)
    assert (report.as_of, report.records, report.backlog) == (AS_OF, 18, 0)
    assert [note.vi for note in report.notes] == [
        "B: ghi sổ từ tháng 2024-01 (theo thư mục năm sớm nhất; ghi `records_from` trong district.yml để định rõ)."
    ]


def test_several_processes_find_what_one_finds(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = found(store, jobs=1)
    monkeypatch.setattr(pool, "BATCH_WEIGHT", 1)
    assert len(pool.balanced([(5, "a"), (5, "b"), (5, "c")])) == 3
    assert found(store, jobs=1) == alone
    assert found(store, jobs=2) == alone
    assert found(store, jobs=0) == alone


class Backwards(Executor):
    """Does the work in this process, the last piece first."""

    done = 0

    def map(self, fn: Callable[..., Any], *iterables: Any, **_: Any) -> Any:
        jobs = list(zip(*iterables, strict=True))
        self.done = len(jobs)
        return iter([fn(*job) for job in reversed(jobs)][::-1])

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        raise NotImplementedError


def test_any_executor_finds_what_one_process_finds(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = found(store)
    monkeypatch.setattr(pool, "BATCH_WEIGHT", 1)
    with ThreadPoolExecutor(4) as threads:
        assert found(store, threads) == alone
    backwards = Backwards()
    assert found(store, backwards) == alone
    assert backwards.done == 4


def test_progress_is_told_up_to_the_last_cell(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "BATCH_WEIGHT", 1)
    told: list[tuple[int, int]] = []
    check(Options(root=store, as_of=AS_OF, jobs=1), lambda done, total: told.append((done, total)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


@pytest.mark.parametrize(
    ("paths", "kept"),
    [
        ([MARCH], {MARCH}),
        ([CELL.removesuffix("/cell.yml")], {MARCH}),
        ([CELL.removesuffix("cell.yml")], {MARCH}),
        ([OTHER], {f"{OTHER}/2024/02-regular.md", f"{OTHER}/cell.yml", f"{OTHER}/members.yml", f"{OTHER}/names.yml"}),
        ([f"{OTHER}/2024", f"{SECOND}/anh.jpg"], {f"{OTHER}/2024/02-regular.md", f"{SECOND}/anh.jpg"}),
        ([RULEBOOK], set()),
        (["records/van"], set()),
        (["nowhere"], set()),
    ],
)
def test_only_what_is_asked_for_is_told(store: Path, paths: list[str], kept: set[str]) -> None:
    whole, part = found(store), found(store, paths=tuple(paths))
    assert part.diagnostics == [d for d in whole.diagnostics if d.path in kept]
    assert {d.path for d in part.diagnostics} == kept


def test_the_whole_records_folder_is_everything(store: Path) -> None:
    assert found(store, paths=("records",)) == found(store)


def test_cells_that_are_not_asked_for_are_not_read(store: Path) -> None:
    assert found(store, paths=(MARCH,)).records < found(store).records


def test_a_revision_gives_what_the_work_tree_gives(store: Path) -> None:
    start(store)
    commit(store, "2024-01-01T08:00:00+07:00")
    assert found(store, revision="HEAD") == found(store)
    write(store, {MARCH: "---\n", CELL: "name: [\n"})
    assert found(store, revision="HEAD") != found(store)
    old = found(store, revision="HEAD")
    commit(store, "2024-02-01T08:00:00+07:00")
    assert found(store, revision="HEAD~1") == old
    assert git(store, "status", "--porcelain") == ""


def test_a_revision_nobody_knows_is_an_error_of_the_source(store: Path) -> None:
    with pytest.raises(SourceError):
        found(store, revision="HEAD")


def test_a_store_without_records_is_an_error_of_the_source(tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        found(tmp_path)


def test_an_empty_store_has_no_fault(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    report = found(tmp_path)
    assert (report.diagnostics, report.records, report.as_of) == ([], 0, AS_OF)


@pytest.mark.parametrize(
    ("as_of", "missing"),
    [("2024-04-10", []), ("2024-04-11", ["2024-03"]), ("2024-06-11", ["2024-03", "2024-04", "2024-05"])],
)
def test_the_day_decides_what_is_missing(tmp_path: Path, as_of: str, missing: list[str]) -> None:
    write(tmp_path, {MARCH: None})
    diagnostics = check(Options(root=tmp_path, as_of=dt.date.fromisoformat(as_of), jobs=1)).diagnostics
    assert sorted(d.period for d in diagnostics if d.code == "ME101" and d.path == CELL) == missing


def test_without_a_day_today_decides(tmp_path: Path) -> None:
    write(tmp_path, {})
    report = check(Options(root=tmp_path, jobs=1))
    assert report.as_of > dt.date(2024, 4, 15)
    assert "2024-04" in {d.period for d in report.diagnostics}


CYCLE = str(USUAL[DISTRICT]).replace("from: 1994-01-01}", "from: 1994-01-01, parent: xa-tan-doan}", 1)


def left_out(root: Path, files: Files) -> tuple[frozenset[str], list[str], bool]:
    write(root, files)
    store: Store = run(Options(root=root, as_of=AS_OF, jobs=1), None, counts=True)
    return (
        store.usable,
        [f"{r.district}/{r.slug}" for r in store.results if r.summary is None],
        store.rulebook_is_broken,
    )


@pytest.mark.parametrize(
    ("files", "usable", "cells", "broken"),
    [
        ({}, {"van-quan"}, [], False),
        ({RULEBOOK: "title: [\n"}, {"van-quan"}, [], True),
        ({DISTRICT: "name: [\n"}, set(), ["van-quan/ban-a", "van-quan/ban-b"], False),
        ({DISTRICT: CYCLE}, set(), ["van-quan/ban-a", "van-quan/ban-b"], False),
        ({DISTRICT: None}, set(), ["van-quan/ban-a", "van-quan/ban-b"], False),
        ({CELL: "name: [\n"}, {"van-quan"}, ["van-quan/ban-a"], False),
        ({CELL: None}, {"van-quan"}, ["van-quan/ban-a"], False),
        ({MEMBERS: "dv01: [\n"}, {"van-quan"}, [], False),
        ({JANUARY: "---\n"}, {"van-quan"}, [], False),
    ],
)
def test_a_broken_file_takes_along_only_what_needs_it(
    tmp_path: Path, files: Files, usable: set[str], cells: list[str], broken: bool
) -> None:
    assert left_out(tmp_path, files) == (frozenset(usable), cells, broken)


def test_files_of_a_district_that_is_left_out_are_read_all_the_same(tmp_path: Path) -> None:
    write(tmp_path, {DISTRICT: "name: [\n", MARCH: "---\ndate: x\n---\n", MEMBERS: "dv01: {joined: x}\n"})
    codes = {(d.path, d.code) for d in found(tmp_path).diagnostics}
    assert codes == {(DISTRICT, "YA001"), (MARCH, "FI003"), (MARCH, "FI002"), (MEMBERS, "FI003")}


def test_several_broken_files_are_each_told(tmp_path: Path) -> None:
    bad = {
        path: "a: [\n" if path.endswith(".yml") else "---\na: [\n---\n"
        for path in (RULEBOOK, DISTRICT, CELL, MEMBERS, JANUARY, MARCH)
    }
    write(tmp_path, dict(bad))
    assert sorted(d.path for d in found(tmp_path).diagnostics) == sorted(bad)


def test_work_is_cut_into_balanced_batches_in_order() -> None:
    cut = pool.balanced([(100, i) for i in range(7)])
    assert cut == [[0, 1, 2], [3, 4, 5], [6]]
    assert pool.balanced([(1000, "a"), (1, "b"), (300, "c"), (1, "d")]) == [["a"], ["b", "c"], ["d"]]
    assert pool.balanced([]) == []


def test_the_shared_part_reaches_every_batch() -> None:
    batches = [[1, 2], [3], [4, 5, 6]]
    for jobs in (1, 2, 3):
        assert list(pool.spread(_scaled, batches, 10, jobs)) == [30, 30, 150]


def _scaled(shared: int, batch: list[int]) -> int:
    return shared * sum(batch)
