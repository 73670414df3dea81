"""Geometry of the small charts: pure functions from values to coordinates, which templates print as inline SVG.

Unit: the coordinates of each chart's own view box, rounded to a tenth.
"""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.render.numbers import VIETNAMESE, Numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.model.figure import Value
    from generator.model.ratio import Ratio

LEFT, RIGHT, TOP, BOTTOM = 26, 352, 22, 138
STEPS = (1, 2, 5, 10, 20, 25, 50)


@dataclass(frozen=True, slots=True)
class Point:
    """A month on the chart.

    Attributes:
        x: Across.
        y: Down.
        label: The value in per cent, with one decimal.
        label_y: Where the label stands.
        is_extreme: Whether it is the first highest, first lowest or last value, labelled on a phone too.
    """

    x: str
    y: str
    label: str
    label_y: str
    is_extreme: bool


@dataclass(frozen=True, slots=True)
class LineChart:
    """A year's line with last year's behind it.

    Attributes:
        ticks: The grid lines: down, and the text in per cent.
        months: The months: across, and the number.
        now: The line's points.
        now_lines: The same in pieces, a gap where a month has no value.
        before_lines: Last year's, in pieces.
        target_y: Where the target stands; empty where there is none.
        end: Where this year's label stands.
        before_end: Where last year's label stands.
        low: The month with the lowest value.
        high: The month with the highest.
    """

    ticks: tuple[tuple[str, str], ...]
    months: tuple[tuple[str, int], ...]
    now: tuple[Point, ...]
    now_lines: tuple[str, ...]
    before_lines: tuple[str, ...]
    target_y: str
    end: tuple[str, str]
    before_end: tuple[str, str]
    low: int
    high: int


def _at(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _percents(shares: Sequence[Fraction | None], unit: int) -> list[int | None]:
    """Shares in per cent, as whole numbers of the `unit`th part of one: exact, and much quicker than fractions are."""
    return [None if s is None else 100 * s.numerator * (unit // s.denominator) for s in shares]


def _scale(values: Sequence[int], unit: int) -> tuple[int, int, int]:
    """The lowest and highest tick and the step: at most six ticks, the values inside."""
    low, high = min(values), max(values)
    step = next((s for s in STEPS if high - low <= 4 * s * unit), STEPS[-1])
    bottom = max(low // (step * unit) * step, 0)
    top = -(-high // (step * unit)) * step
    return bottom, max(top, bottom + step), step


def line_chart(
    now: Sequence[Ratio], before: Sequence[Ratio], target: Fraction | None, numbers: Numbers = VIETNAMESE
) -> LineChart:
    """Lay out twelve months of a share; at least one month has a value. `numbers` writes the labels."""
    shares = [[_share(*ratio) if ratio.d else None for ratio in ratios] for ratios in (now, before)]
    unit = math.lcm(*(share.denominator for share in (*shares[0], *shares[1], target) if share is not None))
    current, former, [goal] = (_percents(some, unit) for some in (*shares, [target]))
    bottom, top, step = _scale([v for v in (*current, *former, goal) if v is not None], unit)
    xs = [LEFT + 8 + (RIGHT - LEFT - 16) * index / 11 for index in range(12)]

    def y_of(value: int) -> float:
        whole = (top - bottom) * unit
        return (BOTTOM * whole - (value - bottom * unit) * (BOTTOM - TOP)) / whole

    known = [(value, index) for index, value in enumerate(current) if value is not None]
    high, low = max(known, key=lambda v: (v[0], -v[1]))[1], min(known)[1]
    last = known[-1][1]
    ys, former_ys = ([None if v is None else y_of(v) for v in values] for values in (current, former))
    points = tuple(
        Point(_at(xs[i]), _at(y), numbers.quotient(v, unit, 1), _at(y + _label_offset(ys, i)), i in {high, low, last})
        for v, i in known
        if (y := ys[i]) is not None
    )
    ends = [(y, i) for i, y in enumerate(former_ys) if y is not None]
    end_y = ys[last] or 0.0
    before_y = ends[-1][0] if ends else 0.0
    if ends and abs(before_y - end_y) < 11:
        before_y = end_y + (11 if before_y >= end_y else -11)
    return LineChart(
        ticks=tuple((_at(y_of(t * unit)), str(t)) for t in range(bottom, top + 1, step)),
        months=tuple((_at(x), index + 1) for index, x in enumerate(xs)),
        now=points,
        now_lines=_lines(xs, ys),
        before_lines=_lines(xs, former_ys),
        target_y=_at(y_of(goal)) if goal is not None else "",
        end=(_at(xs[last] + 9), _at(end_y + 3)),
        before_end=(_at(xs[ends[-1][1]] + 9) if ends else "", _at(before_y + 3)),
        low=low + 1,
        high=high + 1,
    )


def _label_offset(ys: Sequence[float | None], index: int) -> float:
    """Where a label stands: above its point, below it in a valley, so that the line does not cross it."""
    around = [y for i in (index - 1, index + 1) if 0 <= i < len(ys) and (y := ys[i]) is not None]
    here = ys[index] or 0.0
    return 13.0 if around and here + 13 < BOTTOM and all(y < here for y in around) else -7.0


def _lines(xs: Sequence[float], ys: Sequence[float | None]) -> tuple[str, ...]:
    """The points of a line in pieces; a piece ends where a month has no value."""
    return _joined([_at(x) for x in xs], ["" if y is None else _at(y) for y in ys])


def _joined(xs: Sequence[str], ys: Sequence[str]) -> tuple[str, ...]:
    pieces: list[list[str]] = [[]]
    for x, y in zip(xs, ys, strict=False):
        if y:
            pieces[-1].append(f"{x},{y}")
        else:
            pieces.append([])
    return tuple(" ".join(piece) for piece in pieces if piece)


def bars(values: Sequence[Value]) -> Markup:
    """Stacked bars of shares that add up to all, as rectangles over 100 %; the classes f1, f2, … colour them."""
    start, parts = Fraction(0), []
    for index, value in enumerate(values, 1):
        share = value.ratio.share or Fraction(0)
        if share:
            parts.append(f'<rect class="f{index}" x="{_percent(start)}" width="{_percent(share)}" height="100%"/>')
        start += share
    return Markup("".join(parts))  # noqa: S704  # numbers only


def _percent(share: Fraction) -> str:
    return f"{float(share * 100):.2f}%"


SPARK_WIDTH, SPARK_HEIGHT = 88, 22


def spark(ratios: Sequence[Ratio], target: Fraction | None) -> Markup:
    """A sparkline of twelve months: from 50 % (or lower, where values are) to 100 %, gaps where nothing was counted."""
    return _spark(tuple(ratios), target)


_SPARK_XS = tuple(_at(3 + (SPARK_WIDTH - 6) * index / 11) for index in range(12))


@functools.lru_cache(maxsize=8192)  # a cell's line stands on its district's pages and on its unit's
def _spark(ratios: tuple[Ratio, ...], target: Fraction | None) -> Markup:
    known = [_share(*ratio) for ratio in ratios if ratio.d]
    if not known:
        return Markup("")
    span = 1 - min(_HALF, *known) or Fraction(1, 100)
    ys = [_spark_y(_share(*ratio), span) if ratio.d else "" for ratio in ratios]
    parts = []
    if target is not None:
        parts.append(f'<path class="ax" d="M0 {_spark_y(target, span)}h{SPARK_WIDTH}"/>')
    parts += [f'<polyline class="now" points="{piece}"/>' for piece in _joined(_SPARK_XS, ys) if " " in piece]
    there = [index for index, y in enumerate(ys) if y]
    parts += [
        f'<circle class="dot" cx="{_SPARK_XS[i]}" cy="{ys[i]}" r="{2.2 if i == there[-1] else 1.5}"/>'
        for i in there
        if i == there[-1] or not any(ys[max(i - 1, 0) : i] + ys[i + 1 : i + 2])
    ]
    return Markup(  # noqa: S704  # numbers only
        f'<svg class="spark" viewBox="0 0 {SPARK_WIDTH} {SPARK_HEIGHT}" aria-hidden="true">{"".join(parts)}</svg>'
    )


_HALF = Fraction(1, 2)


# Months of twelve or seventeen out of eighteen come again and again, and exact arithmetic is slow.
@functools.lru_cache(maxsize=4096)
def _share(n: int | Fraction, d: int) -> Fraction:
    return Fraction(n) / d


@functools.lru_cache(maxsize=4096)
def _spark_y(share: Fraction, span: Fraction) -> str:
    """Where a share stands: all at the top, `span` less than that at the bottom."""
    return _at(float(2 + (1 - min(share, Fraction(1))) * (SPARK_HEIGHT - 4) / span))
