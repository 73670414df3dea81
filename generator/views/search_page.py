"""The search page: a box, the words that results are made of, and without a script everything by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.model import codes
from generator.model.frame import Frame, Link
from generator.model.text import sort_key
from generator.views.desk import last_unit
from generator.views.site import SEARCH, Site, cell_url, district_url, search_link, site_frame, unit_url

if TYPE_CHECKING:
    from generator.model.summary import DistrictSummary


class Group(NamedTuple):
    """A unit with its cells.

    Attributes:
        unit: The unit; None for cells without one.
        cells: The cells that stand under it last.
    """

    unit: Link | None
    cells: tuple[Link, ...]


class Listing(NamedTuple):
    """A district by names.

    Attributes:
        district: The district.
        groups: Its units with their cells.
    """

    district: Link
    groups: tuple[Group, ...]


class SearchView(NamedTuple):
    """The search page.

    Attributes:
        frame: The frame around the page.
        internal: Whether meetings, tasks and people are found too.
        words: The words for codes in the index: the code's name in the page, the word.
        districts: Everything by name, in Vietnamese order.
    """

    frame: Frame
    internal: bool
    words: tuple[tuple[str, str], ...]
    districts: tuple[Listing, ...]


def search_view(site: Site, districts: list[DistrictSummary]) -> SearchView:
    """The view of the search page."""
    top = search_link(site)
    ordered = sorted(districts, key=lambda d: (sort_key(d.home.district.name), d.home.slug))
    return SearchView(
        frame=site_frame(site, SEARCH, top.label, crumbs=(top,)),
        internal=site.internal,
        words=_words(site) if site.internal else (),
        districts=tuple(_listing(district) for district in ordered),
    )


def _words(site: Site) -> tuple[tuple[str, str], ...]:
    return (
        *((f"kind-{kind}", site.say(word)) for kind, word in codes.MEETING_KINDS.items()),
        *((f"state-{state}", site.say(word)) for state, word in codes.MEETING_STATES.items()),
        ("task-open", site.tr("chưa xong")),
        ("task-overdue", site.tr("quá hạn")),
        ("task-done", site.tr("đã xong")),
        ("task-dropped", site.tr("thôi không làm")),
    )


def _listing(district: DistrictSummary) -> Listing:
    home = district.home
    units = sorted(home.district.units.items(), key=lambda unit: (sort_key(unit[1].name), unit[0]))
    below: dict[str | None, list[Link]] = {slug: [] for slug, _ in units}
    for cell in district.cells:
        slug = last_unit(cell)
        below.setdefault(slug if slug in home.district.units else None, []).append(Link(cell.name, cell_url(cell.ref)))
    groups = [Group(Link(unit.name, unit_url(home.slug, slug)), tuple(below[slug])) for slug, unit in units]
    if None in below:
        groups.append(Group(None, tuple(below[None])))
    return Listing(Link(home.district.name, district_url(home.slug)), tuple(groups))
