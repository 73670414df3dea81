"""Every word of templates and views is translated once, completely, and nothing else is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.model.text import LANGUAGES
from generator.model.words import Words
from generator.render.engine import environment
from generator.store.catalogue import words_of
from tools import words

if TYPE_CHECKING:
    from pathlib import Path

OTHERS = [lang for lang in LANGUAGES if lang != "vi"]
SAID = words.texts()


def entry(text: str, *forms: str, plural: bool = False, fuzzy: bool = False) -> words.Entry:
    return words.Entry("en/x.po", 1, text, forms, plural, fuzzy)


def test_templates_and_views_say_something() -> None:
    assert len(SAID) > 400
    assert any(where.startswith("generator/views/") for places in SAID.values() for where in places)
    assert "Năm" in SAID


@pytest.mark.parametrize("lang", OTHERS)
def test_every_text_is_translated_once_and_nothing_else_is(lang: str) -> None:
    assert list(words.problems(lang, SAID, words.entries(lang))) == []


@pytest.mark.parametrize("lang", OTHERS)
def test_the_program_reads_every_entry(lang: str) -> None:
    known = words_of(lang).catalogue
    assert {e.text: (e.forms[0], e.forms[-1]) for e in words.entries(lang)} == dict(known)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (entry("Năm %(year)s"), "not translated"),
        (entry("Năm %(year)s", "Year %(year)s", fuzzy=True), "not translated"),
        (entry("Năm %(year)s", "Year"), "other places"),
        (entry("Năm %(year)s", "Year %(years)s"), "other places"),
        (entry("%(n)s <b>kỳ</b>", "%(n)s <b>meeting</b>", plural=True), "a form for one"),
        (entry("%(n)s <b>kỳ</b>", "%(n)s meeting", "%(n)s meetings", plural=True), "other markup"),
        (entry("%(n)s <b>kỳ</b>", "one <b>meeting</b>", "<b>meetings</b>", plural=True), "the number is not said"),
        (entry("Năm %(year)s", "Year %(year)s", "Years %(year)s", plural=True), "no number `n`"),
        (entry("Tháng", "Month"), "nothing says this any more"),
    ],
)
def test_each_fault_would_be_seen(found: words.Entry, said: str) -> None:
    texts = {"Năm %(year)s": ["a.html:1"], "%(n)s <b>kỳ</b>": ["a.html:2"]}
    right = {
        "Năm %(year)s": entry("Năm %(year)s", "Year %(year)s"),
        "%(n)s <b>kỳ</b>": entry("%(n)s <b>kỳ</b>", "one <b>meeting</b>", "%(n)s <b>meetings</b>", plural=True),
    }
    assert list(words.problems("en", texts, list(right.values()))) == []
    problems = list(words.problems("en", texts, list({**right, found.text: found}.values())))
    assert len(problems) >= 1
    assert any(said in problem for problem in problems)


def test_a_text_translated_twice_would_be_seen() -> None:
    twice = [entry("Năm", "Year"), entry("Năm", "The year")]
    assert sum("more than once" in problem for problem in words.problems("en", {"Năm": ["a.html:1"]}, twice)) == 2


def test_texts_are_found_in_templates_and_in_views(tmp_path: Path) -> None:
    for folder in ("site_templates", "generator"):
        (tmp_path / folder).mkdir()
    (tmp_path / "site_templates/a.html").write_text(
        "<p>{% trans n=x|number %}\n  Có {{ n }} kỳ,\n  đạt 5%\n{% endtrans %}</p>", encoding="utf-8"
    )
    (tmp_path / "generator/b.py").write_text(
        'a = site.tr("Một")\nb = self.site.tr("Hai %(x)s", x=1)\nc = desk.site.tr(\n    "Ba "\n    "bốn"\n)\n',
        encoding="utf-8",
    )
    assert set(words.texts(tmp_path)) == {"Có %(n)s kỳ, đạt 5%%", "Một", "Hai %(x)s", "Ba bốn"}


FORMS = {"%(n)s kỳ": ("%(n)s meeting", "%(n)s meetings"), "Đạt 5%% của %(x)s": ("5%% of %(x)s", "5%% of %(x)s")}


@pytest.mark.parametrize(
    ("number", "shown"), [(1, "1 meeting"), (2, "2 meetings"), (0, "0 meetings"), (1000, "1,000 meetings")]
)
def test_the_number_decides_between_one_and_many(number: int, shown: str) -> None:
    env = environment(words=Words("en", FORMS))
    template = "{% trans n=x|number %}{{ n }} kỳ{% endtrans %}"
    assert env.from_string(template).render(x=number) == shown
    assert environment().from_string(template).render(x=1) == "1 kỳ"
    assert Words("en", FORMS).tr("%(n)s kỳ", n=number) == shown.replace(",", "")


def test_values_are_escaped_and_percent_signs_stay() -> None:
    template = "{% trans x=x %}Đạt 5% của {{ x }}{% endtrans %}"
    assert environment(words=Words("en", FORMS)).from_string(template).render(x="<b>") == "5% of &lt;b&gt;"
    assert environment().from_string(template).render(x="<b>") == "Đạt 5% của &lt;b&gt;"
    assert environment().from_string("{% trans %}Tỷ lệ, %{% endtrans %}").render() == "Tỷ lệ, %"


def test_a_text_without_translation_stays_vietnamese() -> None:
    assert Words("en", {}).tr("Năm %(year)s", year=2024) == "Năm 2024"
    assert environment(words=Words("en", {})).from_string("{% trans %}Năm{% endtrans %}").render() == "Năm"
