"""How severe an obligation is follows the rulebook of its own day and place, as its threshold does."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from tests.support import FEBRUARY, JANUARY, MARCH, OTHER, USUAL, Files, checked, meeting

if TYPE_CHECKING:
    from pathlib import Path

LOCAL = "records/rulebook/dia-phuong.yml"
THERE = f"{OTHER}/2024/03-regular.md"


def rule(levels: str, applies: str = "{from: 2024-03-01, to: 2024-03-31}", scope: str = "van-quan") -> str:
    return (
        f"title: Văn bản\nissuer: Huyện ủy\nsource: Mục I\napplies: {applies}\nscope: {scope}\nseverity: {{{levels}}}\n"
    )


def levels(root: Path, files: Files, code: str, as_of: dt.date = dt.date(2024, 5, 20)) -> list[str]:
    found = checked(root, files, as_of).diagnostics
    return [d.severity for d in found if d.code == code and f"{OTHER}/cell.yml" != d.path]


def test_a_month_without_a_record_by_its_last_day(tmp_path: Path) -> None:
    files = {LOCAL: rule("ME101: notice"), JANUARY: None, FEBRUARY: None, MARCH: None}
    assert levels(tmp_path, files, "ME101") == ["error", "error", "notice", "error"]


def test_a_quarter_by_its_last_day(tmp_path: Path) -> None:
    plain = str(USUAL[FEBRUARY]).replace("theme: Xây dựng nông thôn mới\n", "")
    files = {FEBRUARY: plain, LOCAL: rule("ME102: notice", "{from: 2024-03-31, to: 2024-03-31}")}
    assert levels(tmp_path, files, "ME102") == ["notice"]
    other = {FEBRUARY: plain, LOCAL: rule("ME102: notice", "{from: 2024-01-01, to: 2024-03-30}")}
    assert levels(tmp_path, other, "ME102") == ["warning"]


def test_a_task_by_the_day_of_its_meeting(tmp_path: Path) -> None:
    task = str(USUAL[MARCH]).replace("---\nChi", "tasks:\n  t1: {due: 2024-03-25}\n---\nChi")
    assert levels(tmp_path, {MARCH: task, LOCAL: rule("TA101: error")}, "TA101") == ["error"]


def test_a_meeting_without_a_date_by_the_end_of_its_month(tmp_path: Path) -> None:
    files = {MARCH: meeting("state: not_held\nreason: Lũ"), LOCAL: rule("ME111: error")}
    assert levels(tmp_path, files, "ME111") == ["error"]


@pytest.mark.parametrize("scope", ["van-quan", "van-quan/xa-tan-doan"])
def test_visits_by_the_unit_of_the_cell_and_the_day(tmp_path: Path, scope: str) -> None:
    seen = {p: str(USUAL[p]).replace("attendance:", "observers: [btv-01]\nattendance:") for p in (MARCH, THERE)}
    assert levels(tmp_path, {**seen, LOCAL: rule("ME110: error", scope=scope)}, "ME110") == ["error", "error"]
    later = rule("ME110: error", "{from: 2024-04-01}", scope)
    assert levels(tmp_path, {**seen, LOCAL: later}, "ME110") == ["warning", "warning"]


@pytest.mark.parametrize("scope", ["van-quan", "van-quan/xa-tan-doan"])
def test_a_plan_by_the_end_of_its_year(tmp_path: Path, scope: str) -> None:
    plan = {"records/van-quan/observers/2023.yml": "btv-01:\n  level: committee\n  cells: [ban-a]\n"}
    last = rule("OB101: error", "{from: 2023-12-31, to: 2023-12-31}", scope)
    assert levels(tmp_path, {**plan, LOCAL: last}, "OB101") == ["error"]
    assert levels(tmp_path, {**plan, LOCAL: rule("OB101: error", scope=scope)}, "OB101") == ["notice"]


@pytest.mark.parametrize(
    "path", ["records/van-quan/allowances.yml", "records/van-quan/cells/ban-a/allowances.yml", MARCH]
)
def test_an_allowance_by_the_rules_of_today(tmp_path: Path, path: str) -> None:
    text = "- {code: ME111, reason: Lũ}\n"
    if path == MARCH:
        text = str(USUAL[MARCH]).replace("---\n", "---\n# allow[ME111]: Lũ\n", 1)
    assert levels(tmp_path, {path: text, LOCAL: rule("AL101: error", "{from: 2024-05-01}")}, "AL101") == ["error"]
    assert levels(tmp_path, {path: text, LOCAL: rule("AL101: error")}, "AL101") == ["warning"]


def test_what_is_invalid_is_not_for_a_rulebook_to_say(tmp_path: Path) -> None:
    wrong = str(USUAL[MARCH]).replace("present: 4", "present: 3")
    assert levels(tmp_path, {MARCH: wrong, LOCAL: rule("AT101: notice", "{from: 2024-01-01}")}, "AT101") == ["error"]
