from __future__ import annotations

from generator.model.words import Words
from generator.render.engine import Engine
from generator.stats.api import families, figures
from generator.views.district_pages import site_pages
from tests.pages.factory import Shown, site, site_page


def test_every_figure_is_defined():
    shown = site_page("/definitions/")
    for id_, figure in figures().items():
        row = shown.text(shown.one("tr", id=id_))
        assert figure.label.vi in row
        assert figure.numerator.vi in row
        assert figure.denominator.vi in row or figure.kind == "count"


def test_every_family_of_figures_is_defined_once():
    shown = site_page("/definitions/")
    for prefix, family in families().items():
        assert family.title.vi in shown.text(shown.one("tr", id=prefix))


def test_the_public_page_defines_only_what_it_prints():
    shown = site_page("/definitions/", profile="public")
    assert shown.all("tr", id="meeting_coverage")
    assert not shown.all("tr", id="attendance_rate_due")
    assert shown.all("tr", id="cells_by_type")
    assert not shown.all("tr", id="members_by_type")


def test_means_are_told_from_shares():
    shown = site_page("/definitions/")
    assert "số bình quân" in shown.text(shown.one("tr", id="meetings_per_cell"))
    assert "phần trăm" in shown.text(shown.one("tr", id="meeting_coverage"))


def test_figures_are_grouped_by_subject_and_each_subject_is_linked():
    shown = site_page("/definitions/")
    links = {a.get("href"): shown.text(a) for a in shown.one("nav", class_="jump").iter("a")}
    groups = {f"#{tr.get('id')}": shown.text(tr) for tr in shown.all("tr", class_="grp")}
    assert links == groups
    assert list(groups.values())[:3] == ["Kỳ sinh hoạt", "Sinh hoạt chuyên đề", "Dự sinh hoạt và phát biểu"]
    assert "Chỉ tiêu khác" not in groups.values()


def test_it_says_which_figures_are_not_public():
    shown = site_page("/definitions/")
    public = {id_: shown.text(list(shown.one("tr", id=id_).iter("td"))[3]) for id_ in figures()}
    assert {id_ for id_, word in public.items() if word == "không"} == {i for i, f in figures().items() if f.private}
    assert "Công khai" not in site_page("/definitions/", profile="public").text()


def test_a_family_shows_that_its_ids_go_on():
    shown = site_page("/definitions/")
    assert "cells_by_type.…" in shown.text(shown.one("tr", id="cells_by_type"))


def test_it_is_written_in_english_too():
    words = Words("en", {"Công khai": ("Public", "Public")})
    shown = Shown(Engine(words=words).render({p.url: p for p in site_pages(site(words=words), [])}["/definitions/"]))
    assert "Regular meetings held" in shown.text(shown.one("tr", id="meeting_coverage"))
    assert "Public" in [shown.text(th) for th in shown.all("th", scope="col")]
