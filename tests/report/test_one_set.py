"""One check, told in every format: the same faults, and each format as its schema wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator import report as reports
from generator.report import excess, github
from tests.report.reading import READ, VALIDATE
from tests.support import (
    AS_OF,
    CELL,
    DISTRICT,
    FEBRUARY,
    JANUARY,
    MARCH,
    MEMBERS,
    OBSERVERS,
    OTHER,
    checked,
    meeting,
)

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.diagnostic import CheckReport

FAULTS = {
    "records/rulebook/sai.yml": "title: &x A\nissuer: B\nissuer: C\n",
    "records/rulebook/nhe.yml": """
        title: Thông báo 5-TB/HU
        issuer: Huyện ủy
        source: Mục I
        applies: {from: 2018-07-06}
        scope: van-quan
        severity: {ME102: notice}
        """,
    "records/van-quan/nha kho, 50%.yml": "a: 1\n",
    DISTRICT: """
        name: Đảng bộ huyện Văn Quan
        level: district
        from: 1964-01-01
        records_from: 2023-10
        units:
          xa-tan-doan: {name: Đảng bộ xã Tân Đoàn, level: commune, from: 1994-01-01}
        """,
    OBSERVERS: "btv-01: {level: standing_committee, cells: {ban-a: 1, ban-zz: 1}}\n",
    MEMBERS: """
        dv01: {joined: 2010-05-01, official: 2005-05-19}
        dv02: {joined: 2010-05-01, official: 2006-05-19}
        dv03: {joined: 2015-03-03, official: 2016-03-03, left: 2024-02-01, how: transfer}
        """,
    JANUARY: meeting("""
        date: 2024-01-05
        time: 09:00-07:00
        place: Nhà văn hóa #3
        attendance: {roll: 3, present: 3, unexcused: [dv01, dv01], spoke: [dv1, dv02]}
        """),
    FEBRUARY: meeting("""
        date: 2024-02-05
        time: 07:30-09:40
        attendance: {roll: 2, present: 9}
        followup: {2024-01/t1: done}
        resolution: {votes: {for: 9, against: 0, other: 0}}
        """),
    MARCH: meeting("""
        date: 2024-03-35
        tme: 07:30-09:40
        attendance: {roll: 2, present: 1, excused: {dv03: sick}}
        """),
    f"{CELL.rpartition('/')[0]}/2024/04-regular.md": "không có phần đầu\n",
    f"{OTHER}/2024/02-regular.md": None,
    f"{OTHER}/2024/03-regular.md": meeting("""
        date: 2024-03-05
        time: 07:30-09:40
        attendance: {roll: 9, present: 9, spoke: 12}
        resolution: {votes: {for: 12, against: 0, other: 0}}
        score: {self: {time: 5}, self_grade: good}
        """),
}


@pytest.fixture
def uncut(monkeypatch: pytest.MonkeyPatch) -> None:
    """No format leaves anything out."""
    monkeypatch.setattr(github, "SHOWN", 1000)
    monkeypatch.setattr(excess, "FEW", 1000)


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> CheckReport:
    return checked(tmp_path_factory.mktemp("faults"), FAULTS)


def test_the_store_has_faults_of_many_kinds(result: CheckReport) -> None:
    codes = {d.code for d in result.diagnostics}
    assert len(codes) > 12
    assert {c[:2] for c in codes} >= {"YA", "PA", "FI", "RE", "AT", "ME"}
    assert {d.severity for d in result.diagnostics} == {"error", "warning", "notice"}


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_format_tells_the_same_faults(result: CheckReport, uncut: None, lang: str) -> None:
    truth = {(d.code, d.path, d.span.line) for d in result.diagnostics}
    told = {name: READ[name](reports.render(name, result, lang)) for name in reports.formats()}
    assert told == dict.fromkeys(reports.formats(), truth)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", VALIDATE)
def test_every_format_is_as_its_schema_wants_it(result: CheckReport, name: str, lang: str) -> None:
    VALIDATE[name](reports.render(name, result, lang))


@pytest.mark.parametrize("name", VALIDATE)
def test_a_clean_store_is_as_the_schema_wants_it(tmp_path: Path, name: str) -> None:
    clean = checked(tmp_path)
    assert clean.diagnostics == []
    VALIDATE[name](reports.render(name, clean, "vi"))


@pytest.mark.parametrize("name", sorted(set(READ) - {"text"}))
def test_every_message_names_the_document_it_rests_on(result: CheckReport, uncut: None, name: str) -> None:
    missing = [d for d in result.diagnostics if d.code == "ME101"]
    assert missing
    assert all(d.document for d in missing)
    printed = reports.render(name, result, "vi")
    assert "(theo Hướng dẫn 12-HD/BTCTW ngày 06/7/2018; Quy ước về hạn ghi)." in printed
    assert "(under Hướng dẫn 12-HD/BTCTW" in reports.render(name, result, "en")


def test_the_text_names_the_document_on_a_line_of_its_own(result: CheckReport) -> None:
    printed = reports.render("text", result, "vi")
    assert "= căn cứ: Hướng dẫn 12-HD/BTCTW ngày 06/7/2018; Quy ước về hạn ghi\n" in printed
    assert "(theo" not in printed


def test_as_of_stands_in_what_programs_read(result: CheckReport) -> None:
    for name in ("json", "sarif", "junit"):
        assert AS_OF.isoformat() in reports.render(name, result, "vi")
