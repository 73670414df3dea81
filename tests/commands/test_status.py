from __future__ import annotations

import dataclasses
import datetime as dt
import unicodedata

import pytest

from generator.commands.status import fit, latest_year, render, width_of
from generator.views.reduce import reduce
from generator.views.summary import summarize
from tests.books import MONTHS_2024, cell, district, met, record, regular, rulebook

UNITS = {"xa-a": {"name": "Đảng bộ xã Đông"}, "xa-b": {"name": "Đảng bộ xã Ấp", "parent": "xa-a"}}
HOME = district(as_of="2024-11-15", units=UNITS)


def states_of_all_kinds():
    """A cell with each state a month can have: December is planned, November not due."""
    return cell(
        record("2024-01", met(date="2024-01-05")),
        record("2024-02", met(date="2024-02-28"), recorded="2024-04-20"),
        record("2024-04", {"state": "not_held", "reason": "Lũ"}),
        record("2024-05", {"state": "postponed", "reason": "Lũ"}),
        record("2024-06", {"state": "waived", "reason": "Ít người", "decision": "Văn bản 1"}),
        record("2024-07", None, valid=False),
        record("2024-08", met()),
        record("2024-09", met()),
        record("2024-12", {"state": "planned", "date": "2024-12-12"}),
        home=HOME,
        name="Chi bộ bản Nà Lộc",
        slug="na-loc",
    )  # fmt: skip


def moved():
    """A cell that went from one unit to the other in May, and was founded in March."""
    under = [{"unit": "xa-a", "from": "2000-01-01", "to": "2024-05-31"}, {"unit": "xa-b", "from": "2024-06-01"}]
    return cell(
        *regular(MONTHS_2024[2:10]), home=HOME, name="Chi bộ Trường Trung học phổ thông Vân Mẫu", slug="thpt",
        founded="2024-03-01", under=under,
    )  # fmt: skip


def summary(*cells, home=HOME, left_out=()):
    return reduce(home, [summarize(book, {}, ()) for book in cells], left_out)


MATRIX = """\
Đảng bộ huyện A, năm 2024, đến 15/11/2024: đã họp/phải họp 12/17

  Chi bộ                     1   2   3   4   5   6   7   8   9  10  11  12
Đảng bộ xã Ấp                                                                8/8
  Trường Trung học phổ t…    ·   ·   5   5   5   5   5   5   5   5   …   …   8/8
Đảng bộ xã Đông                                                              4/9
  Bản Nà Lộc                 5 28*   T   K   H   M   !   5   5   T   …(12)   4/9

Thiếu biên bản:
  Chi bộ bản Nà Lộc: tháng 3, 10
Không tính 1 tệp ghi sai (chạy: chibo check).

Ký hiệu: 5 đã họp, 5* đã họp, ghi muộn, T thiếu biên bản, ! ghi sai,
  K không họp, H hoãn, M được miễn, (5) dự kiến họp, … chưa đến hạn,
  · không hoạt động (số là ngày họp)
"""
NARROW = """\
Đảng bộ huyện A, năm 2024, đến 15/11/2024:
đã họp/phải họp 12/17

Thiếu biên bản:
  Chi bộ bản Nà Lộc: tháng 3, 10
Không tính 1 tệp ghi sai (chạy: chibo
check).
"""
ENGLISH = """\
Đảng bộ huyện A, 2024, as of 2024-11-15: met/required 8/8

  Cell                       1   2   3   4   5   6   7   8   9  10  11  12
Đảng bộ xã Ấp                                                                8/8
  Trường Trung học phổ t…    ·   ·   5   5   5   5   5   5   5   5   …   …   8/8

No record is missing.

Key: 5 held, … awaiting, · inactive (the number is the day)
"""


@pytest.fixture
def whole():
    return summary(states_of_all_kinds(), moved(), left_out=["records/huyen-a/cells/na-loc/2024/07-regular.md"])


def test_the_matrix(whole):
    assert render([whole], 2024, "vi", False, 80) == MATRIX


def test_below_eighty_columns_only_the_missing_months(whole):
    assert render([whole], 2024, "vi", False, 44) == NARROW


def test_in_english():
    assert render([summary(moved())], 2024, "en", False, 80) == ENGLISH


@pytest.mark.parametrize("width", [30, 60, 79, 80, 81, 120])
def test_no_line_is_wider_than_the_terminal(whole, width):
    long = summary(*[dataclasses.replace(moved(), slug=f"thpt-{n}") for n in range(9)])
    for color in (False, True):
        assert max(width_of(line) for line in render([whole, long], 2024, "vi", color, width).split("\n")) <= width


def test_colours_change_nothing_else(whole):
    colored = render([whole], 2024, "vi", True, 80)
    assert "\x1b[1;97;41mT\x1b[0m" in colored
    assert "   5 \x1b[33m28*\x1b[0m" in colored
    for code in (
        "\x1b[1;97;41m",
        "\x1b[1;31m",
        "\x1b[1;30;43m",
        "\x1b[33m",
        "\x1b[36m",
        "\x1b[2m",
        "\x1b[1m",
        "\x1b[0m",
    ):
        colored = colored.replace(code, "")
    assert colored == MATRIX


def test_a_cell_stands_under_its_unit_of_the_years_end(whole):
    home = district(as_of="2025-02-15", units=UNITS)
    under = [{"unit": "xa-a", "from": "2000-01-01", "to": "2024-12-31"}, {"unit": "xa-b", "from": "2025-01-01"}]
    found = summary(cell(*regular(MONTHS_2024), home=home, under=under), home=home)
    assert "Đảng bộ xã Đông" in render([found], 2024, "vi", False, 80)
    assert "Đảng bộ xã Ấp" in render([found], 2025, "vi", False, 80)


def test_a_unit_that_the_district_does_not_know_comes_last():
    found = summary(moved(), cell(home=HOME, slug="la", under=[{"unit": "a-la", "from": "2000-01-01"}]))
    lines = render([found], 2024, "vi", False, 80).split("\n")
    assert [line.split("  ")[0] for line in lines if line and line[0] in "ĐC"][1:] == [
        "Đảng bộ xã Ấp",
        "Chưa rõ đơn vị: a-la",
    ]


@pytest.mark.parametrize(("lang", "day"), [("vi", "đến 05/3/2024:"), ("en", "as of 2024-03-05:")])
def test_the_day_is_written_as_in_documents(lang, day):
    home = district(as_of="2024-03-05", units=UNITS)
    found = reduce(home, [summarize(cell(home=home), {}, ())], ())
    assert day in render([found], 2024, lang, False, 120)


def test_nothing_to_show_is_said():
    assert render([], 2024, "vi", False, 80) == "Sổ chưa có đảng bộ nào.\n"
    assert render([], 2024, "en", False, 80) == "There is no district in this store.\n"
    assert render([summary()], 2024, "vi", False, 80) == "Năm 2024 không có chi bộ nào trong sổ.\n"
    assert render([summary(moved())], 1999, "vi", False, 80) == "Năm 1999 không có chi bộ nào trong sổ.\n"


def test_a_district_without_cells_that_year_is_passed_over(whole):
    assert render([summary(), whole], 2024, "vi", False, 80) == MATRIX


def test_the_latest_year_is_the_newest_with_a_month_that_came_due():
    def latest(as_of, rules=None):
        home = district(as_of=as_of, **({"rules": rules} if rules else {}))
        return latest_year([summary(cell(home=home), home=home)], dt.date.fromisoformat(as_of))

    assert latest("2026-02-10") == 2025
    assert latest("2026-02-11") == 2026
    unset = rulebook(
        **{"hd-thu": {"title": "H", "issuer": "B", "source": "M", "applies": {"from": "2018-01-01"}, "scope": "all"}}
    )
    assert latest("2026-01-31", unset) == 2025
    assert latest("2026-02-01", unset) == 2026
    assert latest_year([], dt.date(2026, 1, 15)) == 2026


def test_width_counts_columns_not_characters():
    assert width_of("Ễ") == 1
    assert width_of(unicodedata.normalize("NFD", "Ễ")) == 1
    assert width_of("漢字") == 4
    assert width_of("\x1b[1;31m!\x1b[0m") == 1
    assert fit("Nà Lộc", 8) == "Nà Lộc  "
    assert fit("Nà Lộc xa", 8) == "Nà Lộc…"[:7].ljust(8)
    assert fit("漢字漢字", 6) == "漢字… "
    assert fit(unicodedata.normalize("NFD", "Nà Lộc Nà"), 7) == unicodedata.normalize("NFD", "Nà Lộc") + "…"
