from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import jinja2
import pytest

import site_templates
from generator.model.frame import Frame
from generator.model.page import Page
from generator.render.engine import Engine, base_url, environment
from generator.store.catalogue import words_of
from generator.views.reference import rules_view
from generator.views.site import Site, handbook_frame

SITE = Site("Sổ <Chi> Bộ", dt.date(2025, 1, 1), "internal")
ASSETS = Path(site_templates.__file__).parent / "assets"


@pytest.mark.parametrize(
    ("url", "up"), [("/", "."), ("/rules/", ".."), ("/van-quan/cells/a/2024/03-regular/", "../../../../..")]
)
def test_the_way_up_is_as_long_as_the_way_down(url, up):
    assert base_url(url) == up


@pytest.mark.parametrize(
    ("base", "address"), [("..", "../rules/"), (".", "./rules/"), ("/", "/rules/"), ("/so/", "/so/rules/")]
)
def test_links_work_from_any_place(base, address):
    template = environment().from_string("{{ '/rules/'|link }} {{ '#x'|link }}")
    assert template.render(base_url=base) == f"{address} #x"


def test_what_is_not_there_is_an_error():
    with pytest.raises(jinja2.UndefinedError):
        environment().from_string("{{ nothing }}").render()


def test_names_are_escaped_in_the_frame():
    html = Engine().render(Page("/rules/", "pages/rules.html", rules_view(SITE)))
    assert "Sổ &lt;Chi&gt; Bộ" in html
    assert "Sổ <Chi>" not in html


def test_a_development_server_may_reload():
    page = Page("/rules/", "pages/rules.html", rules_view(SITE))
    assert "script-src 'self' 'unsafe-inline';" in Engine(live=True).render(page)
    assert "script-src 'self';" in Engine().render(page)


def test_the_handbook_stands_in_the_same_frame():
    env = environment()
    page = type(
        "P",
        (),
        {"title": "Sổ tay", "content": "<h1>Sổ tay</h1><table><thead><tr><th></th></tr></thead></table><pre>x</pre>"},
    )
    frame = handbook_frame(SITE, "/handbook/diem-danh/", "Điểm danh")
    html = env.get_template("main.html").render(page=page, nav=[], config={}, base_url="../..", frame=frame)
    assert html.count("<h1>") == 1
    assert "<th></th>" not in html
    assert '<pre tabindex="0">' in html
    assert '<a href="../../handbook/" aria-current="true">Sổ tay</a>' in html


def test_a_page_that_is_not_there_links_from_the_top():
    frame = Frame(url="/404.html", title="Không có trang này", site_name="Sổ")
    html = environment().get_template("404.html").render(base_url="/so/", frame=frame)
    assert 'href="/so/assets/chibo.css"' in html
    assert 'href="/so/"' in html


def test_parts_that_pages_share_follow_their_values():
    engine = Engine()
    view = rules_view(SITE)
    first = engine.render(Page("/rules/", "pages/rules.html", view))
    again = engine.render(Page("/rules/", "pages/rules.html", view))
    public = engine.render(Page("/rules/", "pages/rules.html", rules_view(Site("Sổ", SITE.as_of, "public"))))
    assert first == again
    assert "Nội bộ" in first
    assert "Nội bộ" not in public


def test_assets_ask_nothing_of_anybody():
    for path in (file for file in ASSETS.rglob("*") if file.is_file()):
        text = path.read_text(encoding="utf-8")
        assert "url(" not in text
        assert "@import" not in text


def test_pages_below_a_language_lead_to_their_own_and_to_what_all_share():
    site = dataclasses.replace(SITE, words=words_of("en"), languages=("vi", "en"), prefix="/en")
    html = Engine(words=site.words, languages=site.languages).render(
        Page("/rules/", "pages/rules.html", rules_view(site))
    )
    assert '<html lang="en">' in html
    assert 'href="../rules/AT101/"' in html
    assert 'href="../../assets/chibo.css"' in html
    assert 'href="../../handbook/"' in html
    assert '<link rel="alternate" hreflang="vi" href="../../rules/">' in html
    assert '<a href="../../rules/" hreflang="vi" lang="vi">Tiếng Việt</a>' in html


def test_one_language_names_no_other():
    html = Engine().render(Page("/rules/", "pages/rules.html", rules_view(SITE)))
    assert "hreflang" not in html
    assert '<html lang="vi">' in html
