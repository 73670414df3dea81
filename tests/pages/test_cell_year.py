from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from generator.render.figures import machine_value
from generator.stats.api import figure_of
from generator.views.figures import value_of
from generator.views.summary import summarize
from tests.books import MONTHS_2024, cell, district, met, record, regular, rulebook
from tests.pages.factory import CELL, cell_page

if TYPE_CHECKING:
    from generator.model.summary import Key

URL = f"{CELL}2024/"
MEMBERS: dict[str, dict[str, Any]] = {
    "dv01": {"joined": "2010-01-01", "official": "2005-01-01", "roles": [{"role": "secretary", "from": "2020-01-01"}]},
    "dv02": {"joined": "2024-03-01"},
    "dv03": {"joined": "2010-01-01", "away": [{"kind": "exempt", "from": "2020-01-01"}]},
    "dv04": {"joined": "2010-01-01", "away": [{"kind": "temp_out", "from": "2024-02-01", "to": "2024-02-29"}]},
}
NAMES = {"dv01": "Nông Thị Hoa", "dv02": "Lý Văn Tám", "dv03": "Bế Văn Ất", "dv04": "Vi Thị Bình"}


def named(month: str, roll: int, present: int, **more):
    return record(month, {"attendance": {"roll": roll, "present": present} | more})


def marks(shown, name: str) -> list[str | None]:
    row = next(tr for tr in shown.all("tr") if name in shown.text(tr))
    return [td.get("data-attendance") for td in row.iter("td") if "data-attendance" in td.attrib]


def page(*records, names=NAMES, **more):
    return cell_page(cell(*records, members=MEMBERS), URL, names=names, **more)


def test_each_member_has_twelve_marks():
    shown = page(named("2024-02", 3, 1), named("2024-03", 4, 2, excused={"dv04": "sick"}))
    assert marks(shown, "Hoa") == ["none", "present", "present", *["none"] * 9]
    assert marks(shown, "Tám")[:3] == ["none", "absent", "present"]
    assert marks(shown, "Ất")[:3] == ["none", "exempt", "exempt"]
    assert marks(shown, "Bình")[:3] == ["none", "away", "excused"]


def test_one_who_came_without_being_due_is_present_and_not_due():
    shown = page(named("2024-03", 4, 3, also_present=["dv03"]))
    cell_ = next(td for td in shown.all("td", data_attendance="present", data_due="no"))
    assert shown.text(cell_).startswith("x")
    row = next(tr for tr in shown.all("tr") if "Ất" in shown.text(tr))
    assert "–" in [shown.text(td) for td in row.iter("td")]


def test_absences_in_a_row_stand_in_one_frame():
    away = {"unexcused": ["dv01"]}
    shown = page(
        named("2024-03", 4, 2, **away), named("2024-04", 4, 2, excused={"dv01": "work"}), named("2024-05", 4, 3)
    )
    row = next(tr for tr in shown.all("tr") if "Hoa" in shown.text(tr))
    classes = {
        i: td.get("class", "") for i, td in enumerate([td for td in row.iter("td") if "data-attendance" in td.attrib])
    }
    assert "run-a" in classes[2]
    assert "run-z" in classes[3]
    assert "run" not in classes[4]


def test_the_rate_of_the_year_is_the_pages_own_and_members_rates_are_no_statistics():
    shown = page(named("2024-03", 4, 2, excused={"dv04": "sick"}), named("2024-04", 4, 3))
    assert set(shown.own("attendance_rate_due")) == {("0.833333", "83,33\u00a0%")}
    row = next(tr for tr in shown.all("tr") if "Bình" in shown.text(tr))
    assert "1/2" in shown.text(row)
    assert not list(row.iter("data"))


def test_months_are_added_up():
    shown = page(named("2024-03", 4, 2, excused={"dv04": "sick"}), named("2024-04", 4, 3))
    foot = [[shown.text(cell_) for cell_ in tr] for tr in shown.one("tfoot").iter("tr")]
    assert foot[0][4:6] == ["2", "3"]
    assert foot[1][4:6] == ["3", "3"]
    assert [foot[n][4:6] for n in (2, 3, 4)] == [["1", "0"], ["0", "0"], ["4", "4"]]
    assert foot[-2][4:6] == ["66,7", "100"]
    assert foot[-1][4:6] == ["50,0", "75,0"]


def test_both_rates_say_what_they_are_over():
    shown = page(named("2024-03", 4, 2, excused={"dv04": "sick"}), named("2024-04", 4, 3))
    assert "Dự 5 trong 6 lượt phải dự, đạt 83,33\u00a0%." in shown.text()
    assert "Tính cả người không phải dự: 5 trên tổng số 8 lượt đảng viên, 62,50\u00a0%." in shown.text()
    assert set(shown.own("attendance_rate_roll")) == {("0.625", "62,50\u00a0%")}


def test_every_figure_that_counts_something_stands_on_the_page_with_those_of_its_parts():
    book = cell(named("2024-03", 4, 2, excused={"dv04": "sick"}), named("2024-08", 4, 3), members=MEMBERS, fixed_day=5)
    shown, stats = cell_page(book, URL), summarize(book, {}, ()).stats
    checked = 0
    places: dict[Key, str] = {2024: ""}
    places |= {f"2024-{part}": f"{URL}#2024-{part}" for part in ("H1", "H2", "Q1", "Q2", "Q3", "Q4")}
    for key, of in places.items():
        for id_, ratio in stats.get(key, {}).items():
            figure = figure_of(id_)
            if figure is None or not (ratio.n if figure.kind == "count" else ratio.d):
                continue
            printed = shown.of(id_, of) if of else shown.own(id_)
            assert {machine for machine, _ in printed} == {machine_value(value_of(stats[key], id_))}, (key, id_)
            checked += 1
    assert checked > 40
    assert {"2024-H1", "2024-Q3"} <= {th.get("id") for th in shown.all("th")}
    assert not shown.of("admissions", f"{URL}#2024-H1"), "a count of nothing is printed"


def test_people_stand_by_role_then_by_given_name():
    shown = page(named("2024-03", 4, 3))
    names = [shown.text(th) for tr in shown.all("tbody")[0].iter("tr") for th in tr.iter("th")]
    assert names == ["Nông Thị Hoa BT", "Bế Văn Ất", "Vi Thị Bình", "Lý Văn Tám"]


def test_ids_stand_where_no_names_are_known():
    assert "dv04" in page(named("2024-03", 4, 3), names=None).text()


def test_counts_mode_has_totals_and_no_member():
    shown = cell_page(cell(*regular(MONTHS_2024, present=8, roll=10, away=1)), URL)
    assert not shown.all("td", data_attendance=None)
    march = next(tr for tr in shown.all("tr") if "Tháng 3" in shown.text(tr))
    assert [shown.text(td) for td in march.iter("td")][1:] == [
        "10",
        "1",
        "9",
        "8",
        "1",
        "0",
        "0",
        "88,89\u00a0%",
        "80,00\u00a0%",
    ]


def test_numbers_in_a_cell_with_members_do_not_say_who_was_absent():
    assert marks(page(named("2024-03", 4, 2, excused=1)), "Hoa")[2] == "none"


def test_a_broken_roll_leaves_the_totals_and_says_so():
    book = dataclasses.replace(cell(*regular(MONTHS_2024)), members_broken=True)
    shown = cell_page(book, URL, left_out=["records/huyen-a/cells/chi-bo/members.yml"])
    assert "members.yml đang ghi sai" in shown.text()
    assert "records/huyen-a/cells/chi-bo/members.yml" in shown.text(shown.one("div", class_="left-out"))
    assert "Tháng 12" in shown.text()


def test_a_year_without_a_meeting_says_what_to_do():
    shown = cell_page(cell(members=MEMBERS), URL)
    assert "Chưa có biên bản thường kỳ nào của năm 2024" in shown.text()
    assert shown.own("attendance_rate_due")[0] == ("", "–")


def test_long_runs_of_absence_are_named_with_the_rule():
    rules = rulebook(vang={"title": "Văn bản V", "issuer": "I", "source": "S", "applies": {"from": "2020-01-01"}, "scope": "all", "attendance": {"consecutive_excused": "1"}})  # fmt: skip
    records = [named(m, 4, 2, excused={"dv04": "work"}) for m in ("2024-03", "2024-04")]
    shown = cell_page(cell(*records, members=MEMBERS, home=district(rules=rules)), URL, names=NAMES)
    assert "kỳ liên tiếp vắng có lý do: Vi Thị Bình. Quy định: không quá 1 kỳ liên tiếp (Văn bản V)." in shown.text()


def test_each_month_leads_to_its_minutes_and_each_state_is_shown():
    shown = page(named("2024-03", 4, 3), record("2024-04", {"state": "not_held", "reason": "Lũ"}))
    states = {td.get("data-period"): td.get("data-state") for td in shown.all("td", data_period=None)}
    assert states["2024-03"] == "held"
    assert states["2024-04"] == "not_held"
    assert states["2024-05"] == "missing"
    assert any(href == "04-regular/" for href in shown.links().values())


def test_a_meeting_that_cannot_be_counted_is_left_out_and_named():
    bad = record("2024-03", met(), valid=False)
    shown = cell_page(cell(bad), URL, left_out=[bad.path])
    assert bad.path in shown.text(shown.one("div", class_="left-out"))
    assert shown.one("td", data_period="2024-03").get("data-state") == "invalid"
