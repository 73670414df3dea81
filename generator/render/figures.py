"""Statistics as `<data>` elements: one number, printed once the Vietnamese way and once for machines."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from generator.model.ratio import scaled_half_up
from generator.render.filters import NIL, decimals, number, percent, ratio

if TYPE_CHECKING:
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
def _shown(ratio: Ratio, kind: str) -> str:
    exact = ratio.share
    if exact is None:
        return NIL
    return percent(exact) if kind == "share" else number(exact) if kind == "count" else decimals(exact, 2)


def machine_value(value: Value) -> str:
    """The value as data files hold it: half up to 6 places, no trailing zeros; empty where d is 0."""
    return _machine(value.ratio)


def shown_value(value: Value) -> str:
    """The value as people read it: `65,52 %`, or `10,27` for a mean; a nil where d is 0."""
    return _shown(value.ratio, value.kind)


def stat(value: Value, *, title: bool = True) -> Markup:
    """The `<data>` element of a statistic. With `title`, numerator and denominator stand in its title."""
    of = f' data-of="{escape(value.of)}"' if value.of else ""
    written = ratio(value.ratio) if value.ratio.d else "0/0"
    hint = f' title="{written}"' if title or not value.ratio.d else ""
    return Markup(  # noqa: S704  # ids and URLs are slugs, numbers are digits
        f'<data data-stat="{escape(value.id)}" value="{machine_value(value)}"{of}{hint}>{shown_value(value)}</data>'
    )
