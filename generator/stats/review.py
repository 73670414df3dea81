"""What the units proposed in a review, option by option.

Shape: one stretch of one district, which the review's date lies in; a figure for each option of each review, also for
one that nobody proposed. The options of a review are the parts of one whole.
Unit: units that answered.
Source: the reviews in `reviews/`.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.model.ratio import Ratio
from generator.model.text import Text
from generator.stats.api import REVIEWS, Family, Figure, Statistic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import DistrictBook
    from generator.model.period import Span


def _figure(word: str) -> Figure:
    slug, _, option = word.partition(".")
    return Figure(
        f"review.{word}",
        Text(f"Sơ kết {slug}: kiến nghị {option}", f"Review {slug}: {option} proposed"),
        Text("đơn vị kiến nghị như vậy", "units proposing it"),
        Text("đơn vị đã trả lời", "units that answered"),
        whole=f"review.{slug}",
        private=True,
    )


STATISTIC = Statistic(
    by="district",
    figures=(),
    subject=REVIEWS,
    source="Các đợt sơ kết ghi trong `reviews/`",
    rank=260,
    families=(
        Family("review", _figure, Text("Kiến nghị của các đơn vị trong đợt sơ kết", "What units proposed in a review")),
    ),
)


def compute(home: DistrictBook, span: Span) -> Iterator[tuple[str, Ratio]]:
    """Yield, for each review of the stretch up to `as_of`, the units proposing each option over those that answered."""
    for slug, review in sorted(home.reviews.items()):
        if not span.covers(review.date) or review.date > home.as_of:
            continue
        proposed = Counter(option for option in review.proposals.values() if option in review.options)
        for option in review.options:
            yield f"review.{slug}.{option}", Ratio(proposed[option], proposed.total())
