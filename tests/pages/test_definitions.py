from __future__ import annotations

from generator.stats.api import families, figures
from tests.pages.factory import site_page


def test_every_figure_is_defined():
    shown = site_page("/definitions/")
    for id_, figure in figures().items():
        row = shown.text(shown.one("tr", id=id_))
        assert figure.label.vi in row
        assert figure.denominator.vi in row


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
