"""A statistic on its way to a page."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.ratio import Ratio


@dataclass(frozen=True, slots=True)
class Value:
    """One printed statistic.

    Attributes:
        id: The statistic's id, such as `attendance_rate_due`.
        ratio: Its exact value.
        is_share: Whether it is printed as a percentage rather than a number.
        of: The URL of the page it belongs to; empty for the page it stands on.
    """

    id: str
    ratio: Ratio
    is_share: bool = True
    of: str = ""
