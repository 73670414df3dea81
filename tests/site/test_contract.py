"""The record format, codes, URLs and keys that others rely on, table by table."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from generator.model import codes
from generator.rules import api as rules
from generator.stats import api as stats

if TYPE_CHECKING:
    from pathlib import Path

CODES = {
    "YA": "001 002 003 004 005 006 007", "PA": "001 002 003", "FI": "001 002 003", "RE": "101 102 103 104 105 106",
    "AT": "101 102 103 104 105 106 107 108 109 110", "VO": "101 102", "SC": "101 102 103", "TA": "101 102", "OB": "101",
    "ME": "101 102 103 104 105 106 107 108 109 110 111 112", "OR": "101 102 103 104", "RB": "101 102",
    "PR": "101 102 103", "AL": "101",
}  # fmt: skip
INVALID = {
    "AT101",
    "AT102",
    "AT103",
    "AT106",
    "AT110",
    "ME103",
    "ME104",
    "ME108",
    "VO101",
    "SC101",
    "SC102",
    "TA102",
    "OR103",
}
NOTICES = {"AT107", "AT108", "ME106", "SC103", "OB101", "PR102"}
ABOUT_MEMBERS = {"RE101", "RE102", "AT103", "AT105", "AT107", "AT108", "AT110", "PR102"}
LEVELS = (".standing_committee", ".committee", ".commune_committee")
FIGURES = [
    "meeting_coverage", "meetings_per_cell", "frequency_12", "frequency_9_11", "frequency_5_8", "frequency_0_4",
    "thematic_per_cell", "thematic_quarters", "attendance_rate_due", "attendance_rate_roll", "attendance_at_least_95",
    "attendance_at_least_90", "attendance_at_least_80", "speaker_share", "unexcused", "fixed_day_kept", "common_day",
    *(f"observer_cells{level}" for level in ("", *LEVELS)), *(f"observer_visits{level}" for level in ("", *LEVELS)),
    *(f"observer_visits{level}.{kind}" for level in LEVELS for kind in ("regular", "thematic")), "observer_plans",
    "members_per_cell", "admissions", "grades.good", "grades.fair", "grades.average", "grades.poor", "score_mean",
    "tasks_done", "registers_kept", "on_time", "training_classes", "training_participants", "commended_collectives",
    "commended_persons", "inspections.inspection", "inspections.supervision", "model_meetings",
    *(f"guests.{kind}" for kind in ("resident_213", "invited", "temp_in", "other")),
    # beyond the format: means of the meetings' rates, and the organisations directly below
    "attendance_rate_due_macro", "attendance_rate_roll_macro", "organisations",
]  # fmt: skip
FAMILIES = {"cells_by_type", "members_by_type", "education_general", "education_professional", "review"}
STATES = ["held", "late", "not_held", "postponed", "waived", "planned", "invalid", "awaiting", "missing", "inactive"]
MARKS = {"present", "excused", "unexcused", "exempt", "away", "absent", "none"}


def test_every_code_is_there_with_its_kind_and_severity() -> None:
    known = rules.rules()
    assert sorted(known) == sorted(area + number for area, numbers in CODES.items() for number in numbers.split())
    for code, rule in known.items():
        invalid = code in INVALID or code[:2] in {"YA", "PA", "FI", "RE", "RB"}
        assert rule.kind == ("invalid" if invalid else "private" if code.startswith("PR") else "unmet"), code
        warns = code in {"YA006", "YA007"} or (rule.kind == "unmet" and code not in {"ME101", "ME112"})
        assert rule.severity == ("notice" if code in NOTICES else "warning" if warns else "error"), code


def test_codes_about_members_are_marked_so() -> None:
    assert {c for c, r in rules.rules().items() if r.about_members} == ABOUT_MEMBERS


def test_every_figure_is_there_in_order() -> None:
    assert sorted(stats.figures()) == sorted(FIGURES)
    assert set(stats.families()) == FAMILIES


def test_the_words_of_a_month_are_those_of_the_format() -> None:
    assert list(codes.MONTH_STATES) == STATES


def test_state_and_attendance_attributes_use_no_other_word(built_sample: Path) -> None:
    states: set[str] = set()
    marks: set[str] = set()
    for file in built_sample.rglob("index.html"):
        text = file.read_text("utf-8")
        states |= set(re.findall(r'data-state="([^"]*)"', text))
        marks |= set(re.findall(r'data-attendance="([^"]*)"', text))
    assert states <= set(STATES)
    assert marks <= MARKS
    assert {"held", "missing", "not_held", "postponed", "waived", "inactive", "planned", "awaiting"} <= states
    assert {"present", "excused", "unexcused", "exempt", "away", "absent"} <= marks


def test_the_minutes_stand_in_one_marked_element(built_sample: Path) -> None:
    page = (built_sample / "van-mau/cells/ban-na-vi/2024/03-regular/index.html").read_text("utf-8")
    assert page.count("data-minutes") == 1
    assert re.search(r"<div[^>]* data-minutes", page)


def test_the_data_files_have_the_keys_of_the_format(built_sample: Path) -> None:
    district = json.loads((built_sample / "data/v1/van-mau/district.json").read_text("utf-8"))
    assert {"stats", "units", "types", "cells"} <= set(district)
    parts = ("H1", "H2", "Q1", "Q2", "Q3", "Q4")
    keys = {"2024", "2025", "2026", *(f"{y}-{p}" for y in (2024, 2025) for p in parts), "2026-H1", "2026-Q1"}
    assert set(district["stats"]) == keys
    assert set(district["stats"]["2024"]["meeting_coverage"]) == {"n", "d", "value"}
    assert set(district["units"]["xa-thanh-mau"]["stats"]) == keys
    assert district["stats"]["2026"]["meetings_per_cell"] == {"n": 0, "d": 0, "value": None}
    cell = json.loads((built_sample / "data/v1/van-mau/cells/ban-na-vi.json").read_text("utf-8"))
    assert {"stats", "months"} <= set(cell)
    assert cell["months"]["2024-03"] == "held"


@pytest.mark.parametrize(
    ("file", "head"),
    [
        ("stats.csv", "scope,year,stat,n,d,value"),
        ("attendance.csv", "cell,period,kind,roll,due,present,excused,unexcused,also_present"),
    ],
)
def test_the_tables_have_the_columns_of_the_format(built_sample: Path, file: str, head: str) -> None:
    assert (built_sample / "data/v1/van-mau" / file).read_text("utf-8").splitlines()[0] == head


def test_every_page_says_its_date_and_where_to_mend_it(built_sample: Path) -> None:
    for url in (
        "van-mau",
        "van-mau/2024",
        "van-mau/units/xa-thanh-mau/2024",
        "van-mau/cells/ban-na-vi",
        "van-mau/cells/ban-na-vi/2024",
    ):
        page = (built_sample / url / "index.html").read_text("utf-8")
        assert "Số liệu đến ngày" in page, url
        assert 'datetime="2026-01-15"' in page, url
        assert "Sửa bản ghi này" in page, url
    meeting = (built_sample / "van-mau/cells/ban-na-vi/2024/03-regular/index.html").read_text("utf-8")
    assert (
        "https://git.example.invalid/so-chi-bo/edit/HEAD/records/van-mau/cells/ban-na-vi/2024/03-regular.md" in meeting
    )


SITUATIONS = {
    "van-mau/cells/ban-na-thu/2024/05-thematic-phong-chay-rung": ["chuyên đề", "Chi bộ bản Nà Ví"],
    "van-mau/cells/ban-na-thu/2024/09-regular": ["Hoãn"],
    "van-mau/cells/thon-khuoi-du/2024/09-regular": ["Không họp"],
    "van-mau/cells/truong-thpt-van-mau/2024/07-regular": ["Được miễn"],
    "van-mau/cells/cong-ty-may-vi-du/2024/03-regular": ["Có mặt"],
    "van-mau/cells/van-phong-cap-uy/2024/03-regular": ["Có mặt"],
    "xa-van-son/cells/thon-na-vi/2025/07-regular": ["Kết quả thực hiện nhiệm vụ đã giao", "Chi bộ bản Nà Thử"],
    "xa-van-son/cells/thon-na-vi/2026/01-regular": ["Dự kiến"],
}


@pytest.mark.parametrize(("page", "says"), SITUATIONS.items())
def test_situations_of_a_real_store_read_well(built_sample: Path, page: str, says: list[str]) -> None:
    text = (built_sample / page / "index.html").read_text("utf-8")
    for words in says:
        assert words.lower() in text.lower(), words


def test_every_printed_figure_tells_its_numerator_and_denominator(built_sample: Path) -> None:
    seen = 0
    for file in built_sample.rglob("index.html"):
        for attributes in re.findall(r"<data data-stat=([^>]*)>", file.read_text("utf-8")):
            assert re.search(r' title="[\d.,]+/[\d.]+"', attributes), (file, attributes)
            seen += 1
    assert seen > 10_000
