from __future__ import annotations

import dataclasses
from itertools import takewhile
from pathlib import Path

import pytest

from generator.commands.new_meeting import refusal, scaffold
from generator.model.period import Period
from generator.store.load import facts_of
from tests.commands.stores import CELL, MEMBERS, Store, fill, uncomment, vi

DEC = Period(2025, 12)
PATH = "records/huyen-a/cells/na-loc/2025/12-regular.md"
NAMES = {"dv01": "Nông Thị Hoa", "dv02": "Lý Văn Thí Dụ", "dv03": "Hà Văn Mẫu", "dv04": "Vi Thị Giả Như"}
NOVEMBER = """
    ---
    date: 2025-11-03
    time: 7h30 - 9h15
    place: "Nhà văn hóa bản: tầng 1"
    attendance:
      roll: 5
      present: 4
    tasks:
      t1:
        title: Làm đường bản 2, thôn ngoài
        owner: dv02
        due: 2025-12-20
      t2:
        title: Dọn vệ sinh
    followup:
      2025-10/t1: done
    ---
"""
OCTOBER = """
    ---
    date: 2025-10-03
    time: 07:30-09:15
    attendance:
      roll: 5
      present: 4
    tasks:
      t1:
        title: Xong rồi
      t2:
        title: Còn làm
    ---
"""


@pytest.fixture
def store(tmp_path):
    made = Store(tmp_path)
    made.cell("cell.yml", CELL)
    made.cell("members.yml", MEMBERS)
    return made


def text_of(store, period=DEC, kind="regular", slug="", names=NAMES):
    return scaffold(store.open()[0], names, period, kind, slug)[1]


def test_the_whole_text(store):
    store.cell("names.yml", "\n".join(f"{id_}: {name}" for id_, name in NAMES.items()))
    store.cell("2025/10-regular.md", OCTOBER)
    store.cell("2025/11-regular.md", NOVEMBER)
    store.cell("2025/year.yml", "thematic_plan:\n  - quarter: 4\n    theme: Nông thôn mới\n")
    store.write("records/huyen-a/observers/2025.yml", "btv-01:\n  level: committee\n  cells:\n    - na-loc\n")
    cell, names = store.open()
    path, text = scaffold(cell, names, DEC, "regular")
    assert path == PATH
    assert text == (Path(__file__).parent / "expected_meeting.md").read_text("utf-8")


def test_an_unfilled_scaffold_names_each_blank(store):
    store.cell("2025/12-regular.md", text_of(store))
    found = store.check(PATH)
    assert {(d.code, d.subject) for d in found} == {("FI002", "time"), ("FI002", "present")}


def test_filled_in_it_passes(store):
    text = fill(
        text_of(store),
        time="07:30-09:15",
        place="Nhà văn hóa",
        chair="dv01",
        _present="3",
        documents_posted="2025-12-02",
    )
    store.cell("2025/12-regular.md", text)
    assert store.check(PATH) == []


def test_the_samples_pass_once_uncommented(store):
    store.cell("2025/11-regular.md", NOVEMBER)
    text = text_of(store)
    text = uncomment(
        text, "    dv04: sick", "    - dv03", "  t1:", "    title: Vận", "    owner: dv01", "    due: 2025"
    )
    text = fill(text, time="7h30-9h15", _present="2", _spoke="2")
    text = text.replace("  2025-11/t1:", "  2025-11/t1: doing").replace("  2025-11/t2:", "  2025-11/t2: done")
    for group, points in {
        "time": 5,
        "attendance": 4,
        "preparation": 9,
        "conduct": 38,
        "principles": 5,
        "results": 27,
        "closing": 5,
    }.items():
        text = fill(text, **{f"__{group}": str(points)})
    store.cell("2025/12-regular.md", fill(text, _self_grade="good"))
    assert [d for d in store.check(PATH) if d.kind != "unmet"] == []
    meeting = store.open()[0].regular[DEC].meeting
    assert meeting.attendance.excused == {"dv04": "sick"}
    assert meeting.attendance.also_present == ["dv03"]
    assert meeting.followup == {"2025-11/t1": "doing", "2025-11/t2": "done"}
    assert meeting.tasks["t1"].owner == "dv01"
    assert sum(meeting.score.self.values()) == 93


def test_roll_and_due_are_those_of_the_day(store):
    assert "  roll: 4      " in text_of(store)
    assert "trong 3 người phải dự (4 trừ 1 người" in text_of(store)
    november = text_of(store, Period(2025, 11))
    assert "  roll: 5      " in november
    assert "#   dv05" in november
    assert "#   dv05" not in text_of(store)


def test_members_are_marked_and_nameless_where_names_are_kept_elsewhere(store):
    lines = text_of(store).split("\n")
    assert "#   dv02  Lý Văn Thí Dụ (chi ủy viên)" in lines
    assert "#   dv03  Hà Văn Mẫu (không phải dự: được miễn sinh hoạt từ 01/01/2023)" in lines
    assert "#   dv04  Vi Thị Giả Như (dự bị, không biểu quyết)" in lines
    assert "#   dv02  (chi ủy viên)" in text_of(store, names=None).split("\n")
    assert "Lý Văn" not in text_of(store, names=None)


def test_without_a_fixed_day_the_date_is_a_blank(store):
    store.cell("cell.yml", CELL.replace("fixed_day: 3", ""))
    text = text_of(store)
    assert "date:                        # ngày họp, ví dụ 2025-12-01" in text
    store.cell("2025/12-regular.md", text)
    assert sorted(d.subject for d in store.check(PATH)) == sorted(["date", "time", "present"])


def test_a_cell_founded_in_mid_month_starts_on_its_first_day(store):
    store.cell("cell.yml", CELL.replace("2000-01-01", "2025-12-10"))
    cell = store.open()[0]
    text = scaffold(cell, None, DEC, "regular")[1]
    assert "# ngày họp, ví dụ 2025-12-10" in text
    assert refusal(cell, DEC, "regular") is None


def test_a_roll_that_holds_nobody_yet_is_said(store):
    store.cell("members.yml", "dv01:\n  joined: 2026-06-01\n")
    text = text_of(store)
    assert "\n  roll:                      # số đảng viên" in text
    assert "# Ngày ấy chưa có ai trong members.yml: điền tệp đó trước, hoặc xóa nó để chỉ ghi con số.\n" in text
    assert "\n#    owner:" not in text
    store.cell("members.yml", MEMBERS.replace("committee_member", "group_leader").replace("secretary", "group_leader"))
    assert "# Ngày ấy chưa có chi ủy trong members.yml" in text_of(store, kind="committee")


def test_counts_mode_asks_for_numbers(store):
    (store.root / "records/huyen-a/cells/na-loc/members.yml").unlink()
    store.cell("2025/11-regular.md", NOVEMBER)
    text = text_of(store)
    assert "tổng số đảng viên hôm họp; tháng 11/2025: 5" in text
    store.cell("2025/12-regular.md", text)
    assert sorted(d.subject for d in store.check(PATH)) == sorted(["time", "roll", "present"])
    store.cell("2025/12-regular.md", fill(text, time="07:30-09:15", _roll="5", _away="1", _present="3", _excused="1"))
    assert [d for d in store.check(PATH) if d.kind != "unmet"] == []


def test_a_committee_meeting_counts_the_committee(store):
    text = text_of(store, kind="committee")
    assert "  roll: 2      " in text
    assert "# Chi ủy ngày 03/12/2025:\n#   dv01  Nông Thị Hoa (bí thư)\n#   dv02  Lý Văn Thí Dụ (chi ủy viên)\n" in text
    for absent in ("dv04", "theme:", "resolution", "score:", "documents_posted:"):
        assert absent not in text
    store.cell("2025/12-committee.md", fill(text, date="2025-12-01", time="14:00-15:00", _present="2"))
    assert store.check("records/huyen-a/cells/na-loc/2025/12-committee.md") == []


def test_a_thematic_meeting_needs_its_theme(store):
    text = text_of(store, kind="thematic", slug="rung")
    assert "theme:                       # bắt buộc, tên chuyên đề" in text
    path = "records/huyen-a/cells/na-loc/2025/12-thematic-rung.md"
    store.cell("2025/12-thematic-rung.md", text)
    assert sorted(d.subject for d in store.check(path)) == sorted(["date", "time", "theme", "present"])
    store.cell(
        "2025/12-thematic-rung.md", fill(text, date="2025-12-15", time="14:00-16:00", theme="Giữ rừng", _present="3")
    )
    assert store.check(path) == []


@pytest.mark.parametrize("kind", ["extraordinary", "congress"])
def test_other_kinds_pass_once_filled(store, kind):
    text = fill(text_of(store, kind=kind), date="2025-12-15", time="14:00-16:00", _present="3")
    store.cell(f"2025/12-{kind}.md", text)
    assert store.check(f"records/huyen-a/cells/na-loc/2025/12-{kind}.md") == []


def test_an_untouched_sample_claims_nothing(store):
    for kind in ("regular", "thematic", "extraordinary"):
        text = fill(text_of(store, kind=kind), time="07:30-09:15", _present="3")
        text = text if kind == "regular" else fill(text, date="2025-12-15")
        store.cell(f"2025/12-{kind}.md", fill(text, theme="Rừng") if kind == "thematic" else text)
    regular, *others = sorted(store.open()[0].meetings, key=lambda record: record.kind != "regular")
    assert (regular.meeting.resolution.number, regular.meeting.resolution.votes) == ("12-NQ/CB", None)
    for record in (regular, *others):
        assert (record.meeting.tasks, record.meeting.followup) == ({}, {})
        assert record.meeting.score is None or not record.meeting.score.self
    assert [record.meeting.resolution for record in others] == [None, None]


def test_the_sample_resolution_of_a_thematic_meeting_passes(store):
    text = uncomment(
        text_of(store, kind="thematic"), "  number", "  kind", "  votes:", "    for", "    against", "    other"
    )
    store.cell("2025/12-thematic.md", fill(text, date="2025-12-15", time="14:00-16:00", theme="Rừng", _present="3"))
    assert store.check("records/huyen-a/cells/na-loc/2025/12-thematic.md") == []
    assert store.open()[0].meetings[0].meeting.resolution.votes.for_ == 2


def test_before_a_rule_with_scores_there_are_none_to_fill(store):
    assert "score:" not in text_of(store, Period(2025, 3))
    assert "tối đa 40: tổ chức sinh hoạt" in text_of(store)


def followups(text):
    lines = text.split("\n")
    if not any(line.startswith("followup:") for line in lines):
        return []
    start = next(i for i, line in enumerate(lines) if line.startswith("followup:")) + 1
    return list(takewhile(lambda line: line.startswith("  "), lines[start:]))


def test_open_tasks_are_carried_over_and_closed_ones_are_not(store):
    store.cell("2025/10-regular.md", OCTOBER)
    store.cell("2025/11-regular.md", NOVEMBER)
    found = followups(text_of(store))
    assert found == [
        "  2025-10/t2:                # Còn làm",
        "  2025-11/t1:                # Làm đường bản 2, thôn ngoài (dv02, hạn 20/12/2025)",
        "  2025-11/t2:                # Dọn vệ sinh",
    ]
    assert [line[:14] for line in followups(text_of(store, Period(2025, 11)))] == ["  2025-10/t1: ", "  2025-10/t2: "]
    assert followups(text_of(store, Period(2025, 10))) == []


def test_tasks_of_other_kinds_are_named_by_their_file(store):
    store.cell("2025/11-thematic-rung.md", NOVEMBER.replace("place:", "theme: Rừng\n    place:"))
    assert followups(text_of(store))[0].startswith("  2025-11-thematic-rung/t1:  # Làm đường")


@pytest.mark.parametrize(("district", "named"), [("huyen-a", "ban-cu"), ("huyen-cu", "huyen-cu/ban-cu")])
def test_tasks_of_a_predecessor_are_carried_over(store, district, named):
    if district != "huyen-a":
        store.write(
            f"records/{district}/district.yml", (store.root / "records/huyen-a/district.yml").read_text("utf-8")
        )
    closed = CELL + f"    closed: 2025-10-31\n    successor: {'' if district == 'huyen-a' else 'huyen-a/'}na-loc\n"
    store.write(f"records/{district}/cells/ban-cu/cell.yml", closed)
    store.write(f"records/{district}/cells/ban-cu/2025/10-regular.md", OCTOBER)
    old = facts_of(store.open(f"{district}/ban-cu")[0])
    cell = dataclasses.replace(store.open()[0], facts={old.ref: old})
    assert followups(scaffold(cell, None, DEC, "regular")[1]) == [
        f"{f'  {named}/2025-10/t1:':<27}  # nhiệm vụ của Chi bộ bản Nà Lộc",
        f"{f'  {named}/2025-10/t2:':<27}  # nhiệm vụ của Chi bộ bản Nà Lộc",
    ]
    store.cell("2025/11-regular.md", NOVEMBER.replace("2025-10/t1", f"{named}/2025-10/t1"))
    cell = dataclasses.replace(store.open()[0], facts={old.ref: old})
    found = [line.partition(": ")[0].strip() for line in followups(scaffold(cell, None, DEC, "regular")[1])]
    assert found == [f"{named}/2025-10/t2", "2025-11/t1", "2025-11/t2"]


def test_a_task_that_the_predecessor_reported_on_is_not_carried_over(store):
    store.write("records/huyen-a/cells/ban-cu/cell.yml", CELL + "    closed: 2025-11-30\n    successor: na-loc\n")
    store.write("records/huyen-a/cells/ban-cu/2025/10-regular.md", OCTOBER)
    store.write("records/huyen-a/cells/ban-cu/2025/11-regular.md", NOVEMBER)
    old = facts_of(store.open("huyen-a/ban-cu")[0])
    text = scaffold(dataclasses.replace(store.open()[0], facts={old.ref: old}), None, DEC, "regular")[1]
    assert [line.split(":")[0].strip() for line in followups(text)] == [
        "ban-cu/2025-10/t2",
        "ban-cu/2025-11/t1",
        "ban-cu/2025-11/t2",
    ]
    other = dataclasses.replace(old, successor="huyen-a/khac")
    text = scaffold(dataclasses.replace(store.open()[0], facts={old.ref: other}), None, DEC, "regular")[1]
    assert followups(text) == []


def test_what_cannot_be_made_is_refused_with_a_reason(store):
    store.cell("2025/12-regular.md", NOVEMBER)
    cell = store.open()[0]
    assert refusal(cell, Period(2025, 11), "regular") is None
    assert refusal(cell, DEC, "thematic") is None
    assert vi(refusal(cell, DEC, "regular")) == f"Đã có {PATH}; không ghi đè. Hãy mở tệp đó ra sửa."
    assert vi(refusal(cell, DEC, "themtic")) == "Không có loại họp “themtic”. Có phải “thematic”?"
    assert "phần đuôi" in vi(refusal(cell, DEC, "regular", "rung"))
    assert "“Rừng”" in vi(refusal(cell, DEC, "thematic", "Rừng"))
    assert vi(refusal(cell, Period(1999, 12), "regular")) == "Chi bộ bản Nà Lộc không hoạt động trong tháng 12/1999."


def test_a_closed_cell_points_to_its_successor(store):
    store.cell("cell.yml", CELL + "    closed: 2025-06-30\n    successor: thon-moi\n")
    assert vi(refusal(store.open()[0], DEC, "regular")).endswith("Ghi ở chi bộ kế tục: thon-moi.")


def test_a_broken_roll_is_mended_first(store):
    store.cell("members.yml", "dv01: {joined: 2025-02-30}\n")
    assert "members.yml đang ghi sai" in vi(refusal(store.open()[0], DEC, "regular"))
