from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING, Any

from generator.model.district import CellYear, Observers
from generator.model.facts import CellFacts, MeetingFacts
from generator.model.text import Text
from generator.views.district_pages import public_cell_page
from generator.views.projection import project_all
from tests.books import MONTHS_2024, as_text, cell, district, met, record, regular, rulebook
from tests.pages.factory import CELL, cell_page, diagnostic, district_of, pages_of, show, site

if TYPE_CHECKING:
    from generator.model.book import MeetingRecord

MEMBERS: dict[str, dict[str, Any]] = {
    "dv01": {"joined": "2010-01-01", "official": "2005-01-01", "admitted": "2004-05-19", "roles": [{"role": "secretary", "from": "2020-01-01"}]},
    "dv02": {"joined": "2010-01-01", "was": "ban-cu/dv07"},
    "dv03": {"joined": "2010-01-01", "official": "2001-01-01", "away": [{"kind": "exempt", "from": "2020-01-01"}]},
    "dv04": {"joined": "2010-01-01", "official": "2001-01-01", "left": "2024-07-01", "how": "transfer"},
}  # fmt: skip
NAMES = {"dv01": "Nông Thị Hoa", "dv04": "Vi Văn Đi"}
TASK = {"tasks": {"t1": {"title": "Làm đường", "owner": "dv01", "due": "2025-01-06"}}}
MARCH = record("2024-03", met(present=3, roll=4, excused=0, spoke=2) | TASK)


def page(*records, names=NAMES, found=(), **more):
    return cell_page(cell(*(records or (MARCH,)), members=MEMBERS, fixed_day=3, **more), names=names, found=found)


def test_it_says_what_the_cell_is():
    text = page().text()
    assert "Thuộc Đảng bộ xã A." in text
    assert "Loại hình Thôn, bản" in text
    assert "Bí thư Nông Thị Hoa" in text
    assert "Đảng viên 3 (2 chính thức, 1 dự bị; 1 miễn sinh hoạt)" in text
    assert "Ngày 3 hằng tháng" in text


def test_members_stand_with_role_status_and_attendance():
    shown = page()
    rows = table(shown, "dang-vien")
    assert rows[1] == ["1", "Nông Thị Hoa", "Bí thư", "2004", "Chính thức", "1/1", "100,00\u00a0%"]
    assert rows[3][4] == "Chính thức; được miễn sinh hoạt"
    assert rows[2][4] == "Dự bị"
    assert "Vi Văn Đi (01/7/2024, chuyển sinh hoạt)" in shown.text()


def test_months_show_their_states_and_lead_to_their_records():
    shown = page(MARCH, record("2024-04", {"state": "postponed", "reason": "Bão"}))
    months = {td.get("data-period"): td for td in shown.all("td", data_period=None)}
    assert [months[f"2024-0{m}"].get("data-state") for m in (2, 3, 4)] == ["missing", "held", "postponed"]
    assert shown.text(months["2024-03"]) == "5, đã họp"
    assert next(months["2024-03"].iter("a")).get("href") == "2024/03-regular/"
    assert months["2025-02"].get("data-state") == "awaiting"


def test_its_own_figures_come_without_data_of_and_those_of_the_year_before_with_it():
    shown = page(MARCH, record("2025-01", met(present=4, roll=4, excused=0)))
    assert shown.own("meeting_coverage") == [("1", "100,00\u00a0%")]
    assert shown.of("meeting_coverage", f"{CELL}2024/") == [("0.083333", "8,33\u00a0%")]


def test_open_tasks_are_threads_and_overdue_ones_say_by_how_many_days():
    shown = page(MARCH, record("2024-04", met() | {"followup": {"2024-03/t1": "doing"}}))
    thread = shown.one("article", class_="thread")
    assert "Quá hạn 40 ngày · Nông Thị Hoa · hạn 06/01/2025" in shown.text(thread)
    assert "Kỳ 3/2024 giao việc Kỳ 4/2024 đang làm" in shown.text(thread)
    assert "1 nhiệm vụ quá hạn." in shown.text()


def test_a_done_task_is_not_open_whoever_reported_it():
    assert not page(MARCH, record("2024-04", met() | {"followup": {"2024-03/t1": "done"}})).all("article")
    told = MeetingFacts(dt.date(2024, 5, 5), True, (), (("chi-bo/2024-03/t1", "dropped"),))
    facts = CellFacts("huyen-a/moi", "Chi bộ mới", None, None, None, {"2024/05-regular": told})
    book = dataclasses.replace(cell(MARCH, members=MEMBERS), facts={"huyen-a/moi": facts})
    assert not cell_page(book).all("article")


def test_a_closed_cell_names_the_one_that_carries_on_and_that_one_names_it():
    facts = {"huyen-a/moi": CellFacts("huyen-a/moi", "Chi bộ mới", None, None, None, {})}
    home = dataclasses.replace(district(), cells=frozenset({"huyen-a/moi"}))
    old = dataclasses.replace(cell(MARCH, home=home, closed="2024-12-31", successor="moi"), facts=facts)
    shown = cell_page(old)
    assert "Đã kết thúc hoạt động ngày 31/12/2024. Kế tục: Chi bộ mới." in shown.text()
    assert shown.links()["Chi bộ mới"].endswith("/huyen-a/cells/moi/")
    assert "Kế tục huyen-a/ban-cu" in page().text()


def test_what_the_checks_found_is_counted_by_rule_with_its_months():
    found = [diagnostic("ME101", period=f"2024-{m:02d}", title=Text("Thiếu biên bản", "")) for m in (8, 9, 10, 12)]
    shown = page(found=found)
    assert "Lỗi 4 Thiếu biên bản: tháng\u00a08–10, 12/2024. Xem ME101" in shown.text()
    assert shown.links()["Xem ME101"] == f"../../../huyen-a/problems/#p-{found[0].fingerprint}"


def test_all_records_are_listed_by_year_newest_first():
    shown = page(MARCH, record("2024-03-thematic", met(theme="Rừng")), record("2025-01", None, valid=False))
    years = [shown.text(s) for s in shown.all("summary")]
    assert years == ["Năm 2025: 1 bản ghi", "Năm 2024: 2 bản ghi"]
    assert "Sinh hoạt chi bộ chuyên đề: Rừng" in shown.text()
    assert "Ghi sai, chưa tính được" in shown.text()
    assert "Kỳ 1/2025" not in shown.links()


def test_a_cell_in_counts_mode_shows_the_last_written_number():
    shown = cell_page(cell(*regular(MONTHS_2024, present=8, roll=11)))
    assert "Đảng viên 11 (số đã ghi ở biên bản gần nhất)" in shown.text()
    assert not shown.all("table", aria_labelledby="dang-vien")


def test_a_cell_without_members_or_records_is_a_page():
    shown = cell_page(cell(members={}))
    assert "Chi bộ chưa có biên bản nào" in shown.text()
    assert shown.own("attendance_rate_due") == [("", "–")]


def test_a_broken_roll_says_so():
    book = dataclasses.replace(cell(MARCH), members_broken=True)
    assert "members.yml đang ghi sai" in cell_page(book).text()


def test_the_year_file_gives_plan_registers_and_grade():
    year = CellYear.model_validate(as_text({"thematic_plan": [{"quarter": 3, "theme": "Rừng"}], "registers": {"dues": "missing", "cell_minutes": "kept"}, "grade": "completion"}))  # fmt: skip
    text = cell_page(dataclasses.replace(cell(MARCH, members=MEMBERS), years={2024: year})).text()
    assert "Quý III Rừng Thiếu" in text
    assert "Sổ sách 2024 Có 1/2 loại sổ" in text
    assert "Xếp loại 2024 Hoàn thành nhiệm vụ" in text


def table(shown, caption):
    """The rows of a table under its caption."""
    return [[shown.text(c) for c in tr] for tr in shown.one("table", aria_labelledby=caption).iter("tr")]


def test_themes_stand_by_quarter_beside_what_was_planned():
    year = CellYear.model_validate(as_text({"thematic_plan": [{"quarter": 3, "theme": "Rừng"}]}))
    held = record("2024-08", met(theme="Nước") | {"date": "2024-08-09"})
    book = dataclasses.replace(cell(*regular(["2024-01", "2024-02", "2024-03"]), held), years={2024: year})
    rows = table(cell_page(book), "chuyen-de")
    assert rows[1:] == [["Quý I", "–", "Thiếu"], ["Quý II", "–", "Thiếu"], ["Quý III", "Rừng", "09/8: Nước"], ["Quý IV", "–", "Thiếu"]]  # fmt: skip


def test_a_cell_that_nothing_thematic_was_asked_of_has_no_such_table():
    assert not cell_page(cell(MARCH, founded="2024-03-01", closed="2024-04-30")).all(
        "table", aria_labelledby="chuyen-de"
    )


RULES = rulebook(
    cu={"title": "Văn bản cũ", "issuer": "I", "source": "S", "applies": {"from": "2020-01-01"}, "scope": "all", "registers": ["dues", "cell_minutes", "so-tay"], "score": {"groups": {"time": "5", "results": "30"}}},
    moi={"title": "Văn bản mới", "issuer": "I", "source": "S", "applies": {"from": "2024-06-01"}, "scope": "all", "registers": ["dues", "cell_minutes", "so-tay"], "score": {"groups": {"time": "10", "results": "40"}}},
)  # fmt: skip


def scored(month, official="", **points):
    score = {"self": points, "self_grade": "fair"} | ({"official_grade": official} if official else {})
    return record(month, met() | {"score": score})


def test_points_stand_beside_the_most_that_the_rules_of_their_day_give():
    records = [scored("2024-03", time=4, results=25, official="good"), scored("2024-07", time="7.5", results=40)]
    rows = table(cell_page(cell(*records, home=district(rules=RULES))), "diem")
    assert rows[1] == ["Tối đa", "5", "30", "35", "Văn bản cũ"]
    assert rows[2] == ["Kỳ 3/2024", "4", "25", "29", "", "Khá", "Tốt"]
    assert rows[3] == ["Tối đa", "10", "40", "50", "Văn bản mới"]
    assert rows[4] == ["Kỳ 7/2024", "7,5", "40", "47,5", "", "Khá", "–"]


def test_points_that_no_rule_knows_stand_without_a_maximum():
    rows = table(cell_page(cell(scored("2024-03", time=4, khac=3))), "diem")
    assert [len(row) for row in rows] == [7, 7]
    assert rows[1][1:4] == ["4", "3", "7"]


def test_registers_stand_by_what_the_rules_ask_for():
    year = CellYear.model_validate(
        as_text({"registers": {"dues": "missing", "cell_minutes": "kept", "resolutions": "kept"}})
    )
    book = dataclasses.replace(cell(MARCH, home=district(rules=RULES)), years={2024: year})
    shown = cell_page(book)
    said = "Có 1/3 loại sổ phải có (33,33\u00a0%) Có: biên bản sinh hoạt chi bộ, nghị quyết Thiếu: thu, nộp đảng phí Chưa ghi có hay thiếu: so-tay Văn bản mới"
    assert said in shown.text()
    assert shown.own("registers_kept") == [("0.333333", "33,33\u00a0%")]


def test_the_fixed_day_says_which_meetings_missed_it():
    shown = page(record("2024-02", met() | {"date": "2024-02-03"}), MARCH)
    assert "Ngày 3 hằng tháng; năm 2024 đúng ngày 50,00\u00a0% (1/2 kỳ) Họp ngày khác: 05/3" in shown.text()
    assert shown.links()["05/3"] == "2024/03-regular/"


def test_visits_stand_beside_the_plan_of_each_seat():
    seats = {"btv-01": {"level": "committee", "name": "Ủy viên 01", "cells": {"chi-bo": 2}}, "btv-02": {"level": "committee", "cells": ["ban-pa"]}}  # fmt: skip
    home = dataclasses.replace(district(), observers={2024: Observers.model_validate(as_text(seats))})
    records = [
        record("2024-03", met() | {"observers": ["btv-01", "btv-02"]}),
        record("2024-05", met() | {"observers": ["la"]}),
    ]
    shown = cell_page(cell(*records, home=home))
    rows = table(shown, "cap-uy-du")
    assert rows[1] == ["Ủy viên 01", "Ủy viên ban chấp hành", "2", "1", "1", "05/3"]
    assert rows[2:] == [["btv-02", "Ủy viên ban chấp hành", "–", "1", "–", "05/3"], ["la", "–", "–", "1", "–", "05/5"]]
    assert shown.own("observer_visits") == [("0.5", "50,00\u00a0%")]


def test_closed_tasks_stand_by_year_with_the_days_they_took():
    told = {"followup": {"2024-03/t1": "doing"}}, {"followup": {"2024-03/t1": "done", "2024-02/t9": "dropped"}}
    given = record("2024-02", met() | {"tasks": {"t9": {"title": "Trồng cây"}}})
    shown = page(given, MARCH, record("2024-04", met() | told[0]), record("2024-05", met() | told[1]))
    tasks = shown.one("section", id="viec")
    assert "Đã giao 2 nhiệm vụ; đang mở 0" in shown.text(tasks)
    assert "Kết thúc trong năm 2024: 2 nhiệm vụ" in shown.text(tasks)
    rows = [[shown.text(c) for c in tr] for tr in tasks.iter("tr")][1:]
    assert rows[0] == ["Làm đường", "Nông Thị Hoa", "3/2024", "06/01/2025", "đang làm 4/2024, xong 5/2024", "61"]
    assert rows[1] == ["Trồng cây", "–", "2/2024", "–", "thôi thực hiện 5/2024", "90"]
    later = page(given, MARCH, record("2024-05", met() | told[1]), record("2025-01", met()))
    folded = [shown.text(d) for d in later.all("details") if "nhiệm vụ" in later.text(d)]
    assert folded == ["Kết thúc trong năm 2024: 2 nhiệm vụ 5/2024: Làm đường, xong (61 ngày); Trồng cây, thôi thực hiện (90 ngày)"]  # fmt: skip


def test_tasks_taken_over_from_a_predecessor_show_their_thread():
    given = MeetingFacts(dt.date(2024, 1, 5), True, ("t7",), ())
    facts = {"huyen-a/ban-cu": CellFacts("huyen-a/ban-cu", "Chi bộ bản Cũ", None, "huyen-a/chi-bo", None, {"2024/01-regular": given})}  # fmt: skip
    home = dataclasses.replace(district(), cells=frozenset({"huyen-a/ban-cu"}))
    told = record("2024-03", met() | {"followup": {"ban-cu/2024-01/t7": "doing"}})
    book = dataclasses.replace(cell(told, home=home, members=MEMBERS), facts=facts)
    shown = cell_page(book)
    thread = shown.text(shown.one("article", class_="thread"))
    assert "Nhiệm vụ t7" in thread
    assert "Kỳ 1/2024 giao việc (Chi bộ bản Cũ) Kỳ 3/2024 đang làm" in thread
    assert shown.links()["Kỳ 1/2024"].endswith("/huyen-a/cells/ban-cu/2024/01-regular/")
    assert "Kế tục Chi bộ bản Cũ (1 đảng viên)" in shown.text()
    closed = dataclasses.replace(
        cell(told, record("2024-05", met() | {"followup": {"ban-cu/2024-01/t7": "done"}}), home=home), facts=facts
    )
    assert "Nhiệm vụ t7 (Chi bộ bản Cũ) – 1/2024 – đang làm 3/2024, xong 5/2024 121" in cell_page(closed).text()


def test_the_end_of_an_absence_and_of_a_pilot_scheme_is_told():
    members = {
        "dv01": {"joined": "2010-01-01", "away": [{"kind": "temp_out", "from": "2025-01-01", "to": "2025-06-30"}]}
    }
    shown = cell_page(
        cell(MARCH, members=members, pilot={"scheme": "Bốn tốt", "from": "2024-01-01", "to": "2025-12-31"})
    )
    assert table(shown, "dang-vien")[1][4] == "Dự bị; sinh hoạt tạm thời nơi khác đến 30/6/2025"
    assert "Từ 01/01/2024 đến 31/12/2025 (Bốn tốt)" in shown.text()


def test_tables_are_numbered_as_they_stand():
    shown = page(scored("2024-03", time=4))
    captions = [shown.text(c).split(".")[0] for c in shown.all("figcaption")]
    assert captions == [f"Biểu {number}" for number in range(1, len(captions) + 1)]
    assert len(captions) == 4


def test_annual_grades_stand_newest_first():
    years = {y: CellYear.model_validate(as_text({"grade": g})) for y, g in ((2023, "failed"), (2024, "completion"))}
    text = cell_page(dataclasses.replace(cell(MARCH), years=years)).text()
    assert "Xếp loại 2024 Hoàn thành nhiệm vụ Xếp loại 2023 Không hoàn thành nhiệm vụ" in text


def test_five_years_of_a_large_cell_stay_a_light_page():
    members = {
        f"dv{n:02d}": {"joined": "2001-02-03", "official": "1990-05-19", "admitted": "1989-05-19"} for n in range(1, 31)
    }
    names = {id_: f"Nguyễn Thị Phương {id_}" for id_ in members}
    records: list[MeetingRecord] = []
    for year in range(2020, 2025):
        for month in range(1, 13):
            tasks = {
                f"t{n}": {"title": "Rà soát quần chúng ưu tú", "owner": "dv03", "due": f"{year}-{month:02d}-25"}
                for n in (1, 2)
            }
            before = f"{year}-{month - 1:02d}" if month > 1 else f"{year - 1}-12"
            told = {f"{before}/t{n}": "done" for n in (1, 2)} if records else {}
            score = {"self": {"time": 5, "results": 28, "conduct": 33, "closing": 5, "principles": 4, "preparation": 8, "attendance": 5}, "self_grade": "good", "official_grade": "good"}  # fmt: skip
            facts = {"tasks": tasks, "followup": told, "score": score}
            theme = {"theme": "Học tập và làm theo Bác"} if month % 3 == 0 else {}
            records.append(record(f"{year}-{month:02d}", met(present=28, roll=30) | facts | theme))
    home = district(as_of="2025-01-15", records_from="2020-01")
    pages = pages_of(cell(*records, home=home, members=members, fixed_day=3), names=names)
    assert len(show(pages[CELL]).html.encode()) < 60_000
    assert len(show(pages[f"{CELL}2024/"]).html.encode()) < 80_000


def test_what_is_left_out_is_named():
    shown = cell_page(cell(MARCH), left_out=["records/huyen-a/cells/chi-bo/2024/04-regular.md"])
    assert "Chưa tính 1 tệp ghi sai." in shown.text()


def test_the_public_page_shows_no_person_no_day_and_no_meeting():
    summary = district_of(cell(*regular(MONTHS_2024, present=8, roll=11), fixed_day=3))
    public = project_all([summary])[0]
    shown = show(public_cell_page(site(profile="public", repo_url="https://x.invalid"), public, public.cells[0]))
    assert shown.text(shown.one("td", data_period="2024-03")) == "✓, đã họp"
    assert shown.own("meeting_coverage") == [("1", "100,00\u00a0%")]
    assert not shown.all("data", data_stat="attendance_rate_due")
    assert not any("2024/03" in href or "edit" in href for href in shown.links().values())
    assert "Nội bộ" not in shown.html
    assert "Cảnh báo" not in shown.links()
