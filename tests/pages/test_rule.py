from __future__ import annotations

import pytest

from generator.rules.api import rules
from tests.pages.factory import site_page


def test_it_explains_one_rule():
    shown = site_page("/rules/AT101/")
    assert shown.text(shown.one("h1")).startswith("AT101: ")
    assert [shown.text(h) for h in shown.all("h2")] == [
        "Kiểm tra gì",
        "Vì sao",
        "Cách sửa",
        "Ghi sai",
        "Ghi đúng",
        "Căn cứ",
    ]


def test_the_wrong_line_is_marked_without_the_note_for_the_test():
    shown = site_page("/rules/AT101/")
    assert shown.text(shown.one("mark")).startswith("present:")
    assert "# !" not in shown.html


def test_an_example_of_several_files_shows_each_under_its_path():
    shown = site_page("/rules/AT107/")
    section = next(s for s in shown.all("section") if s.get("aria-labelledby") == "sai")
    paths = [p.text for p in section.iter("code") if (p.text or "").startswith("records/")]
    assert [str(path).rpartition("/")[2] for path in paths] == [f"{month:02d}-regular.md" for month in range(1, 5)]
    files = list(section.iter("pre"))
    assert [file.get("aria-label") for file in files] == [f"Ví dụ ghi sai: {path}" for path in paths]
    assert [shown.text(file).count("date:") for file in files] == [1, 1, 1, 1]
    assert shown.text(shown.one("mark")).strip() == "dv04: work"
    assert "# records" not in shown.html


def test_a_fault_in_a_file_that_is_not_shown_is_told_with_its_place():
    shown = site_page("/rules/ME101/")
    assert "Máy báo ở records/van-quan/cells/ban-a/cell.yml, dòng 1." in shown.text()
    assert shown.all("mark") == []


def test_the_day_of_a_commit_stands_beside_the_path():
    assert "2024/03-regular.md, vào kho ngày 12/4/2024" in site_page("/rules/ME107/").text()


def test_an_example_that_is_a_list_of_paths_has_no_path_of_its_own():
    shown = site_page("/rules/PA002/")
    assert [pre.get("aria-label") for pre in shown.all("pre")] == ["Ví dụ ghi sai", "Ví dụ ghi đúng"]


@pytest.mark.parametrize("code", sorted(rules()))
def test_no_note_for_the_test_is_left_on_its_page(code):
    html = site_page(f"/rules/{code}/").html
    assert "# !" not in html
    assert "(git:" not in html
    assert "# records/" not in html


@pytest.mark.parametrize("code", sorted(rules()))
def test_every_rule_has_a_page_that_says_how_to_put_it_right(code):
    shown = site_page(f"/rules/{code}/")
    assert shown.one("h2", id="cach-sua") is not None
    assert shown.one("h2", id="can-cu") is not None
