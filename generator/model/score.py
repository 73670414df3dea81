"""Points and the grade they give ("chấm điểm, xếp loại")."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.model import codes
from generator.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.meeting import Meeting
    from generator.model.rulebook import InForce
    from generator.model.values import Limit


def total(points: Mapping[str, int | Fraction]) -> Fraction:
    """The exact sum of the points of all groups."""
    return Fraction(sum(points.values()))


def self_score(meeting: Meeting, rules: InForce) -> Fraction | None:
    """The points that a meeting gives itself; None where it gives none, or none in a group that the rulebook asks for.

    A group without points is not known, which is not 0.
    """
    points = meeting.score.self if meeting.score is not None else None
    if not points or any(group not in points for group in rules.group("score", "groups")):
        return None
    return total(points)


def grade_of(points: Fraction, limits: Mapping[str, Limit]) -> str | None:
    """The best grade whose threshold the points reach; None where they reach none."""
    return next((grade for grade in codes.GRADES if grade in limits and limits[grade].holds(points)), None)


def points_text(points: int | Fraction) -> Text:
    """Points as people write them: `4,5` in Vietnamese, `4.5` in English."""
    exact = Fraction(points)
    written = f"{(Decimal(exact.numerator) / Decimal(exact.denominator)).normalize():f}"
    return Text(written.replace(".", ","), written)


def group_text(group: str) -> Text:
    """A score group by its name, with the key it is written under; the key alone where no name is known."""
    label = codes.SCORE_GROUPS.get(group)
    return Text(f"“{label.vi}” (`{group}`)", f"“{label.en}” (`{group}`)") if label else Text(f"`{group}`", f"`{group}`")
