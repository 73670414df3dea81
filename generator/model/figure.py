"""A statistic on its way to a page."""

from __future__ import annotations

from typing import NamedTuple

from generator.model.ratio import Ratio


class Value(NamedTuple):
    """One printed statistic.

    Attributes:
        id: The statistic's id, such as `attendance_rate_due`.
        ratio: Its exact value.
        kind: `share` (printed as a percentage), `mean` (a number with decimals) or `count` (a whole number).
        of: The URL of the page it belongs to; empty for the page it stands on.
    """

    id: str
    ratio: Ratio
    kind: str = "share"
    of: str = ""
