"""Statistics as `<data>` elements: one number, printed once for people and once for machines."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from generator.model.ratio import scaled_half_up
from generator.render.numbers import NIL, VIETNAMESE, Numbers, numbers_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.model.figure import Value
    from generator.model.ratio import Ratio

PLACES = 6


# The same few fractions (12/12, 15/17) stand on thousands of pages; exact arithmetic is done once for each.
@functools.lru_cache(maxsize=8192)
def _machine(ratio: Ratio) -> str:
    exact = ratio.share
    if exact is None:
        return ""
    scaled = scaled_half_up(exact, PLACES)
    whole, part = divmod(abs(scaled), 10**PLACES)
    text = f"{whole}.{part:0{PLACES}d}".rstrip("0").rstrip(".")
    return f"-{text}" if scaled < 0 else text


@functools.lru_cache(maxsize=8192)
def _shown(ratio: Ratio, kind: str, numbers: Numbers) -> str:
    exact = ratio.share
    if exact is None:
        return NIL
    if kind == "share":
        return numbers.percent(exact)
    return numbers.number(exact) if kind == "count" else numbers.decimals(exact, 2)


def machine_value(value: Value) -> str:
    """The value as data files hold it: half up to 6 places, no trailing zeros; empty where d is 0."""
    return _machine(value.ratio)


def shown_value(value: Value, numbers: Numbers = VIETNAMESE) -> str:
    """The value as people read it: `65,52 %`, or `10,27` for a mean; a nil where d is 0."""
    return _shown(value.ratio, value.kind, numbers)


def stat(value: Value, *, title: bool = True, numbers: Numbers = VIETNAMESE) -> Markup:
    """The `<data>` element of a statistic. With `title`, numerator and denominator stand in its title.

    What machines read of it is the same in every language.
    """
    of = f' data-of="{escape(value.of)}"' if value.of else ""
    written = numbers.ratio(value.ratio) if value.ratio.d else "0/0"
    hint = f' title="{written}"' if title or not value.ratio.d else ""
    shown = _shown(value.ratio, value.kind, numbers)
    return Markup(  # noqa: S704  # ids and URLs are slugs, numbers are digits
        f'<data data-stat="{escape(value.id)}" value="{machine_value(value)}"{of}{hint}>{shown}</data>'
    )


def stat_for(lang: str) -> Callable[..., Markup]:
    """The `stat` filter of a language."""
    return functools.partial(stat, numbers=numbers_of(lang))
