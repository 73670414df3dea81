from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support import STRICT, STRICT_RULES, found, only, places

if TYPE_CHECKING:
    from pathlib import Path

YEAR = "records/van-quan/cells/ban-c/2024/year.yml"
ASKED = ("committee_minutes", "cell_minutes", "resolutions", "member_roll", "dues")
DOCUMENT = "Hướng dẫn 03-HD/ĐU ngày 28/12/2023"


def year(*lines: str, head: str = "registers:") -> str:
    return "\n".join([head, *(f"  {line}" for line in lines)]) + "\n"


ALL = [f"{register}: kept" for register in ASKED]


@pytest.mark.parametrize(
    "text",
    [year(*ALL), year(*ALL, "visitors: missing"), "grade: completion\n", "registers: {}\n", "registers:\n"],
    ids=["all kept", "one that nobody asks for", "no registers", "an empty mapping", "an empty key"],
)
def test_registers_kept_or_not_written_at_all(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, {**STRICT, YEAR: text}) == []


def test_a_missing_register_stands_at_its_line(tmp_path: Path) -> None:
    text = year(*ALL[:4], "dues: missing  # ! OR104")
    diagnostics = found(tmp_path, {**STRICT, YEAR: text})
    assert places(diagnostics) == [("OR104", 6, 3, 16)]
    warning = only(diagnostics)
    assert warning.found.vi == "Sổ thu, nộp đảng phí (`dues`) đang ghi là thiếu."
    assert "ghi `dues: kept`" in warning.hint.vi
    assert (warning.kind, warning.severity, warning.subject, warning.document) == ("unmet", "warning", "dues", DOCUMENT)


def test_a_register_left_out_stands_at_the_mapping(tmp_path: Path) -> None:
    diagnostics = found(tmp_path, {**STRICT, YEAR: year(*ALL[:4], head="registers:  # ! OR104")})
    warning = only(diagnostics)
    assert (warning.span.line, warning.span.column, warning.subject) == (1, 1, "dues")
    assert warning.found.vi == "Chưa ghi sổ thu, nộp đảng phí (`dues`)."
    assert "Thêm dòng `dues: kept`" in warning.hint.vi


def test_each_register_is_one_finding(tmp_path: Path) -> None:
    text = year("cell_minutes: kept", "resolutions: missing  # ! OR104", head="registers:  # ! OR104 OR104 OR104")
    diagnostics = found(tmp_path, {**STRICT, YEAR: text})
    assert sorted(d.subject for d in diagnostics) == ["committee_minutes", "dues", "member_roll", "resolutions"]
    assert len({d.fingerprint for d in diagnostics}) == 4


def test_a_register_without_a_name(tmp_path: Path) -> None:
    rules = str(STRICT[STRICT_RULES]).replace("member_roll, dues]", "member_roll, dues, guests]")
    text = year(*ALL, "guests: missing  # ! OR104")
    assert "Sổ `guests` đang" in only(found(tmp_path, {**STRICT, STRICT_RULES: rules, YEAR: text})).found.vi


def test_where_no_register_is_asked_for(tmp_path: Path) -> None:
    rules = str(STRICT[STRICT_RULES]).replace("        registers: [committee_minutes, cell_minutes, resolutions, member_roll, dues]\n", "")  # fmt: skip
    assert found(tmp_path, {**STRICT, STRICT_RULES: rules, YEAR: year("dues: missing")}) == []


@pytest.mark.parametrize(("start", "mark"), [("2024-04-15", "  # ! OR104"), ("2024-04-16", "")])
def test_in_the_running_year_the_rules_of_as_of_hold(tmp_path: Path, start: str, mark: str) -> None:
    rules = str(STRICT[STRICT_RULES]).replace("from: 2024-01-01", f"from: {start}")
    found(tmp_path, {**STRICT, STRICT_RULES: rules, YEAR: year(*ALL[:4], f"dues: missing{mark}")})


@pytest.mark.parametrize(("start", "mark"), [("2023-12-31", "  # ! OR104"), ("2024-01-01", "")])
def test_in_a_year_that_is_over_those_of_its_last_day(tmp_path: Path, start: str, mark: str) -> None:
    rules = str(STRICT[STRICT_RULES]).replace("from: 2024-01-01", f"from: {start}")
    text = year(*ALL[:4], f"dues: missing{mark}")
    found(tmp_path, {**STRICT, STRICT_RULES: rules, YEAR.replace("2024", "2023"): text})


def test_a_year_to_come_is_not_judged(tmp_path: Path) -> None:
    text = year("dues: missing")
    assert found(tmp_path, {**STRICT, YEAR.replace("2024", "2025"): text}) == []


def test_each_year_is_judged(tmp_path: Path) -> None:
    rules = str(STRICT[STRICT_RULES]).replace("from: 2024-01-01", "from: 2023-12-31")
    text = year(*ALL[:4], "dues: missing  # ! OR104")
    diagnostics = found(tmp_path, {**STRICT, STRICT_RULES: rules, YEAR: text, YEAR.replace("2024", "2023"): text})
    assert len(diagnostics) == 2
