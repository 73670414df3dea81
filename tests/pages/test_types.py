from __future__ import annotations

from tests.books import MONTHS_2024, cell, district, regular
from tests.pages.factory import district_of, district_page

HOME = district()
URL = "/huyen-a/types/fdi/2024/"


def books():
    village = cell(*regular(MONTHS_2024), home=HOME, slug="lang", name="Chi bộ Làng")
    fdi = cell(*regular(MONTHS_2024[:6], present=6), home=HOME, slug="may", name="Chi bộ May", type="fdi", founded="2024-01-01")  # fmt: skip
    return village, fdi


def test_it_shows_the_cells_of_one_type():
    shown = district_page(URL, *books())
    assert shown.text(shown.one("h1")) == "Doanh nghiệp có vốn đầu tư nước ngoài, năm 2024"
    assert shown.links()["May"] == "../../../../huyen-a/cells/may/"
    assert "Làng" not in shown.links()


def test_every_figure_of_the_type_is_printed_as_its_own():
    stats = district_of(*books()).types["fdi"]
    shown = district_page(URL, *books())
    assert [stat for stat in stats[2024] if not shown.own(stat)] == []
    assert shown.own("attendance_rate_due") == [("0.6", "60,00\u00a0%")]


def test_half_years_and_quarters_belong_to_the_page_itself():
    stats = district_of(*books()).types["fdi"]
    shown = district_page(URL, *books())
    for key in ("2024-H1", "2024-Q3"):
        assert shown.one("th", id=key) is not None
        counted = [stat for stat, ratio in stats[key].items() if ratio.d]
        assert counted
        assert [stat for stat in counted if not shown.of(stat, f"{URL}#{key}")] == []


def test_figures_are_grouped_by_subject():
    shown = district_page(URL, *books())
    groups = [shown.text(tr) for tr in shown.all("tr", class_="grp")]
    assert groups[:3] == ["Kỳ sinh hoạt", "Sinh hoạt chuyên đề", "Dự sinh hoạt và phát biểu"]


def test_only_years_of_the_type_are_offered():
    home = district(as_of="2026-02-15")
    fdi = cell(*regular(MONTHS_2024), home=home, type="fdi", closed="2024-12-31")
    assert not [a for a in district_page(URL, fdi).all("a") if "types/fdi/2026" in a.get("href", "")]
