"""The education of members in one of its two dimensions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.model import codes
from generator.model.text import Text
from generator.views.figures import value_of
from generator.views.site import district_url
from generator.views.stretch import figures_url

if TYPE_CHECKING:
    from generator.model.figure import Value
    from generator.model.summary import DistrictSummary, Key
    from generator.views.site import Site


class Level(NamedTuple):
    """One level of education.

    Attributes:
        label: Its name.
        value: The members who have it, of those whose education is recorded in this dimension.
    """

    label: str
    value: Value


class Schooling(NamedTuple):
    """One dimension of education.

    Attributes:
        base: The members whose education is recorded in it.
        levels: Its levels, those of most members first.
    """

    base: int
    levels: tuple[Level, ...]


KNOWN = {
    "education_general": codes.EDUCATION_GENERAL,
    "education_professional": codes.EDUCATION_PROFESSIONAL,
}


def schooling_of(site: Site, summary: DistrictSummary, key: Key, prefix: str) -> Schooling | None:
    """The levels of the dimension `education_general` or `education_professional`; None where nobody's is recorded."""
    stats, of = summary.stats.get(key, {}), figures_url(district_url(summary.home.slug), key)
    words = [id_.removeprefix(f"{prefix}.") for id_, ratio in stats.items() if id_.startswith(f"{prefix}.") and ratio.d]
    if not words:
        return None
    levels = (
        Level(site.say(KNOWN[prefix].get(word, Text(word, word))), value_of(stats, f"{prefix}.{word}", of))
        for word in words
    )
    ordered = tuple(sorted(levels, key=lambda level: (-level.value.ratio.n, level.value.id)))
    return Schooling(ordered[0].value.ratio.d, ordered)
