"""The figures of a report: those of its stretch, and how they stand to the same stretch of the year before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from generator.model import codes
from generator.stats.api import figure_of
from generator.views.figures import A_POINT, value_of
from generator.views.site import district_url
from generator.views.stretch import before, figures_url, year_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from generator.model.figure import Value
    from generator.model.summary import DistrictSummary, Key, Stats
    from generator.views.site import Site

COMPARED = (
    "meeting_coverage",
    "attendance_rate_due",
    "attendance_rate_roll",
    "thematic_quarters",
    "speaker_share",
    "meetings_per_cell",
    "thematic_per_cell",
    "frequency_12",
    "grades.good",
    "score_mean",
    "registers_kept",
    "on_time",
    "observer_cells",
    "observer_visits",
    "tasks_done",
    "members_per_cell",
    "admissions",
    "training_participants",
)


@dataclass(frozen=True, slots=True)
class Facts:
    """The figures of a stretch, asked for by id; 0/0 where it has none.

    Attributes:
        stats: The figures.
        of: The page they belong to.
    """

    stats: Stats
    of: str

    def __getitem__(self, id_: str) -> Value:
        """The figure of an id; one that no statistic gives is an error of the template."""
        if figure_of(id_) is None:
            raise KeyError(id_)
        return value_of(self.stats, id_, self.of)


class Change(NamedTuple):
    """A figure beside that of the same stretch a year earlier.

    Attributes:
        label: What it is called.
        now: The figure.
        before: The one a year earlier.
        way: `up`, `down` or `same`.
        amount: By how much, without sign: points of a percentage for shares, else in the figure's own unit.
        is_share: Whether the amount is in points of a percentage.
    """

    label: str
    now: Value
    before: Value
    way: str
    amount: Fraction
    is_share: bool

    @property
    def sign(self) -> str:
        """The sign that stands before the amount."""
        return {"up": "+", "down": "−", "same": ""}[self.way]


class SeatLevel(NamedTuple):
    """How the superior members of one level attended.

    Attributes:
        label: The level.
        cells: Cells registered that were attended.
        visits: Visits made, of those planned.
        regular: Visits to regular meetings.
        thematic: Visits to thematic meetings.
    """

    label: str
    cells: Value
    visits: Value
    regular: Value
    thematic: Value


def facts_of(summary: DistrictSummary, key: Key) -> Facts:
    """The figures of a district in a year or half-year."""
    return Facts(summary.stats.get(key, {}), figures_url(district_url(summary.home.slug), key))


def changes(site: Site, summary: DistrictSummary, key: Key) -> Iterator[Change]:
    """The figures that have something to count in both years, in the order of the report."""
    if year_of(key) - 1 not in summary.years:
        return
    now, then = facts_of(summary, key), facts_of(summary, before(key))
    for id_ in COMPARED:
        figure = figure_of(id_)
        this, last = now[id_], then[id_]
        if figure is None or this.ratio.share is None or last.ratio.share is None:
            continue
        difference = this.ratio.share - last.ratio.share
        way = "up" if difference > 0 else "down" if difference < 0 else "same"
        amount = abs(difference) * (100 if figure.kind == "share" else 1)
        yield Change(site.say(figure.label), this, last, way, amount, figure.kind == "share")


def seat_levels(site: Site, facts: Facts) -> tuple[SeatLevel, ...]:
    """The levels that registered cells, highest first."""
    found = (
        SeatLevel(
            label=site.say(label),
            cells=facts[f"observer_cells.{level}"],
            visits=facts[f"observer_visits.{level}"],
            regular=facts[f"observer_visits.{level}.regular"],
            thematic=facts[f"observer_visits.{level}.thematic"],
        )
        for level, label in codes.SEAT_LEVELS.items()
    )
    return tuple(level for level in found if level.cells.ratio.d)


def macro_of(facts: Facts) -> Value | None:
    """The mean of the meetings' own rates of attendance, where it differs by more than a point from that of all."""
    mean, whole = facts["attendance_rate_due_macro"], facts["attendance_rate_due"].ratio.share
    share = mean.ratio.share
    return mean if share is not None and whole is not None and abs(share - whole) > A_POINT else None
