from __future__ import annotations

from generator.rules.api import rules
from tests.pages.factory import site_page


def test_every_rule_is_listed_with_its_title_and_severity():
    shown = site_page("/rules/")
    links = shown.links()
    for code, rule in rules().items():
        assert links[code] == f"../rules/{code}/"
        assert rule.title.vi in shown.text()


def test_rules_stand_by_area():
    shown = site_page("/rules/")
    assert shown.text(shown.one("h2", id="AT")) == "Điểm danh"
    rows = [shown.text(th) for th in shown.all("th", scope="row")]
    assert sorted(rows) == sorted(rules())


def test_the_navigation_shows_where_one_is():
    shown = site_page("/rules/")
    assert [shown.text(a) for a in shown.all("a", aria_current="page")] == ["Quy tắc kiểm tra"]
