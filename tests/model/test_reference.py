"""The record reference names every key of every kind of record, in both languages."""

from __future__ import annotations

import re

import pytest

from generator.model.meeting import Attendance, Meeting, Score
from generator.model.record import fields_of
from generator.model.reference import reference
from generator.model.schema import KINDS

KEYS = re.compile(r"^\| `([^`]+)`( •)? \| ([^|]*) \| (.*) \|$", re.MULTILINE)


def section(lang: str, kind: str) -> dict[str, tuple[str, str, str]]:
    text = reference(lang)
    start = text.index(f"## {KINDS[kind].label.to(lang)}\n")
    end = text.find("\n## ", start + 3)
    return {key: (mark, means, form) for key, mark, means, form in KEYS.findall(text[start : end if end > 0 else None])}


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_key_of_a_meeting_has_its_row(lang: str) -> None:
    rows = section(lang, "meeting")
    wanted = {
        *fields_of(Meeting),
        *(f"attendance.{key}" for key in fields_of(Attendance)),
        *(f"score.{key}" for key in fields_of(Score)),
    }
    assert wanted <= set(rows)
    assert all(means for _, means, _ in rows.values())


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_section_with_its_files_and_keys(kind: str) -> None:
    text = reference("vi")
    assert all(f"`{file}`" in text for file in KINDS[kind].files)
    if kind != "names":
        assert len(section("vi", kind)) >= 2, kind


def test_required_keys_are_marked() -> None:
    rows = section("vi", "cell")
    assert {key for key, (mark, _, _) in rows.items() if mark and "." not in key} == {
        "name",
        "type",
        "under",
        "founded",
    }


def test_a_value_is_told_as_the_checker_tells_it() -> None:
    assert section("vi", "cell")["founded"][2] == "ngày có thật, viết năm-tháng-ngày, ví dụ 2024-03-05"
    assert section("en", "cell")["fixed_day"][2] == "a day of the month from 1 to 28"
    assert "`sick` ốm đau; " in section("vi", "meeting")["attendance.excused"][2]
    assert section("en", "members")["ID.roles[].role"][2].startswith("`secretary` Secretary; ")
