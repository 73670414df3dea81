"""Texts to records: an unknown key, a missing one, a wrong value; each told once, with what was meant."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import pytest

from generator.model.cell import Cell, Members, Names
from generator.model.district import Allowances, CellYear, District, Events, Observers, Review
from generator.model.meeting import Meeting
from generator.model.rulebook import Rules
from generator.store import fields, yaml

if TYPE_CHECKING:
    from pydantic import BaseModel

    from generator.model.diagnostic import Key

CELL = "name: A\ntype: village\nunder: [{unit: xa-a, from: 2010-05-01}]\nfounded: 2010-05-01\n"
HELD = "date: 2024-03-05\ntime: 07:30-09:15\nattendance: {roll: 18, present: 15}\n"
UNIT = "units: {xa-a: {name: A, level: commune, from: 1994-01-01}}\n"
DISTRICT = "name: A\nlevel: district\nfrom: 1964-01-01\n" + UNIT
RULES = "title: A\nissuer: B\nsource: C\napplies: {from: 2018-07-06}\nscope: all\n"
REVIEW = "title: A\ndate: 2017-07-13\noptions: {keep: Giữ, dissolve: Giải thể}\nproposals: {xa-a: keep}\n"


def read(model: type[BaseModel], text: str, kind: str = "regular") -> fields.Read:
    parsed = yaml.parse("f.yml", inspect.cleandoc(text) + "\n")
    assert parsed.findings == []
    return fields.read(model, "f.yml", parsed, kind)


def faults(model: type[BaseModel], text: str, kind: str = "regular") -> list[tuple[str, Key, str]]:
    return [(f.code, f.key, f.subject) for f in read(model, text, kind).findings]


@pytest.mark.parametrize(
    ("model", "text"),
    [
        (Cell, CELL), (Members, "dv01: {joined: 2010-05-01}"), (Members, ""), (Names, "dv01: Nông Thị Hoa"), (District, DISTRICT), (Meeting, HELD),
        (Observers, "btv-01: {level: committee, cells: [a]}"), (Observers, "btv-01: {level: committee, cells: {a: 2}}"), (Events, ""), (Review, REVIEW),
        (CellYear, "grade: failed"), (CellYear, ""), (Allowances, ""), (Allowances, "- {code: AT104, reason: x}"), (Rules, RULES),
        (Meeting, "state: not_held\nreason: Lũ"), (Meeting, "state: waived\nreason: Lũ\ndecision: 12-CV"), (Meeting, "state: planned\ndate: 2024-03-05"),
        (Meeting, "state: postponed\nreason: Lũ"),
    ],
)  # fmt: skip
def test_a_good_record_is_read_whole(model: type[BaseModel], text: str) -> None:
    found = read(model, text)
    assert (found.findings, found.partial) == ([], False)
    assert isinstance(found.record, model)


@pytest.mark.parametrize(
    ("model", "text", "fault", "near"),
    [
        (Cell, CELL + "fixd_day: 5", ("FI001", ("fixd_day",), "fixd_day"), "fixed_day"),
        (Cell, CELL + "under_: x", ("FI001", ("under_",), "under_"), "under"),
        (Meeting, HELD + "teme: Rừng", ("FI001", ("teme",), "teme"), "theme"),
        (Meeting, HELD + "score: {slef: {time: 5}}", ("FI001", ("score", "slef"), "slef"), "self"),
        (Meeting, HELD + "tasks: {t1: {ower: dv01}}", ("FI001", ("tasks", "t1", "ower"), "ower"), "owner"),
        (Members, "dv01: {joined: 2010-05-01, role: x}", ("FI001", ("dv01", "role"), "role"), "roles"),
        (Members, "dv01: {joined: 2010-05-01, away: [{kind: exempt, form: x, from: 2023-01-01}]}", ("FI001", ("dv01", "away", 0, "form"), "form"), "from"),
        (Rules, RULES + "duration: {regullar: 90}", ("FI001", ("duration", "regullar"), "regullar"), "regular"),
        (District, DISTRICT + "time_zone: UTC", ("FI001", ("time_zone",), "time_zone"), "timezone"),
        (Observers, "btv-01: {level: committee, cell: [a]}", ("FI001", ("btv-01", "cell"), "cell"), "cells"),
    ],
)  # fmt: skip
def test_an_unknown_key_is_told_with_the_nearest_one(model: type[BaseModel], text: str, fault: Any, near: str) -> None:
    found = read(model, text)
    assert [(f.code, f.key, f.subject) for f in found.findings] == [fault]
    assert found.partial
    assert found.findings[0].hint.vi == f"Có phải “{near}”?"
    assert found.findings[0].hint.en == f"Did you mean “{near}”?"


def test_an_unknown_key_like_no_other_comes_with_the_list() -> None:
    (finding,) = read(CellYear, "zzz: 1").findings
    assert "thematic_plan, registers, grade" in finding.hint.vi


@pytest.mark.parametrize("empty", ["zzz:", "zzz: ''", "zzz: null"])
def test_an_unknown_key_without_value_is_told_all_the_same(empty: str) -> None:
    assert faults(CellYear, empty) == [("FI001", ("zzz",), "zzz")]


def test_a_comma_in_braces_is_told_as_such() -> None:
    (finding,) = read(Meeting, HELD + "tasks: {t1: {title: Hiến đất, làm đường, owner: dv05}}").findings
    assert (finding.code, finding.key) == ("FI001", ("tasks", "t1", "làm đường"))
    assert "Dấu phẩy trong { }" in finding.found.vi
    assert "trong ngoặc kép" in finding.hint.vi
    assert "comma inside { }" in finding.found.en


@pytest.mark.parametrize(
    ("model", "text", "kind", "missing"),
    [
        (Cell, "type: village", "", [((), "name"), ((), "under"), ((), "founded")]),
        (Cell, "", "", [((), "name"), ((), "type"), ((), "under"), ((), "founded")]),
        (Cell, CELL + "pilot: {scheme: x}", "", [(("pilot",), "from")]),
        (Cell, CELL.replace("from: 2010-05-01", "to: 2010-05-01"), "", [(("under", 0), "from")]),
        (Members, "dv01: {official: 2010-05-01}\ndv02: {}", "", [(("dv01",), "joined"), (("dv02",), "joined")]),
        (District, "level: district", "", [((), "name"), ((), "from"), ((), "units")]),
        (District, DISTRICT.replace("name: A, level: commune, ", ""), "", [(("units", "xa-a"), "name"), (("units", "xa-a"), "level")]),
        (Observers, "btv-01: {cells: [a]}", "", [(("btv-01",), "level")]),
        (Review, "title: A", "", [((), "date"), ((), "options"), ((), "proposals")]),
        (Rules, "title: A\napplies: {}", "", [((), "issuer"), ((), "source"), (("applies",), "from"), ((), "scope")]),
        (Allowances, "- {reason: x}", "", [((0,), "code")]),
        (Meeting, "", "regular", [((), "date"), ((), "time"), ((), "attendance")]),
        (Meeting, HELD, "thematic", [((), "theme")]),
        (Meeting, HELD, "regular", []),
        (Meeting, "date: 2024-03-05\ntime: 7:30-9:00\nattendance: {roll: 18}", "regular", [(("attendance",), "present")]),
        (Meeting, "date: 2024-03-05\ntime: 7:30-9:00\nattendance: {}", "regular", [(("attendance",), "roll"), (("attendance",), "present")]),
        (Meeting, "state: not_held", "regular", [((), "reason")]),
        (Meeting, "state: waived", "regular", [((), "reason"), ((), "decision")]),
        (Meeting, "state: planned", "thematic", [((), "date")]),
        (Meeting, "state: not_held\nreason: Lũ\nattendance: {}", "regular", []),
    ],
)  # fmt: skip
def test_a_missing_key_is_told_at_the_mapping_that_lacks_it(
    model: type[BaseModel], text: str, kind: str, missing: list[tuple[Key, str]]
) -> None:
    found = read(model, text, kind)
    assert {(f.code, f.key, f.subject) for f in found.findings} == {("FI002", key, name) for key, name in missing}
    assert len(found.findings) == len(missing)
    assert all(f.at_container for f in found.findings)
    assert found.partial is bool(missing)


def test_a_missing_key_is_named_with_its_label() -> None:
    finding = read(Meeting, HELD, "thematic").findings[0]
    assert finding.found == ("Thiếu mục `theme` (chuyên đề).", "`theme` (theme) is missing.")
    assert finding.hint == ("Thêm dòng “theme: …”.", "Add a line “theme: …”.")


@pytest.mark.parametrize(
    ("text", "empty"),
    [
        (HELD + "theme:\n", {"theme"}),
        ("date: 2024-03-05\ntime: 07:30-09:15\nattendance:\n  roll: 18\n  present:\ntheme: x\n", {"present"}),
        ("time:\nplace:\n", {"time"}),
    ],
)
def test_a_key_with_nothing_after_it_is_to_be_filled_in_not_added(text: str, empty: set[str]) -> None:
    findings = {f.subject: f for f in read(Meeting, text, "thematic").findings}
    assert empty <= findings.keys()
    for name, finding in findings.items():
        assert finding.code == "FI002"
        assert ("để trống" in finding.found.vi, "is empty" in finding.found.en) == (name in empty, name in empty)
        assert finding.hint.vi.startswith("Điền vào sau" if name in empty else "Thêm dòng")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("state: held\n" + HELD.replace("date:", "dat:"), [("FI001", ("dat",), "dat")]),
        (HELD.replace("present", "presnt"), [("FI001", ("attendance", "presnt"), "presnt")]),
        (HELD.replace("attendance", "atendance"), [("FI001", ("atendance",), "atendance")]),
        (
            HELD.replace("present: 15", "xyz: 15"),
            [("FI001", ("attendance", "xyz"), "xyz"), ("FI002", ("attendance",), "present")],
        ),
        (HELD.replace("date", "place") + "presen: 1", [("FI001", ("presen",), "presen"), ("FI002", (), "date")]),
    ],
)
def test_an_unknown_key_close_to_the_missing_one_is_told_alone(text: str, expected: list[tuple[str, Key, str]]) -> None:
    assert sorted(faults(Meeting, text)) == sorted(expected)


@pytest.mark.parametrize(
    ("model", "text", "key", "expected"),
    [
        (Meeting, HELD.replace("2024-03-05", "2024-02-30"), ("date",), "ngày có thật"),
        (Meeting, HELD.replace("07:30-09:15", "sáng"), ("time",), "giờ bắt đầu-giờ kết thúc"),
        (Meeting, HELD.replace("roll: 18", "roll: 1e3"), ("attendance", "roll"), "số nguyên"),
        (Meeting, HELD + "place: [a]", ("place",), "một đoạn chữ"),
        (Meeting, HELD + "tasks: [t1]", ("tasks",), "tên: giá trị"),
        (Meeting, HELD + "observers: btv-01", ("observers",), "một danh sách"),
        (Meeting, HELD + "resolution: 03-NQ", ("resolution",), "tên: giá trị"),
        (Meeting, HELD + "model: yes", ("model",), "true hoặc false"),
        (Meeting, HELD + "model: [true]", ("model",), "true hoặc false"),
        (Meeting, HELD + "followup: {t1: done}", ("followup", "t1"), "KỲ"),
        (Meeting, HELD + "followup: {2024-02/t1: xong}", ("followup", "2024-02/t1"), "done, doing, dropped"),
        (Meeting, HELD + "guests: {khach: 1}", ("guests", "khach"), "resident_213"),
        (Meeting, HELD + "score: {self: {time: năm}}", ("score", "self", "time"), "số điểm"),
        (Cell, CELL.replace("village", "villag"), ("type",), "village, neighbourhood"),
        (Cell, CELL.replace("founded: 2010-05-01", "founded: 01/05/2010"), ("founded",), "ngày có thật"),
        (Cell, CELL + "fixed_day: 31", ("fixed_day",), "1 đến 28"),
        (Cell, CELL + "closed: 2010-04-30", ("closed",), "không sớm hơn"),
        (Members, "DV01: {joined: 2010-05-01}", ("DV01",), "mã chỉ gồm"),
        (Members, "dv01: 2010-05-01", ("dv01",), "tên: giá trị"),
        (Members, "- dv01", (), "tên: giá trị"),
        (Names, "dv01: [Nông, Hoa]", ("dv01",), "một đoạn chữ"),
        (District, DISTRICT + "timezone: Hà Nội", ("timezone",), "múi giờ"),
        (District, DISTRICT.replace("commune", "xã"), ("units", "xa-a", "level"), "province, district"),
        (Observers, "btv-01: {level: committee, cells: {a: nhiều}}", ("btv-01", "cells", "a"), "số lần dự"),
        (Observers, "btv-01: {level: committee, cells: ban-a}", ("btv-01", "cells"), "tên: giá trị"),
        (Events, "training: [{participants: many}]", ("training", 0, "participants"), "số nguyên"),
        (Review, REVIEW.replace("xa-a: keep", "xa-a: kep"), ("proposals", "xa-a"), "keep, dissolve"),
        (CellYear, "thematic_plan: [{quarter: 5, theme: x}]", ("thematic_plan", 0, "quarter"), "quý từ 1 đến 4"),
        (Allowances, "code: AT104", (), "một danh sách"),
        (Rules, RULES + "attendance: {target: {default: 90}}", ("attendance", "target", "default"), "so sánh"),
        (Rules, RULES + "severity: {AT104: fatal}", ("severity", "AT104"), "error, warning, notice"),
        (Rules, RULES.replace("scope: all", "scope: a/b/c"), ("scope",), "ĐẢNG-BỘ/ĐƠN-VỊ"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_told_with_what_is_expected(
    model: type[BaseModel], text: str, key: Key, expected: str
) -> None:
    found = read(model, text)
    assert [(f.code, f.key) for f in found.findings] == [("FI003", key)]
    assert expected in found.findings[0].expected.vi
    assert found.findings[0].expected.en.startswith("Expected: ")
    assert found.partial


@pytest.mark.parametrize(
    ("text", "near"),
    [("type: vilage", "village"), ("type: Village", "village"), ("type: zzz", None)],
)
def test_the_nearest_word_of_a_list_is_asked_for(text: str, near: str | None) -> None:
    (finding,) = read(Cell, CELL.replace("type: village", text)).findings
    assert finding.hint.vi == (f"Có phải “{near}”?" if near else "Sửa lại giá trị này.")


@pytest.mark.parametrize("name", ["@SUM(A1)", "@ids", "@count", "[key]", "a/b", "0", "-1"])
def test_keys_with_odd_names_are_told_like_others(name: str) -> None:
    for model, text in (
        (Members, f"'{name}': x"),
        (CellYear, f"'{name}': x"),
        (CellYear, f"registers: {{'{name}': x}}"),
    ):
        assert {f.code for f in read(model, text).findings} <= {"FI001", "FI003"}
        assert read(model, text).findings
    assert faults(CellYear, f"'{name}': x") == [("FI001", (name,), name)]


def test_a_key_without_a_name_is_told_where_it_stands() -> None:
    (finding,) = read(Meeting, 'date: 2024-03-05\nguests: {"": 1}\nstate: not_held\nreason: x\n').findings
    assert finding.found == ("Trong `guests` có một mục không có tên.", "`guests` has a key without a name.")
    (finding,) = read(Names, '"": x\n').findings
    assert finding.found == ("Tệp có một mục không có tên.", "The file has a key without a name.")


def test_a_long_value_is_quoted_short() -> None:
    (finding,) = read(Cell, CELL.replace("village", "v" * 5000)).findings
    assert len(finding.found.vi) < 100


def test_what_is_right_is_read_beside_what_is_wrong() -> None:
    found = read(
        Meeting, HELD.replace("2024-03-05", "hôm qua") + "place: Nhà\nxyz: 1\ntasks: {t1: {due: mai, title: A}}"
    )
    assert {f.code for f in found.findings} == {"FI001", "FI003"}
    assert found.record.date is None
    assert found.record.place == "Nhà"
    assert found.record.attendance.present == 15
    assert found.record.tasks["t1"].title == "A"
    assert found.record.tasks["t1"].due is None


def test_an_empty_value_counts_as_absent() -> None:
    found = read(Meeting, HELD + "place:\ntheme: ''\nobservers:\nscore: {self: }")
    assert (found.findings, found.record.place, found.record.theme, found.record.observers) == ([], None, None, [])
    assert faults(Meeting, HELD.replace("2024-03-05", "")) == [("FI002", (), "date")]
    assert faults(Cell, CELL.replace("A", "''")) == [("FI002", (), "name")]


def test_zero_is_a_value() -> None:
    found = read(Meeting, HELD.replace("18, present: 15", "0, present: 0"))
    assert (found.findings, found.record.attendance.roll, found.record.attendance.present) == ([], 0, 0)


def test_a_state_that_is_unknown_asks_for_nothing_else() -> None:
    assert faults(Meeting, "state: heldd") == [("FI003", ("state",), "")]


def test_a_value_that_is_wrong_is_not_missing_too() -> None:
    assert [f[0] for f in faults(Meeting, "date: x\ntime: x\nattendance: x")] == ["FI003"] * 3


@pytest.mark.parametrize(
    ("model", "text", "number"),
    [
        (Members, "".join(f"DV{i}: {{}}\n" for i in range(100)), 200),  # a wrong id and no `joined`
        (Members, "".join(f"DV{i}: {{}}\n" for i in range(101)), 202),
        (Members, "".join(f"DV{i}: {{}}\n" for i in range(5000)), 10_000),
        (Members, "".join(f"dv{i}: {{joinde: 2020-01-01}}\n" for i in range(5000)), 5000),  # one cause each, not two
        (Members, "dv1: {joined: 2020-01-01, " + ", ".join(f"k{i}: 1" for i in range(5000)) + "}\n", 5000),
        (CellYear, "".join(f"k{i}:\n" for i in range(5000)), 5000),  # keys with nothing behind them are unknown, too
        (Review, REVIEW + "".join(f"  xa-{i}: giu\n" for i in range(200)), 200),
        (Review, REVIEW + "".join(f"  xa-{i}: giu\n" for i in range(201)), 201),
    ],
    ids=["200", "202", "wrong", "unknown", "in one", "empty", "options 200", "options 201"],
)  # fmt: skip
def test_faults_of_one_file_are_cut_and_counted(model: type[BaseModel], text: str, number: int) -> None:
    found = read(model, text.replace("proposals: {xa-a: keep}", "proposals:"))
    assert found.partial
    assert len(found.findings) == min(number, 200)
    assert [f.more for f in found.findings] == [*[0] * (min(number, 200) - 1), max(number - 200, 0)]


def test_what_a_meeting_lacks_is_told_whatever_else_is_wrong() -> None:
    found = read(Meeting, "".join(f"k{i}: 1\n" for i in range(500))).findings
    assert [(f.code, f.subject) for f in found[200:]] == [("FI002", "date"), ("FI002", "time"), ("FI002", "attendance")]
    assert [f.more for f in found[-2:]] == [0, 300]


def test_a_wrong_key_is_told_of_what_holds_it() -> None:
    (finding,) = read(Meeting, "state: not_held\nreason: x\nfollowup: {2024-3/t1: done}\n").findings
    assert finding.found == ("Trong `followup` có mục tên “2024-3/t1”.", "`followup` has a key “2024-3/t1”.")
    (finding,) = read(Meeting, "state: not_held\nreason: x\nguests: {khach: 2}\n").findings
    assert finding.found == ("Trong `guests` có mục tên “khach”.", "`guests` has a key “khach”.")


def test_the_nearest_valid_value_is_named() -> None:
    (finding,) = read(Meeting, "state: planned\ndate: 5/3/2024\n").findings
    assert finding.hint == ("Có phải “2024-03-05”?", "Did you mean “2024-03-05”?")
