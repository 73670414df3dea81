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


@pytest.mark.parametrize("code", sorted(rules()))
def test_every_rule_has_a_page_that_says_how_to_put_it_right(code):
    shown = site_page(f"/rules/{code}/")
    assert shown.one("h2", id="cach-sua") is not None
    assert shown.one("h2", id="can-cu") is not None
