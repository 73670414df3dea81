"""The engine: who is silent beside whom, how severe a finding is, what can be counted afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from generator.check import engine
from generator.check.places import Resolver
from generator.model.diagnostic import Finding
from generator.pipeline import Options, run
from generator.rules import api
from generator.store import yaml
from tests.books import cell, district, met, record, rulebook
from tests.support import AS_OF, DISTRICT, FEBRUARY, MARCH, MEMBERS, OBSERVERS, RULEBOOK, found, meeting, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.model.book import CellBook

HELD = "---\ndate: 2024-03-05\ntime: 07:30-09:40\n"


def check(book: CellBook, read: list[Finding] | None = None) -> tuple[list[str], CellBook | None]:
    checked = engine.check_cell(book, engine.Read(read or []), Resolver({}, yaml.places))
    return [f"{d.code} {d.severity}" for d in checked.diagnostics if d.code not in {"ME101", "ME102"}], checked.book


# --- one root cause, one message ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "attendance",
    [
        # the totals do not add up because of what is told already
        "attendance:\n  roll: 5\n  present: 3\n  excuced: {dv05: sick}  # ! FI001\n",
        "attendance:\n  roll: 5\n  present: 3\n  unexcused: dv05  # ! FI003\n",
        "attendance:\n  roll: 5\n  present: 2\n  excused:\n    dv04: sick  # ! AT110\n    dv05: work\n",
        "attendance:\n  roll: 5\n  present: 4\n  unexcused:\n    - dv99  # ! RE101\n",
        "attendance:\n  roll: 5\n  present: 4\n  unexcused:\n    - dv06  # ! RE102\n",
        "attendance:\n  roll: 5\n  present: 3\n  unexcused:\n    - dv05\n    - dv05  # ! AT103\n",
        "attendance:\n  roll: 9  # ! AT102\n  present: 4\n",
        "attendance:\n  roll: 5\n  present: 9  # ! AT101\n  spoke: 7\n",
    ],
)
def test_a_second_consequence_is_silent(tmp_path: Path, attendance: str) -> None:
    found(tmp_path, {MARCH: f"{HELD}{attendance}---\n"})


def test_faults_of_another_place_silence_nothing(tmp_path: Path) -> None:
    found(tmp_path, {MARCH: f"{HELD}zzz: 1  # ! FI001\nattendance:\n  roll: 5\n  present: 3  # ! AT101\n---\n"})


def test_faults_of_another_file_silence_nothing(tmp_path: Path) -> None:
    wrong = "attendance:\n  roll: 5\n  present: 3  # ! AT101\n"
    other = "---\ndate: 2024-02-05\ntime: 07:30-09:40\ntheme: A\nattendance:\n  roll: 6\n  present: 4\n  excuced: 1  # ! FI001\n---\n"
    found(tmp_path, {MARCH: f"{HELD}{wrong}---\n", FEBRUARY: other})


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (MEMBERS, "dv01: {joined: 2010-05-01}\ndv02: {joined: x}  # ! FI003\n"),
        (MEMBERS, "dv01: [\n# ! YA001 1:7\n"),
        (MEMBERS, "dv01: {}\n# ! FI002 1:7\n"),
    ],
)
def test_a_broken_roll_leaves_the_checks_that_need_it_silent(tmp_path: Path, path: str, text: str) -> None:
    broken_record = f"{HELD}chair: dv99\nattendance: {{roll: 40, present: 39, unexcused: [dv77]}}\n---\n"
    found(tmp_path, {path: text, MARCH: broken_record})


def test_a_file_that_cannot_be_read_is_not_checked_further(tmp_path: Path) -> None:
    found(tmp_path, {MARCH: "---\ndate: 2030-01-01\ntime: 9:00-7:00\ntheme: [\n# ! YA001 4:8\n---\n"})


def test_a_meeting_that_lacks_a_key_is_not_checked_further(tmp_path: Path) -> None:
    found(tmp_path, {MARCH: "---\ndate: 2030-01-01\nattendance: {roll: 1, present: 5}\n# ! FI002 2:1\n---\n"})


# --- severity ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("severity", "expected"),
    [
        ("", "error"),
        ("severity: {ME111: notice}", "notice"),
        ("severity: {ME111: warning}", "warning"),
        ("severity: {XX999: notice}  # ! FI003", "error"),
        ("severity: {ME101: notice}", "error"),
    ],
)
def test_the_rulebook_may_raise_or_lower_an_obligation(tmp_path: Path, severity: str, expected: str) -> None:
    rules = f"title: A\nissuer: B\nsource: C\napplies: {{from: 2018-07-06}}\nscope: van-quan\n{severity}\n"
    diagnostics = found(
        tmp_path, {"records/rulebook/vq.yml": rules, MARCH: meeting("state: not_held  # ! ME111\nreason: Lũ")}
    )
    by_default = api.rules()["ME111"].severity
    told = [d.severity for d in diagnostics if d.code == "ME111"]
    assert told == [by_default if expected == "error" else expected]


def test_the_rulebook_may_not_touch_what_is_invalid(tmp_path: Path) -> None:
    rules = "title: A\nissuer: B\nsource: C\napplies: {from: 2018-07-06}\nscope: van-quan\nseverity: {AT101: notice, FI001: notice}  # ! FI003 FI003\n"
    wrong = f"{HELD}zzz: 1  # ! FI001\nattendance:\n  roll: 5\n  present: 3  # ! AT101\n---\n"
    assert {d.severity for d in found(tmp_path, {"records/rulebook/vq.yml": rules, MARCH: wrong})} == {"error"}


@pytest.mark.parametrize(("day", "severity"), [("2024-03-05", "notice"), ("2024-02-29", None)])
def test_a_record_is_judged_by_the_rules_of_its_date(day: str, severity: str | None) -> None:
    rules = rulebook(
        b={**_about(), "applies": {"from": "2024-03-01"}, "scope": "huyen-a", "severity": {"ME111": "notice"}}
    )
    book = cell(record("2024-03", {"state": "not_held", "reason": "Lũ", "date": day}), home=district(rules=rules))
    codes, _ = check(book)
    assert codes == [f"ME111 {severity or api.rules()['ME111'].severity}"]


def _about() -> dict[str, Any]:
    return {"title": "A", "issuer": "B", "source": "C"}


# --- what can be counted -------------------------------------------------------------------------------


def test_a_record_with_an_error_is_not_counted_and_the_others_are() -> None:
    book = cell(record("2024-02", met()), record("2024-03", met(3, 10, excused=0)))
    codes, kept = check(book)
    assert codes == ["AT101 error"]
    assert kept is not None
    assert [(str(m.period), m.valid) for m in kept.meetings] == [("2024-02", True), ("2024-03", False)]
    assert [m.valid for m in book.meetings] == [True, True]


@pytest.mark.parametrize(
    ("code", "counted"), [("YA006", True), ("YA007", True), ("YA002", False), ("FI001", False), ("FI003", False)]
)
def test_a_warning_of_the_reader_never_stops_a_record(code: str, counted: bool) -> None:
    book = cell(record("2024-03", met()))
    _, kept = check(book, [Finding(code, book.meetings[0].path)])
    assert kept is not None
    assert kept.meetings[0].valid is counted


def test_an_unmet_obligation_never_stops_a_record() -> None:
    codes, kept = check(cell(record("2024-03", {"state": "not_held", "reason": "Lũ"})))
    assert [code[:5] for code in codes] == ["ME111"]
    assert kept is not None
    assert kept.meetings[0].valid


def test_a_fault_in_the_roll_puts_the_cell_into_counts_mode() -> None:
    members = {"dv01": {"joined": "2010-05-01", "was": "nowhere/dv07"}}
    codes, kept = check(cell(record("2024-03", met(1, 1)), members=members))
    assert codes == ["RE106 error"]
    assert kept is not None
    assert (kept.members, kept.members_broken, kept.meetings[0].valid) == (None, True, True)


def test_a_fault_in_the_cells_own_file_leaves_the_cell_out() -> None:
    assert check(cell(successor="nowhere")) == (["RE106 error"], None)


def test_a_yearly_file_with_an_error_is_left_out() -> None:
    book = cell()
    _, kept = check(book, [Finding("FI001", f"{book.path}/2024/year.yml")])
    assert kept is not None
    assert kept.years == {}


@pytest.mark.parametrize(
    ("path", "text", "left"),
    [
        (OBSERVERS, "btv-01: {level: committee, cells: {nowhere: 1}}  # ! RE106\n", ("observers", {}, {2024})),
        (OBSERVERS, "btv-01: {level: x}  # ! FI003\n", ("observers", {}, {2024})),
        ("records/van-quan/events/2024.yml", "inspections: [{cells: [nowhere]}]  # ! RE106\n", ("events", {}, set())),
        (
            "records/van-quan/reviews/a.yml",
            "title: A\ndate: 2024-01-01\noptions: {a: A}\nproposals: {nowhere: a}  # ! RE103\n",
            ("reviews", {}, set()),
        ),
    ],
)
def test_a_file_of_the_district_with_an_error_is_left_out_alone(
    tmp_path: Path, path: str, text: str, left: tuple[str, object, set[int]]
) -> None:
    found(tmp_path, {path: text, RULEBOOK: _rules_without_observers()})
    home = run(Options(root=tmp_path, as_of=AS_OF, jobs=1), None).homes["van-quan"]
    assert getattr(home, left[0]) == left[1]
    assert set(home.observers_broken) == left[2]


def _rules_without_observers() -> str:
    return "title: A\nissuer: B\nsource: C\napplies: {from: 2018-07-06}\nscope: all\nregular: {every: month}\n"


def test_a_district_with_a_fault_in_its_own_file_is_left_out(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            DISTRICT: "name: A\nlevel: district\nfrom: 1964-01-01\nzzz: 1\nunits: {xa-tan-doan: {name: A, level: commune, from: 1994-01-01}}\n"
        },
    )
    store = run(Options(root=tmp_path, as_of=AS_OF, jobs=1), None)
    assert store.usable == frozenset()
    assert [(d.code, d.path) for d in store.diagnostics] == [("FI001", DISTRICT)]


# --- limits --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 49, 50, 51, 300])
def test_one_rule_tells_fifty_faults_of_a_meeting_and_counts_the_others(number: int) -> None:
    members = {"dv01": {"joined": "2010-05-01"}}
    crowd = [f"x{i}" for i in range(number)]
    book = cell(record("2024-03", met(1, 1, spoke=crowd)), members=members)
    checked = engine.check_cell(book, engine.Read([]), Resolver({}, yaml.places))
    found = [d for d in checked.diagnostics if d.code == "RE101"]
    told = min(number, 50)
    assert engine.FINDING_LIMIT == 50
    assert [d.more for d in found] == [*[0] * (told - 1), number - told]


def test_faults_that_are_only_counted_cost_no_search_for_near_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[str] = []

    def far(written: str, _: str) -> int:
        searched.append(written)
        return 9

    monkeypatch.setattr(api, "steps_between", far)
    members = {"dv0001": {"joined": "2010-05-01"}}
    crowd = [f"xx{i:04}" for i in range(300)]
    check(cell(record("2024-03", met(1, 1, spoke=crowd)), members=members))
    assert searched == crowd[:50]
    assert api.nearest_id("dv01", ["dv1"]) == "dv1"


def test_silence_asks_for_the_same_file_and_place() -> None:
    def at(code: str, *key: str, path: str = "a.md") -> Finding:
        return Finding(code, path, key)

    totals = at("AT101", "attendance", "present")
    assert list(_silenced(totals, at("AT110", "attendance", "excused", "dv04"))) == ["AT110"]
    assert list(_silenced(totals, at("AT110", "attendance", "excused", path="b.md"))) == ["AT101", "AT110"]
    assert list(_silenced(totals, at("RE101", "chair"))) == ["AT101", "RE101"]
    assert list(_silenced(totals, at("ME103", "date"))) == ["AT101", "ME103"]
    assert engine.silence([totals], [at("FI001", "attendance", "excuced")]) == []


def _silenced(*findings: Finding) -> Iterator[str]:
    return (f.code for f in engine.silence(list(findings)))


@pytest.mark.parametrize("scope", ["meeting", "cell", "district", "store"])
def test_a_rule_that_crashes_is_one_finding_and_the_others_run_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scope: str
) -> None:
    write(tmp_path, {MARCH: meeting("date: 2024-03-05\ntime: 09:00-08:00\nattendance: {roll: 5, present: 4}")})
    rule, _ = api.checks(scope)[0]
    others = api.checks

    def crash(*_: Any) -> Any:
        raise ZeroDivisionError

    def checks(asked: str) -> Any:
        return ((rule, crash), *others(asked)[1:]) if asked == scope else others(asked)

    monkeypatch.setattr(api, "checks", checks)
    diagnostics = run(Options(root=tmp_path, as_of=AS_OF, jobs=1), None).diagnostics
    crashed = [d for d in diagnostics if "ZeroDivisionError" in d.found.vi]
    assert crashed
    assert {d.code for d in crashed} == {rule.code}
    assert {d.span.line for d in crashed} == {1}
    assert "ME104" in {d.code for d in diagnostics}
