"""Statistics as a page shows them: which, in which order, and what each is compared with."""

from __future__ import annotations

import functools
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from generator.model.figure import Value
from generator.model.ratio import ZERO
from generator.stats.api import figure_of, figures

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model.summary import ByKey, Stats
    from generator.model.values import Limit
    from generator.stats.api import Figure
    from generator.views.site import Site

# The large figures of a page, in this order, where they exist; then those of the second row.
LEADING = ("meeting_coverage", "attendance_rate_due", "thematic_quarters", "speaker_share")
SECOND = ("attendance_rate_roll", "meetings_per_cell", "thematic_per_cell", "attendance_at_least_90")
THIRD = ("observer_visits", "tasks_done", "registers_kept", "on_time")
FREQUENCY = ("frequency_12", "frequency_9_11", "frequency_5_8", "frequency_0_4")
MACRO = "_macro"  # the ending of the ids of such means
A_POINT = Fraction(1, 100)


class KeyFigure(NamedTuple):
    """One figure with its label and what to compare it with.

    Attributes:
        label: What it is called.
        value: The figure.
        unit: What its denominator counts.
        anchor: Its place on the page of the definitions.
        means: What its numerator and denominator count.
        before: The same figure a year earlier; None where there is none.
        before_year: That year.
        target: The target in force; None where there is none.
        macro: The mean of the meetings' own rates, where it differs by more than a point; else None.
    """

    label: str
    value: Value
    unit: str
    anchor: str
    means: str
    before: Value | None = None
    before_year: int = 0
    target: Limit | None = None
    macro: Value | None = None


def value_of(stats: Stats | None, id_: str, of: str = "") -> Value:
    """A statistic from a scope's figures, 0/0 where the scope has none."""
    figure = figure_of(id_)
    return Value(id_, stats.get(id_, ZERO) if stats else ZERO, figure.kind if figure else "share", of)


def kind_of(id_: str) -> str:
    """What a statistic is printed as (see `Value`)."""
    figure = figure_of(id_)
    return figure.kind if figure else "share"


def has(stats: Stats | None, id_: str) -> bool:
    """Tell whether a scope has the figure at all (the public profile leaves out what counts people)."""
    return bool(stats) and id_ in (stats or {})


def anchor_of(id_: str) -> str:
    """Where a figure is defined: its own line, or that of its family."""
    return "/definitions/#" + (id_ if id_ in figures() else id_.partition(".")[0])


class Said(NamedTuple):
    """What a figure is called, what it counts (see `KeyFigure`), and where it is defined."""

    label: str
    unit: str
    anchor: str
    means: str


def said_of(site: Site, figure: Figure) -> Said:
    """A figure in the words of a site."""
    return _said(figure.id, site.lang)


@functools.lru_cache(maxsize=4096)  # each cell and unit shows the same figures
def _said(id_: str, lang: str) -> Said:
    figure = figure_of(id_)
    if figure is None:
        raise KeyError(id_)
    unit, means = figure.denominator.to(lang), figure.numerator.to(lang)
    if figure.kind != "count":
        means = f"{means} / {unit}"
    return Said(figure.label.to(lang), unit, anchor_of(id_), means)


def key_figures(
    site: Site, stats: ByKey, year: int, ids: Iterable[str], before_of: str, targets: dict[str, Limit] | None = None
) -> tuple[KeyFigure, ...]:
    """The figures of a year that exist, each with last year's where that has a value; this belongs to `before_of`."""
    now, before = stats.get(year, {}), stats.get(year - 1, {})
    found = []
    for id_ in ids:
        figure = figure_of(id_)
        if id_ not in now or figure is None:
            continue
        last, said = value_of(before, id_, before_of), said_of(site, figure)
        found.append(
            KeyFigure(
                label=said.label,
                value=value_of(now, id_),
                unit=said.unit,
                anchor=said.anchor,
                means=said.means,
                before=last if last.ratio.d else None,
                before_year=year - 1,
                target=(targets or {}).get(id_),
                macro=_macro(now, id_),
            )
        )
    return tuple(found)


def _macro(stats: Stats, id_: str) -> Value | None:
    """The mean of the meetings' own rates, where it lies more than a point from the rate of all together."""
    if f"{id_}{MACRO}" not in stats:
        return None
    micro, macro = value_of(stats, id_), value_of(stats, f"{id_}{MACRO}")
    one, other = micro.ratio.share, macro.ratio.share
    return macro if one is not None and other is not None and abs(one - other) > A_POINT else None


def other_ids(stats: ByKey, year: int, shown: Iterable[str]) -> list[str]:
    """The figures of a year that have no place of their own on the page, in the order of the definitions."""
    apart = set(shown)
    return [id_ for id_ in stats.get(year, {}) if id_ not in apart]


def latest_year(stats: ByKey, years: range) -> int:
    """The latest year with a meeting that counts; the last of the years where there is none.

    Months that only lack their records do not make a year: in January everybody still wants to see the year before.
    """
    met = ("meeting_coverage", "thematic_quarters", "attendance_rate_due")
    counted = (year for year in reversed(years) if any(value_of(stats.get(year), id_).ratio.n for id_ in met))
    return next(counted, years[-1])
