from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.model import codes
from generator.rules import api
from tests.support import CELL, DISTRICT, MARCH, MEMBERS, RULEBOOK, USUAL, found, meeting, only, places

if TYPE_CHECKING:
    from pathlib import Path

FRONT = "date: 2024-03-05\ntime: 07:30-09:30\nattendance: {roll: 5, present: 4}\n"


@pytest.mark.parametrize("time", ["7:30-9:15", "7h30-9h15", "07:30 - 09:15", "7h30 – 9h15", "22:00-24:00"])
def test_times_as_people_write_them(tmp_path: Path, time: str) -> None:
    assert found(tmp_path, {MARCH: meeting(FRONT.replace("07:30-09:30", time))}) == []


@pytest.mark.parametrize("text", ["19:30", "no", "012", "1e3", "'~'", "2024-03-05", "true", ".5"])
def test_text_fields_take_any_text(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, {MARCH: meeting(f"{FRONT}place: {text}")}) == []


@pytest.mark.parametrize(
    ("old", "new", "span"),
    [
        ("date: 2024-03-05", "date: 2024-02-30", (2, 1, 17)),
        ("date: 2024-03-05", "date: 05/03/2024", (2, 1, 17)),
        ("date: 2024-03-05", "date: 2024-3-5", (2, 1, 15)),
        ("time: 07:30-09:30", "time: 07:30", (3, 1, 12)),
        ("time: 07:30-09:30", "time: 07:30-25:00", (3, 1, 18)),
        ("roll: 5", "roll: năm", (4, 14, 23)),
        ("present: 4", "present: -4", (4, 23, 34)),
        ("present: 4", "present: 4.0", (4, 23, 35)),
        ("present: 4", "present: [dv01]", (4, 23, 38)),
    ],
)
def test_a_wrong_value_stands_at_its_key(tmp_path: Path, old: str, new: str, span: tuple[int, int, int]) -> None:
    text = meeting(
        "\n".join(f"{line}  # ! FI003" if new in line else line for line in FRONT.replace(old, new).splitlines())
    )
    assert places(found(tmp_path, {MARCH: text})) == [("FI003", *span)]


@pytest.mark.parametrize(
    ("line", "near"),
    [
        ("state: hled  # ! FI003", "held"),
        ("guests: {invted: 1}  # ! FI003", "invited"),
        ("followup: {2024-02/t1: doone}  # ! FI003", "done"),
        ("score: {self_grade: goood}  # ! FI003", "good"),
        ("model: yes  # ! FI003", ""),
        ("joint_with: ban-b  # ! FI003", ""),
        ("observers: [BTV-01]  # ! FI003", ""),
        ("chair: Nông Thị Hoa  # ! FI003", ""),
        ("followup: {t1: done}  # ! FI003", ""),
        ("resolution: x  # ! FI003", ""),
    ],
)
def test_words_of_a_code_list_and_shapes(tmp_path: Path, line: str, near: str) -> None:
    error = only(found(tmp_path, {MARCH: meeting(f"{FRONT}{line}")}))
    assert (f"“{near}”?" in error.hint.vi) == bool(near)
    assert "Cần:" in error.expected.vi


def test_a_reason_outside_the_list_gives_no_wrong_total_too(tmp_path: Path) -> None:
    text = meeting(
        "date: 2024-03-05\ntime: 07:30-09:30\nattendance:\n  roll: 5\n  present: 3\n  excused: {dv05: om}  # ! FI003"
    )
    assert places(found(tmp_path, {MARCH: text})) == [("FI003", 7, 13, 21)]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (CELL, "type: village", "type: vilage"),
        (CELL, "founded: 2010-05-01", "founded: 2010-05-01\n        fixed_day: 29"),
        (CELL, "founded: 2010-05-01", "founded: 2010-05-01\n        closed: 2009-01-01"),
        (DISTRICT, "records_from: 2024-01", "records_from: 2024-13"),
        (DISTRICT, "level: district", "level: district\n        timezone: Asia/Hanoi"),
        (RULEBOOK, "scope: all", "scope: Văn Quan"),
        (RULEBOOK, "regular: {every: month}", "regular: {every: week}"),
        (RULEBOOK, 'good: ">= 90"', 'good: "90 điểm"'),
    ],
)
def test_other_files(tmp_path: Path, path: str, old: str, new: str) -> None:
    wrong = new.rsplit("\n", 1)[-1].strip()
    text = str(USUAL[path]).replace(old, new)
    text = "\n".join(f"{line}  # ! FI003" if wrong in line else line for line in text.split("\n"))
    assert only(found(tmp_path, {path: text})).expected.vi


@pytest.mark.parametrize(
    ("key", "near"), [("fdii", "fdi"), ("vilage", "village"), ("defalt", "default"), ("trường", "")]
)
def test_a_target_is_for_a_type_of_cell(tmp_path: Path, key: str, near: str) -> None:
    asked = f'attendance:\n  target:\n    default: ">= 80%"\n    {key}: ">= 60%"  # ! FI003\n'
    local = f"title: T\nissuer: I\nsource: S\napplies: {{from: 2024-01-01}}\nscope: van-quan\n{asked}"
    diagnostics = found(tmp_path, {"records/rulebook/rieng.yml": local})
    error = only(diagnostics)
    assert places(diagnostics) == [("FI003", 9, 5, len(key) + 15)]
    assert f"“{key}”" in error.found.vi
    assert "default, village" in error.expected.vi
    assert "default, village" in error.expected.en
    assert (f"“{near}”?" in error.hint.vi) == bool(near)
    assert error.hint.vi


def test_a_target_for_every_type_of_cell(tmp_path: Path) -> None:
    asked = "".join(f'    {key}: ">= 60%"\n' for key in ("default", *codes.CELL_TYPES))
    local = "title: T\nissuer: I\nsource: S\napplies: {from: 2024-01-01}\nscope: van-quan\nattendance:\n  target:\n"
    assert found(tmp_path, {"records/rulebook/rieng.yml": local + asked}) == []


LOCAL = "records/rulebook/rieng.yml"
OF = "title: T\nissuer: I\nsource: S\napplies: {from: 2024-01-01}\nscope: van-quan\n"


@pytest.mark.parametrize(
    ("code", "near"), [("ME199", "ME109"), ("ME015", "ME105"), ("AT144", "AT104"), ("RB104", "OR104"), ("QQ777", "")]
)
def test_a_severity_of_no_rule(tmp_path: Path, code: str, near: str) -> None:
    diagnostics = found(tmp_path, {LOCAL: f"{OF}severity:\n  ME105: error\n  {code}: warning  # ! FI003\n"})
    error = only(diagnostics)
    assert places(diagnostics) == [("FI003", 8, 3, 17)]
    assert (error.severity, error.kind, error.subject) == ("error", "invalid", code)
    assert error.found.vi == f"`severity` đang ghi “{code}”, không có quy tắc nào mang mã ấy."
    assert "unmet" in error.expected.vi
    assert error.hint.vi.endswith("Sửa mã, hoặc bỏ dòng này.")
    assert (f"“{near}”?" in error.hint.vi) == bool(near)


@pytest.mark.parametrize(("code", "kind"), [("AT101", "invalid"), ("FI003", "invalid"), ("PR101", "private")])
@pytest.mark.parametrize("level", codes.SEVERITIES)
def test_a_severity_that_no_rulebook_sets(tmp_path: Path, code: str, kind: str, level: str) -> None:
    error = only(found(tmp_path, {LOCAL: f"{OF}severity: {{{code}: {level}}}  # ! FI003\n"}))
    assert f"“{code}”, mà {code} thuộc loại “{codes.KINDS[kind].vi}”" in error.found.vi
    assert f"“{code}”, which is of the kind “{kind}”" in error.found.en
    assert error.hint.vi == f"Bỏ dòng này: mức độ của {code} không đổi được."


def test_a_severity_of_every_obligation(tmp_path: Path) -> None:
    unmet = [code for code, rule in api.rules().items() if rule.kind == "unmet"]
    levels = "".join(f"  {code}: notice\n" for code in unmet)
    assert len(unmet) > 15
    assert found(tmp_path, {LOCAL: f"{OF}severity:\n{levels}"}) == []


def test_a_severity_taken_over_is_told_where_it_stands(tmp_path: Path) -> None:
    more = f"{OF.replace('2024', '2025')}extends: rieng\n"
    found(tmp_path, {LOCAL: f"{OF}severity: {{AT101: notice}}  # ! FI003\n", "records/rulebook/sau.yml": more})


def test_a_broken_roll_is_one_message(tmp_path: Path) -> None:
    wrong = str(USUAL[MEMBERS]).replace("joined: 2018-09-02, official: 2019-09-02}", "joined: 2/9/2018}  # ! FI003")
    text = meeting(f"{FRONT}chair: dv99\n").replace("present: 4", "present: 4, excused: {dv98: sick}")
    found(tmp_path, {MEMBERS: wrong, MARCH: text})


def test_an_unknown_base_of_a_rulebook_file(tmp_path: Path) -> None:
    text = str(USUAL[RULEBOOK]).replace("scope: all", "scope: all\n        extends: zz  # ! FI003")
    error = only(found(tmp_path, {RULEBOOK: text}))
    assert "“zz”" in error.found.vi
    assert "bỏ `extends`" in error.hint.vi
    assert "remove `extends`" in error.hint.en
    assert "“" not in error.hint.vi + error.hint.en  # nothing is near


def test_the_base_that_is_meant_is_named(tmp_path: Path) -> None:
    text = str(USUAL[RULEBOOK]).replace("scope: all", "scope: all\n        extends: quy-uocc  # ! FI003")
    error = only(found(tmp_path, {RULEBOOK: text}))
    assert error.hint.vi.startswith("Có phải “quy-uoc”? Sửa tên")
    assert error.hint.en.startswith("Did you mean “quy-uoc”? Write")


def test_a_document_that_is_not_readable_is_a_base_all_the_same(tmp_path: Path) -> None:
    broken = "title: T\nissuer: I\nsource: S\napplies: {from: 2001}  # ! FI003\nscope: all\n"
    text = str(USUAL[RULEBOOK]).replace("scope: all", "scope: all\n        extends: hai")
    found(tmp_path, {RULEBOOK: text, "records/rulebook/hai.yml": broken})


def test_a_proposal_that_is_no_option(tmp_path: Path) -> None:
    text = """
        title: Sơ kết mô hình
        date: 2017-07-13
        options: {keep: Tiếp tục duy trì, dissolve: Giải thể}
        proposals:
          xa-tan-doan: kep  # ! FI003
        """
    assert "“keep”?" in only(found(tmp_path, {"records/van-quan/reviews/so-ket.yml": text})).hint.vi


def test_documents_that_extend_each_other(tmp_path: Path) -> None:
    text = "title: T\nissuer: I\nsource: S\napplies: {{from: {day}}}\nscope: van-quan\nextends: {base}  # ! FI003\n"
    one, other = text.format(day="2001-01-01", base="hai"), text.format(day="2002-01-01", base="mot")
    found(tmp_path, {"records/rulebook/mot.yml": one, "records/rulebook/hai.yml": other})


def test_a_document_that_extends_itself(tmp_path: Path) -> None:
    text = "title: T\nissuer: I\nsource: S\napplies: {from: 2001-01-01}\nscope: van-quan\nextends: mot  # ! FI003\n"
    found(tmp_path, {"records/rulebook/mot.yml": text})
