"""Statistics as `<data>` elements: one number, printed once for people and once for machines."""

from __future__ import annotations

import functools
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.render.escape import escape_text, markup
from generator.render.numbers import NIL, VIETNAMESE, Numbers, half_up, numbers_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Protocol

    from markupsafe import Markup

    from generator.model.figure import Value
    from generator.model.ratio import Ratio

    class Column(Protocol):
        """A column of a table of figures, as its view describes it."""

        ruled: bool
        with_nd: bool


PLACES = 6


def _machine(ratio: Ratio) -> str:
    n, d = ratio
    if not d:
        return ""
    scaled = half_up(abs(n.numerator) * 10**PLACES, n.denominator * d)
    whole, part = divmod(scaled, 10**PLACES)
    text = f"{whole}.{part:0{PLACES}d}".rstrip("0").rstrip(".")
    return f"-{text}" if n < 0 and scaled else text


def _shown(ratio: Ratio, kind: str, numbers: Numbers) -> str:
    n, d = ratio
    if not d:
        return NIL
    if kind == "share":
        return numbers.share(ratio)
    return numbers.number(Fraction(n, d)) if kind == "count" else numbers.quotient(n.numerator, n.denominator * d, 2)


def machine_value(value: Value) -> str:
    """The value as data files hold it: half up to 6 places, no trailing zeros; empty where d is 0."""
    return _machine(value.ratio)


def shown_value(value: Value, numbers: Numbers = VIETNAMESE) -> str:
    """The value as people read it: `65,52 %`, or `10,27` for a mean; a nil where d is 0."""
    return _shown(value.ratio, value.kind, numbers)


def stat(value: Value, *, numbers: Numbers = VIETNAMESE) -> Markup:
    """The `<data>` element of a statistic; numerator and denominator stand in its title.

    What machines read of it is the same in every language.
    """
    return markup(_element(value, numbers))  # all parts of it are escaped


def figure_cells(values: Iterable[Value | None], columns: Iterable[Column], *, numbers: Numbers) -> Markup:
    """The cells of one figure in a table of figures. In Python, as they are most of what pages of figures hold."""
    parts = []
    for value, column in zip(values, columns, strict=True):
        if column.with_nd:
            parts.append(f'<td class="num nd q">{NIL if value is None else numbers.ratio(value.ratio)}</td>')
        shown = NIL if value is None else _element(value, numbers)
        parts.append(f'<td class="{"num q" if column.ruled else "num"}">{shown}</td>')
    return markup("".join(parts))  # as in `stat`


def value_cells(values: Iterable[Value | None], *, numbers: Numbers) -> Markup:
    """The cells of one figure of a cell; empty where there is no value."""
    # all parts of it are escaped
    return markup("".join(f'<td class="num">{_element(v, numbers) if v else ""}</td>' for v in values))


def _element(value: Value, numbers: Numbers) -> str:
    number, rest = _printed(value.ratio, value.kind, numbers)
    of = f' data-of="{_escaped(value.of)}"' if value.of else ""
    return f'<data data-stat="{_escaped(value.id)}" value="{number}"{of}{rest}'


# The same few fractions (12/12, 15/17) stand on thousands of pages; exact arithmetic is done once for each.
@functools.lru_cache(maxsize=8192)
def _printed(ratio: Ratio, kind: str, numbers: Numbers) -> tuple[str, str]:
    """What is printed of a ratio: its number for machines, and the end of the element with its text."""
    written = numbers.ratio(ratio) if ratio.d else "0/0"
    return _machine(ratio), f' title="{written}">{_shown(ratio, kind, numbers)}</data>'


@functools.lru_cache(maxsize=4096)
def _escaped(text: str) -> str:
    return escape_text(text)


def stat_for(lang: str) -> Callable[[Value], Markup]:
    """The `stat` filter of a language."""
    numbers = numbers_of(lang)
    return lambda value: markup(_element(value, numbers))  # as in `stat`
