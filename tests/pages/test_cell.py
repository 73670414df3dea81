from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from generator.model.book import CellFacts, MeetingFacts
from generator.model.district import CellYear
from generator.model.text import Text
from generator.views.district_pages import public_cell_page
from generator.views.projection import project_all
from tests.books import MONTHS_2024, as_text, cell, district, met, record, regular
from tests.pages.factory import CELL, cell_page, diagnostic, district_of, show, site

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
    rows = [[shown.text(c) for c in tr] for tr in shown.one("table", aria_labelledby="bieu-2").iter("tr")]
    assert rows[1] == ["1", "Nông Thị Hoa", "Bí thư", "2004", "Chính thức", "1/1", "100,00\u00a0%"]
    assert rows[3][4] == "Chính thức; được miễn sinh hoạt"
    assert rows[2][4] == "Dự bị"
    assert "Vi Văn Đi (01/7/2024, chuyển sinh hoạt)" in shown.text()


def test_months_show_their_states_and_lead_to_their_records():
    shown = page(MARCH, record("2024-04", {"state": "postponed", "reason": "Bão"}))
    months = {td.get("data-period"): td for td in shown.all("td", data_period=None)}
    assert [months[f"2024-0{m}"].get("data-state") for m in (2, 3, 4)] == ["missing", "held", "postponed"]
    assert shown.text(months["2024-03"]) == "5, đã họp"
    assert next(months["2024-03"].iter("a")).get("href") == "../../../huyen-a/cells/chi-bo/2024/03-regular/"
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
    assert not shown.all("table", aria_labelledby="bieu-2")


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
    assert "Quý III: Rừng" in text
    assert "Sổ sách 2024 Có 1/2 loại sổ" in text
    assert "Xếp loại 2024 Hoàn thành nhiệm vụ" in text


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
