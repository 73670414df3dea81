"""Templates compiled our way print what Jinja's own way of compiling prints."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import jinja2
import markupsafe
import pytest
from jinja2 import pass_context
from markupsafe import Markup

from generator.render.code import Environment
from generator.render.escape import escape, markup

TEMPLATES = {
    "layout": "<{{ title }}>{% block head %}{{ title }}{% endblock %}|{% block content required %}{% endblock %}|",
    "page": (
        "{% extends 'layout' %}{% from 'macros' import one, two %}{% block content %}"
        "{% set a = title %}{% for x in xs %}{% set b = x %}{{ one(x) }}{% include 'part' %}{% endfor %}"
        "{{ two(a) }}{% include 'part' %}{% endblock %}"
    ),
    "above": "{% extends 'page' %}{% block head %}[{{ super() }}{{ self['content']() }}]{% endblock %}",
    "bare": "{% extends 'layout' %}",
    "macros": "{% macro one(x) %}<b>{{ x }}</b>{% endmacro %}{% macro two(x, y='<&>') %}{{ x }}{{ y }}{% endmacro %}",
    "part": "({{ x|default('-') }}{{ b|default('-') }}{{ a|default('-') }}{% set b = 7 %}{{ b }}{% include 'inner' %})",
    "inner": "{{ b }}{{ title }}",
}
NAMES: dict[str, Any] = {"title": "a < b", "xs": ["<", Markup("<i>"), 3], "tree": [("a", [("<b>", []), ("c", [])])]}
SOURCES = [
    "{% for x in xs %}{{ loop.index }}{{ loop.index0 }}{{ loop.first }}{{ loop.last }}{{ loop.length }}{{ x }}{% endfor %}",
    "{% for x in xs %}{% for y in xs %}{{ loop.index }}{{ x }}{% endfor %}{{ loop.index }}{% endfor %}",
    "{% for x in xs|map('string') %}{{ loop.last }}{{ x }}{% endfor %}",
    "{% for x in [] %}{{ loop.index }}{% else %}<none>{% endfor %}",
    "{% for x in xs if x != 3 %}{{ x }}{{ ', ' if not loop.last }}{% endfor %}",
    "{% for n, below in tree recursive %}<{{ n }}{{ loop.depth }}>{{ loop(below) }}{% endfor %}",
    "{{ title if xs }}{{ title if not xs }}{{ '<' if not xs else '>' }}",
    "{% set text %}<{{ title }}>{% endset %}{{ text }}{{ text|lower }}",
    "{% macro m(x, y=2) %}{{ x }}{{ y }}{% endmacro %}{{ m(title) }}{{ m(1, y='<') }}{{ m(*xs[:2]) }}",
    "{% macro m() %}{{ caller() }}{{ varargs }}{% endmacro %}{% call m(1) %}<{{ title }}>{% endcall %}",
    "{% macro m(x) %}{{ kwargs['k'] }}{% endmacro %}{{ m(1, k=title) }}",
    "{{ xs[0] }}{{ xs[-1] }}{{ xs[0:2] }}{{ {'<': '>'}['<'] }}{{ title.upper() }}",
    "{% include 'part' %}{{ title ~ '<' }}{{ range(3)|join('<') }}{{ xs|join('&') }}",
    "{% filter upper %}<{{ title }}>{% endfilter %}{% with z = title %}{{ z }}{% endwith %}",
]


def theirs(**more: Any) -> jinja2.Environment:
    loader = jinja2.DictLoader(TEMPLATES)
    return jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, **more)


def ours(**more: Any) -> Environment:
    return Environment(loader=jinja2.DictLoader(TEMPLATES), autoescape=True, undefined=jinja2.StrictUndefined, **more)


@pytest.mark.parametrize("name", ["page", "above"])
def test_pages_print_what_they_print_elsewhere(name: str) -> None:
    template = ours().get_template(name)
    expected = theirs().get_template(name).render(NAMES)
    assert template.render(NAMES) == expected
    assert template.render(NAMES) == expected, "nothing is left over from the time before"
    assert "<script>" not in template.render(NAMES | {"title": "<script>", "xs": ["<script>"]})


@pytest.mark.parametrize("source", SOURCES)
def test_statements_print_what_they_print_elsewhere(source: str) -> None:
    assert ours().from_string(source).render(NAMES) == theirs().from_string(source).render(NAMES)


class Html(str):
    """Text that says how it is written as HTML."""

    __slots__ = ()

    def __html__(self) -> str:
        return f"<b>{markupsafe.escape(str(self))}</b>"


@pytest.mark.parametrize(
    "value",
    ["<&>\"'", Markup("<b>"), Html("<"), type("S", (str,), {})("<"), 7, -7, True, None, 1.5, Fraction(1, 2), ["<"]],
)
def test_values_are_escaped_as_everywhere(value: object) -> None:
    assert escape(value) == str(markupsafe.escape(value))
    assert ours().from_string("{{ v }}").render(v=value) == str(markupsafe.escape(value))


def test_html_that_is_marked_is_not_escaped_again() -> None:
    assert type(markup("<b>")) is Markup
    assert ours().from_string("{{ v }}").render(v=markup("<b>")) == "<b>"


@pytest.mark.parametrize(
    "source", ["{{ xs[9] }}", "{{ {}['x'] }}", "{{ nothing }}", "{{ nothing() }}", "{{ xs.nothing }}"]
)
def test_what_is_not_there_is_an_error(source: str) -> None:
    with pytest.raises((jinja2.UndefinedError, LookupError, AttributeError)):
        ours().from_string(source).render(NAMES)


def test_a_page_without_its_content_is_an_error() -> None:
    with pytest.raises(jinja2.TemplateRuntimeError, match="content"):
        ours().get_template("bare").render(NAMES)


@pytest.mark.parametrize(
    "source",
    [
        "{% block b scoped %}{% endblock %}",
        "{% if xs %}{% extends 'layout' %}{% endif %}",
        "{% include 'nowhere' ignore missing %}",
        "{% include 'part' without context %}",
    ],
)
def test_what_no_template_needs_is_refused(source: str) -> None:
    with pytest.raises(jinja2.TemplateAssertionError):
        ours().from_string(source)


@pytest.mark.parametrize("options", [{"autoescape": False}, {"finalize": str}])
def test_nothing_is_compiled_that_would_not_be_escaped(options: dict[str, Any]) -> None:
    with pytest.raises(jinja2.TemplateAssertionError):
        Environment(**{"autoescape": True} | options).from_string("{{ x }}")


def test_a_function_that_asks_for_the_context_is_given_it() -> None:
    env = ours()
    env.globals["named"] = pass_context(lambda context, name: context[name])
    assert env.from_string("{{ named('title') }}").render(NAMES) == "a &lt; b"


def test_no_template_has_globals_of_its_own() -> None:
    env = ours()
    env.get_template("inner")
    with pytest.raises(ValueError, match="globals"):
        env.get_template("inner", globals={"b": 1})
    assert "b" not in env.globals
