from __future__ import annotations

import dataclasses
import datetime as dt
import re
from typing import Any

import pytest

from generator.model.facts import CellFacts, MeetingFacts
from generator.model.text import Text
from generator.render.engine import Engine
from generator.store.catalogue import words_of
from generator.views.resolution import programme
from tests.books import as_text, cell, district, met, record, rulebook
from tests.pages.factory import CELL, Shown, diagnostic, meeting_page, pages_of, with_minutes

MEMBERS: dict[str, dict[str, Any]] = {
    "dv01": {"joined": "2010-01-01", "official": "2005-01-01", "roles": [{"role": "secretary", "from": "2020-01-01"}]},
    "dv02": {"joined": "2010-01-01", "official": "2005-01-01"},
    "dv03": {"joined": "2010-01-01"},
    "dv04": {"joined": "2010-01-01", "official": "2000-01-01", "away": [{"kind": "exempt", "from": "2023-01-01"}]},
}
NAMES = {"dv01": "Nông Thị Hoa", "dv02": "Lý Văn Tám"}
SHAPE = {"roll": 4, "present": 2, "excused": {"dv02": "sick"}, "also_present": ["dv04"], "spoke": ["dv01", "dv03"]}
FULL = {
    "time": "7h30-9h15",
    "place": "Nhà văn hóa",
    "chair": "dv01",
    "minutes_by": "dv03",
    "attendance": SHAPE,
    "guests": {"resident_213": 2},
    "resolution": {"number": "03-NQ/CB", "kind": "resolution", "votes": {"for": 2, "against": 0, "other": 0}},
    "tasks": {"t1": {"title": "Làm đường", "owner": "dv02", "due": "2024-04-30"}},
}
MARCH = record("2024-03", FULL)


def page(*records, names=NAMES, **more):
    return meeting_page(cell(*(records or (MARCH,)), members=MEMBERS), names=names, **more)


def test_it_is_headed_like_minutes():
    shown = page()
    assert shown.text(shown.one("h1")) == "BIÊN BẢN"
    text = shown.text()
    assert "ĐẢNG BỘ XÃ A CHI BỘ THỬ" in text
    assert "Sinh hoạt chi bộ thường kỳ, tháng 3 năm 2024" in text
    assert ", ngày 05 tháng 3 năm 2024" in text
    assert "từ 07 giờ 30 đến 09 giờ 15, ngày 05/3/2024 (105 phút). Địa điểm: Nhà văn hóa." in text
    assert "Chủ trì: đồng chí Nông Thị Hoa, Bí thư. Thư ký: đồng chí dv03." in text
    assert "2 đảng viên 213 nơi cư trú" in text


def test_attendance_is_counted_and_the_absent_are_named_with_their_reason():
    shown = page()
    row = [shown.text(cell) for cell in shown.all("tbody")[0].iter("td")]
    assert row == ["4", "1", "3", "2", "1", "0", "66,67\u00a0%"]
    assert shown.own("attendance_rate_due")[0] == ("0.666667", "66,67\u00a0%")
    assert "Vắng có lý do: Lý Văn Tám (ốm đau)." in shown.text()
    assert "Không phải dự nhưng có dự: dv04." in shown.text()


def test_those_who_spoke_are_shared_over_those_there():
    assert page().own("speaker_share") == [("0.666667", "66,67\u00a0%")]


def test_numbers_stand_where_no_names_are_written():
    shown = meeting_page(cell(record("2024-03", met(present=8, roll=10, excused=2))))
    assert "Vắng có lý do: 2 đồng chí." in shown.text()


LARGE = {
    "attendance": {"roll": 1322, "present": 1200, "excused": 22, "away": 100},
    "guests": {"invited": 1500, "resident_213": 2},
    "resolution": {"number": "03-NQ/CB", "kind": "resolution", "votes": {"for": 1050, "against": 0, "other": 0}},
}
GROUPED = {
    "vi": ("1.500 khách mời", "Tổng số đảng viên: 1.322; có mặt: 1.200; vắng", "1.050/1.222"),
    "en": ("1,500", "1,322", "1,200", "1,050/1,222"),
}


@pytest.mark.parametrize("lang", GROUPED)
def test_thousands_stand_apart_in_minutes_and_resolution(lang):
    book, words = cell(record("2024-03", LARGE)), words_of(lang)
    page = pages_of(book, words=words)[f"{CELL}2024/03-regular/"]
    shown = Shown(Engine(words=words).render(page))
    text = shown.text()
    assert [said for said in GROUPED[lang] if said not in text] == []
    assert "2 đảng viên 213" in text or lang == "en"
    row = [shown.text(cell).replace(",", ".") for cell in shown.all("tbody")[0].iter("td")][:6]
    assert row == ["1.322", "100", "1.222", "1.200", "22", "0"]
    assert re.findall(r"(?<![\d.,/-])[1-9]\d{3}(?![\d-])", re.sub(r"\b20\d\d\b", "", text)) == []


def test_the_vote_is_over_those_who_may_vote():
    # dv01, dv02 and dv04, who is exempt but came; dv03 is on probation.
    assert "Nghị quyết số 03-NQ/CB: tán thành 2/3 (66,67\u00a0% số đảng viên được biểu quyết)" in page().text()


def test_a_resolution_stands_in_its_own_form_after_the_minutes():
    shown = page(with_minutes(MARCH, "## I. Mở đầu\nx\n## II. Kết luận\ny"))
    resolution = shown.text(shown.one("article", id="nghi-quyet"))
    assert "ĐẢNG ỦY XÃ A CHI BỘ THỬ * Số 03-NQ/CB" in resolution
    assert "NGHỊ QUYẾT Lãnh đạo thực hiện nhiệm vụ tháng 3 năm 2024" in resolution
    assert "Chi bộ thử họp ngày 05 tháng 3 năm 2024, từ 07 giờ 30 đến 09 giờ 15 (105 phút)." in resolution
    assert (
        "Tổng số đảng viên: 4; có mặt: 2; vắng có lý do: 1; vắng không lý do: 0; được miễn sinh hoạt: 1; ở nơi khác: 0."
        in resolution
    )
    assert "Nội dung, chương trình: I. Mở đầu; II. Kết luận." in resolution
    assert "Làm đường. Người thực hiện: đồng chí Lý Văn Tám. Thời hạn: 30/4/2024." in resolution
    assert "Đồng chí Lý Văn Tám: nhiệm vụ 1." in resolution
    assert "Kết quả biểu quyết: tán thành 2/3 (66,67\u00a0% số đảng viên được biểu quyết)" in resolution
    assert "T/M CHI BỘ BÍ THƯ Nông Thị Hoa" in resolution
    assert len(shown.all("div", data_minutes="")) == 1


def test_a_resolution_tells_what_became_of_earlier_tasks():
    def after(month, **told):
        return record(month, FULL | {"tasks": {}, "followup": told})

    april = after("2024-04", **{"2024-03/t1": "doing"})
    may = after("2024-05", **{"2024-03/t1": "done", "ban-cu/2023-12/t7": "doing"})
    book = cell(MARCH, april, may, members=MEMBERS)
    rows = {}
    for stem in ("2024/04-regular", "2024/05-regular"):
        shown = meeting_page(book, stem)
        table = next(shown.one("article", id="nghi-quyet").iter("table"))
        rows[stem] = [[shown.text(c) for c in tr] for tr in table.iter("tr")][1:]
        assert "Nhiệm vụ kỳ trước" not in shown.text(shown.one("aside"))
    assert rows["2024/04-regular"] == [["1", "Làm đường", "đã giao, hạn 30/4/2024", "đang làm"]]
    assert rows["2024/05-regular"][0] == ["1", "Làm đường", "đang làm, quá hạn 30/4/2024", "xong"]
    assert rows["2024/05-regular"][1][2:] == ["đã giao", "đang làm"]


def test_a_resolution_is_adopted_by_the_rule_of_its_day():
    rules = rulebook(phieu={"title": "T", "issuer": "I", "source": "S", "applies": {"from": "2020-01-01"}, "scope": "all", "votes": {"adopt": "> 2/3"}, "documents": {"reported_days_after": "2"}})  # fmt: skip
    for votes, words in ((3, "Nghị quyết được thông qua: tán thành 3/3"), (2, "Kết quả biểu quyết: tán thành 2/3")):
        voted = FULL | {"resolution": {"number": "03-NQ/CB", "votes": {"for": votes}}}
        shown = meeting_page(cell(record("2024-03", voted), home=district(rules=rules), members=MEMBERS))
        assert words in shown.text(shown.one("article", id="nghi-quyet"))
        assert "Báo cáo cấp trên chậm nhất ngày 07/3/2024 (T)." in shown.text()


def test_a_conclusion_has_no_words_of_a_resolution():
    facts = met(present=3, roll=4) | {"resolution": {"kind": "conclusion"}}
    shown = meeting_page(cell(record("2024-03-committee", facts)), "2024/03-committee")
    conclusion = shown.text(shown.one("article", id="nghi-quyet"))
    assert "Số -KL/CB" in conclusion
    assert "KẾT LUẬN Họp chi ủy, tháng 3 năm 2024" in conclusion
    assert "Chi ủy Chi bộ thử họp ngày 05 tháng 3 năm 2024" in conclusion
    assert "Tổng số ủy viên: 4" in conclusion
    assert "T/M CHI ỦY BÍ THƯ" in conclusion
    assert "nghị quyết" not in conclusion.lower()
    assert "Lãnh đạo thực hiện" not in conclusion


def test_the_deputy_signs_where_nobody_is_secretary():
    deputy = {"dv05": {"joined": "2010-01-01", "roles": [{"role": "deputy", "from": "2020-01-01"}]}}
    shown = meeting_page(cell(MARCH, members=deputy), names={"dv05": "Vi Văn Năm"})
    assert "T/M CHI BỘ PHÓ BÍ THƯ Vi Văn Năm" in shown.text(shown.one("article", id="nghi-quyet"))


def test_what_nobody_wrote_is_left_to_be_written_by_hand():
    bare = met(present=8, roll=10) | {"resolution": {"kind": "resolution"}}
    shown = meeting_page(cell(record("2024-03", bare)))
    resolution = shown.one("article", id="nghi-quyet")
    asked = [shown.text(p) for p in resolution.iter("p") if p.get("class") == "write"]
    assert asked[0] == "Nội dung, chương trình:"
    assert {"Nhiệm vụ:", "Phân công:"} < set(asked)
    assert sum(span.get("class") == "blank" for span in resolution.iter("span")) == 7


def test_a_meeting_without_a_resolution_has_minutes_alone():
    assert len(meeting_page(cell(record("2024-03", met()))).all("article")) == 1


def test_a_withheld_record_shows_no_resolution():
    assert not page(dataclasses.replace(MARCH, withheld=("PR101",))).all("article", id="nghi-quyet")


def test_the_programme_is_what_the_minutes_are_divided_into():
    minutes = "# Biên bản\n## I. **Mở đầu** ##\n<!-- ## Không -->\n```\n## Mã\n```\n### Nhỏ\n##\tII. Kết luận\n"
    assert programme(minutes) == ("I. Mở đầu", "II. Kết luận")


def test_a_broken_roll_gives_a_vote_without_a_base():
    book = dataclasses.replace(cell(MARCH), members_broken=True)
    assert "tán thành 2, không tán thành 0" in meeting_page(book).text()


def test_minutes_stand_in_one_place_and_are_inert():
    shown = page(with_minutes(MARCH, "## Mở đầu\n<script>alert(1)</script> & [x](javascript:y)\n"))
    minutes = shown.one("div", data_minutes="")
    assert shown.text(minutes) == "Mở đầu <script>alert(1)</script> & x"
    assert [script.get("src", "").endswith("/assets/chibo.js") for script in shown.all("script")] == [True]


def test_minutes_link_to_records_that_have_a_page_and_to_no_other():
    names = ["02-regular", "04-regular", "../2023/12-regular", "03-thematic-rung", "../2022/01-regular"]
    written = with_minutes(MARCH, " ".join(f"[{number}]({name}.md)" for number, name in enumerate(names)))
    others = [record(key, met()) for key in ("2023-12", "2024-02")]
    shown = page(others[0], others[1], written, record("2024-04", met(), valid=False))
    links = [link.get("href") for link in shown.one("div", data_minutes="").iter("a")]
    assert links == ["../02-regular/", "../../2023/12-regular/"]
    assert shown.text(shown.one("div", data_minutes="")) == "0 1 2 3 4"


def test_a_withheld_record_names_the_rules_instead_of_its_minutes():
    held_back = dataclasses.replace(with_minutes(MARCH, "## Việc riêng"), withheld=("PR101", "PR103"))
    shown = page(held_back)
    assert "Việc riêng" not in shown.html
    assert "Biên bản được giữ lại" in shown.text()
    assert {shown.links()[code] for code in ("PR101", "PR103")} == {f"../../../../../rules/PR10{n}/" for n in (1, 3)}


def test_a_finding_alone_withholds_nothing():
    found = [diagnostic("PR102", MARCH.path, kind="private", severity="notice")]
    shown = page(with_minutes(MARCH, "## Việc chung"), found=found)
    assert "Việc chung" in shown.text()
    assert "được giữ lại" not in shown.text()


def test_what_the_checks_found_is_named_with_its_rule():
    shown = page(found=[diagnostic("AT104", MARCH.path, found=Text("Dự 66 %.", ""))])
    assert shown.links()["AT104"] == "../../../../../rules/AT104/"
    assert "Dự 66 %." in shown.text()


def test_tasks_say_what_became_of_them():
    later = record("2024-05", met() | {"followup": {"2024-03/t1": "done"}})
    shown = page(MARCH, later)
    assert "Làm đường: xong ở kỳ 5/2024" in shown.text()
    other = meeting_page(cell(MARCH, later, members=MEMBERS), "2024/05-regular")
    assert other.links()["Làm đường"].endswith("huyen-a/cells/chi-bo/2024/03-regular/")


def test_a_successor_may_report_on_a_task():
    follow = MeetingFacts(dt.date(2024, 5, 5), True, (), (("chi-bo/2024-03/t1", "done"),))
    facts = CellFacts("huyen-a/moi", "Chi bộ mới", None, None, None, {"2024/05-regular": follow})
    book = dataclasses.replace(cell(MARCH, members=MEMBERS), facts={"huyen-a/moi": facts})
    shown = meeting_page(book)
    assert shown.links()["kỳ 5/2024, Chi bộ mới"].endswith("/huyen-a/cells/moi/2024/05-regular/")


def test_a_combined_meeting_says_so_and_names_its_theme():
    text = page(record("2024-03", FULL | {"theme": "Nông thôn mới"})).text()
    assert "thường kỳ và chuyên đề" in text
    assert "Chuyên đề: Nông thôn mới." in text


def test_scores_show_the_most_that_could_be_had():
    rules = rulebook(diem={"title": "T", "issuer": "I", "source": "S", "applies": {"from": "2020-01-01"}, "scope": "all", "score": {"groups": {"time": "5", "results": "30"}}})  # fmt: skip
    scored = record("2024-03", FULL | {"score": {"self": {"results": "27.5", "time": 5}, "self_grade": "good"}})
    shown = meeting_page(cell(scored, home=district(rules=rules), members=MEMBERS))
    assert "1 Chấp hành thời gian, thời lượng 5 5 2 Kết quả thực hiện nghị quyết kỳ trước 30 27,5" in shown.text()
    assert "Tổng 35 32,5" in shown.text()
    assert "Tự xếp loại: Tốt." in shown.text()


def test_a_joint_meeting_names_the_other_cell_and_its_people():
    facts = {"huyen-a/ban-pa": CellFacts("huyen-a/ban-pa", "Chi bộ bản Pá", None, None, None, {})}
    joint = record("2024-03-thematic-rung", FULL | {"joint_with": ["ban-pa"], "chair": "ban-pa/dv09", "theme": "Rừng"})
    book = dataclasses.replace(cell(joint, members=MEMBERS), facts=facts)
    text = meeting_page(book, "2024/03-thematic-rung").text()
    assert "Họp chung với: Chi bộ bản Pá." in text
    assert "đồng chí dv09 (Chi bộ bản Pá)" in text


def test_a_meeting_put_off_says_why():
    late = record("2024-03", FULL | {"postponed": {"from": "2024-03-03", "reason": "Lũ chia cắt bản"}})
    assert "Hoãn từ ngày 03/3/2024: Lũ chia cắt bản." in page(late).text()


def test_neighbours_are_linked():
    shown = page(record("2024-02", met()), MARCH, record("2024-04-committee", met()))
    assert shown.one("a", rel="prev").get("href", "").endswith("/2024/02-regular/")
    assert shown.text(shown.one("a", rel="next")) == "Kỳ 4/2024, họp chi ủy →"


def test_the_record_can_be_edited():
    assert page().links()["Sửa bản ghi này"] == f"https://git.example.invalid/so/edit/HEAD/{MARCH.path}"
    assert "Sửa bản ghi này" not in page(repo_url="").links()


def test_an_invalid_record_has_no_page():
    assert f"{CELL}2024/03-regular/" not in pages_of(cell(dataclasses.replace(MARCH, valid=False)))


@pytest.mark.parametrize("text", ['"<b>&', "{{ 7*7 }}", "<script>", "Ễ" * 300])
def test_text_comes_out_as_it_was_written(text):
    facts = as_text(FULL | {"place": text, "theme": text})
    shown = page(record("2024-03", facts), names={"dv01": text})
    assert f"Địa điểm: {text}." in shown.text()
    assert f"đồng chí {text}, Bí thư" in shown.text()
