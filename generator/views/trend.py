"""A figure month by month: what the charts draw and the tables below them say."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple

from generator.model.period import months_of
from generator.model.ratio import ZERO, Ratio

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from generator.model.summary import Stats


class Trend(NamedTuple):
    """One figure over the months of a year, with the year before.

    Attributes:
        id: The statistic's id.
        year: The year.
        now: Its twelve months.
        before: Those of the year before; empty where nothing was counted then.
        target: The target in force; None where there is none.
    """

    id: str
    year: int
    now: tuple[Ratio, ...]
    before: tuple[Ratio, ...]
    target: Fraction | None

    @property
    def before_year(self) -> int:
        """The year before."""
        return self.year - 1


def months_of_figure(monthly: Mapping[str, Stats], id_: str, year: int) -> tuple[Ratio, ...]:
    """The twelve months of a figure, 0/0 where a month has none."""
    found = []
    for key in _keys(year):
        stats = monthly.get(key)
        found.append(stats.get(id_, ZERO) if stats else ZERO)
    return tuple(found)


@functools.lru_cache(maxsize=512)
def _keys(year: int) -> tuple[str, ...]:
    """The twelve months of a year as figures by month are kept by them."""
    return tuple(map(str, months_of(year)))


def trend_of(monthly: Mapping[str, Stats], ids: tuple[str, ...], year: int, target: Fraction | None) -> Trend | None:
    """The trend of the first of these figures that was counted in the year; None where none was.

    The target belongs to the first figure only.
    """
    for id_ in ids:
        now = months_of_figure(monthly, id_, year)
        if any(ratio.d for ratio in now):
            before = months_of_figure(monthly, id_, year - 1)
            return Trend(
                id=id_,
                year=year,
                now=now,
                before=before if any(ratio.d for ratio in before) else (),
                target=target if id_ == ids[0] else None,
            )
    return None
