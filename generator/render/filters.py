"""The filters of the templates: values to text in the language of the pages. Views and templates hold values."""

from __future__ import annotations

import re
from functools import lru_cache, partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from jinja2 import pass_eval_context
from jinja2.filters import sync_do_join as do_join
from markupsafe import Markup, escape

from generator.model.words import VIETNAMESE
from generator.render import english, vietnamese
from generator.render.figures import figure_cells, value_cells
from generator.render.numbers import numbers_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jinja2.nodes import EvalContext

DATES = (
    "limit", "day", "long_day", "short_day", "clock", "times", "period", "long_period", "month_name", "month_tick",
    "month_runs", "months", "runs", "quarters",
)  # fmt: skip
OFTEN = ("day", "long_day", "clock", "period", "long_period")  # printed so often that they are remembered


def capital(text: str) -> str:
    """The text with its first letter as a capital; the others stay."""
    return text[:1].upper() + text[1:]


_ACCENTED = re.compile("[À-ÖØ-öø-ỹĐđĂăƠơƯư]")
_CODE = re.compile(r"(“[^”\n]*”)|`([^`\n]+)`")


@lru_cache(maxsize=4096)
def code(text: str) -> Markup:
    """Text in which words between backticks are code, but for what is quoted in “…”: that is as somebody wrote it."""
    plain, quoted, coded = (_CODE.split(text)[start::3] for start in range(3))
    found = [escape(plain[0])]
    for said, word, behind in zip(quoted, coded, plain[1:], strict=True):
        found += [Markup("<code>{}</code>").format(word) if said is None else escape(said), escape(behind)]
    return Markup("").join(found)


@lru_cache(maxsize=1024)
def paragraphs(text: str) -> Markup:
    """Plain text as paragraphs and lists, split at empty lines and at lines that start with `- `."""
    blocks = []
    for block in re.split(r"\n\s*\n", text.strip()):
        lines = block.split("\n")
        if lines[0].startswith("- "):
            entries = re.split(r"\n(?=- )", block)
            body = Markup("").join(Markup("<li>{}</li>").format(code(" ".join(e[2:].split()))) for e in entries)
            blocks.append(Markup("<ul>{}</ul>").format(body))
        else:
            blocks.append(Markup("<p>{}</p>").format(code(" ".join(block.split()))))
    return Markup("\n").join(blocks)


@pass_eval_context
def join(context: EvalContext, values: Iterable[Any], between: str = "") -> str:
    """The values with a text between them, as Jinja joins them; plain texts, which most are, at once."""
    parts = list(values)
    if type(between) is str and all(type(part) is str for part in parts):
        return between.join(parts)
    return do_join(context, parts, between)


def _as_it_is(text: str) -> str:
    """What a record says, on a page in its language."""
    return text


def _written(text: str) -> str | Markup:
    """What a record says, on a page in another language: it says that it is Vietnamese."""
    return Markup('<span lang="vi">{}</span>').format(text) if _ACCENTED.search(text) else text


@lru_cache(maxsize=2)
def filters_for(lang: str) -> dict[str, Callable[..., Any]]:
    """The filters of a language (`vi` or `en`) by their names in templates."""
    numbers, dates = numbers_of(lang), english if lang == "en" else vietnamese

    return {
        "number": lru_cache(4096)(numbers.number),
        "percent": numbers.percent,
        "share": numbers.share,
        "points": numbers.points,
        "nd": numbers.ratio,
        "change": numbers.change,
        "figure_cells": partial(figure_cells, numbers=numbers),
        "value_cells": partial(value_cells, numbers=numbers),
        **{name: getattr(dates, name) for name in DATES},
        **{name: lru_cache(4096)(getattr(dates, name)) for name in OFTEN},
        "label": attrgetter(lang),  # a text in two languages, in that of the page
        "written": _as_it_is if lang == VIETNAMESE.lang else _written,
        "capital": capital,
        "join": join,
        "code": code,
        "paragraphs": paragraphs,
    }
