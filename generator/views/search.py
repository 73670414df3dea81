"""What the search of the site knows: names, and the records of each year, as plain lists.

The lists are made from summaries (in the public profile from the projection, which holds no meeting) and from the names
that the map step gives for each cell. Texts stay as they are written; the browser folds them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from generator.model.text import person_key, sort_key
from generator.rules import api as rules_api
from generator.views.desk import last_unit
from generator.views.kinds import kinds_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.model.book import CellBook
    from generator.model.district import Commendation, Events, Training
    from generator.model.summary import DistrictSummary, MeetingLine
    from generator.rules.api import Rule
    from generator.views.site import Site

People = Sequence[str]
Row = tuple[object, ...]


class NameLists(NamedTuple):
    """Everything that has a name; where one belongs to another, it holds that one's place in its list, or -1.

    Shape: `districts` (slug, name); `units` (district, slug, name); `cells` (district, slug, name, unit); `people`
    (cell, name); `reviews` (district, slug, title, day); `events` (district, year, title, day); `rules` (code, title in
    Vietnamese, in English, each where pages are in that language); `years` (district, year), the newest first: for each
    there is a `YearLists`.
    """

    districts: tuple[Row, ...]
    units: tuple[Row, ...]
    cells: tuple[Row, ...]
    people: tuple[Row, ...]
    reviews: tuple[Row, ...]
    events: tuple[Row, ...]
    rules: tuple[Row, ...]
    years: tuple[Row, ...]


class YearLists(NamedTuple):
    """The records of a district's year.

    Shape: `cells` slugs; `meetings` (place in `cells`, `03-regular`, state, day, theme, resolution, place, whether it
    is a model meeting, tasks), each task as (title, state); an overdue task's state is `overdue`.
    """

    cells: tuple[str, ...]
    meetings: tuple[Row, ...]


def people_of(cell: CellBook, names: dict[str, str] | None) -> People:
    """The names of a cell's people as the index lists them: everybody on its roll at any time, in Vietnamese order."""
    known = names or {}
    listed = known.keys() if cell.members is None else known.keys() & cell.members.keys()
    return tuple(sorted({known[id_] for id_ in listed}, key=person_key))


def name_lists(site: Site, districts: Iterable[DistrictSummary], people: Mapping[str, People]) -> NameLists:
    """The lists of names of a whole site; `people` holds the names of each cell (`DISTRICT/CELL`).

    In every profile but `internal` the districts must be projected.
    Errors: ValueError where a public list would hold a person or lead to a meeting: a fault of the program.
    """
    whole = sorted(districts, key=lambda d: (sort_key(d.home.district.name), d.home.slug))
    if not site.internal and (people or any(years_of(district) for district in whole)):
        raise ValueError("the public index must be made from the projection")
    units = [(d, slug) for d, district in enumerate(whole) for slug in _units(district)]
    place = {unit: number for number, unit in enumerate(units)}
    cells = [(d, cell) for d, district in enumerate(whole) for cell in district.cells]
    return NameLists(
        districts=tuple((d.home.slug, d.home.district.name) for d in whole),
        units=tuple((d, slug, whole[d].home.district.units[slug].name) for d, slug in units),
        cells=tuple((d, cell.slug, cell.name, place.get((d, last_unit(cell) or ""), -1)) for d, cell in cells),
        people=tuple((c, name) for c, (_, cell) in enumerate(cells) for name in people.get(cell.ref, ())),
        reviews=_reviews(site, whole),
        events=_events(site, whole),
        rules=tuple(_rule(site, rule) for rule in rules_api.rules().values()),
        years=_all_years(whole),
    )


def _rule(site: Site, rule: Rule) -> Row:
    titles = (("vi", rule.title.vi), ("en", rule.title.en))
    return (rule.code, *(title if lang in site.languages else "" for lang, title in titles))


def years_of(district: DistrictSummary) -> list[int]:
    """The years of which a district has records."""
    return sorted({year for cell in district.cells for year in cell.years_of_meetings})


def _all_years(districts: list[DistrictSummary]) -> tuple[Row, ...]:
    places = [(-year, d) for d, district in enumerate(districts) for year in years_of(district)]
    return tuple((d, -year) for year, d in sorted(places))


def lists_of(district: DistrictSummary, year: int) -> YearLists:
    """The records of a year of a district, by cell and month."""
    found = [(cell, cell.meetings_of(year)) for cell in district.cells]
    kept = [(cell, lines) for cell, lines in found if lines]
    return YearLists(
        cells=tuple(cell.slug for cell, _ in kept),
        meetings=tuple(_meeting(place, line) for place, (_, lines) in enumerate(kept) for line in lines),
    )


def _meeting(cell: int, line: MeetingLine) -> Row:
    tasks = tuple((task.title, "overdue" if task.overdue else task.state) for task in line.tasks)
    day = line.date.isoformat() if line.date is not None else ""
    return (cell, line.stem, line.state, day, line.theme, line.resolution, line.place, int(line.model), tasks)


def _units(district: DistrictSummary) -> list[str]:
    units = district.home.district.units
    return sorted(units, key=lambda slug: (sort_key(units[slug].name), slug))


def _has_page(site: Site, name: str) -> bool:
    return any(kind.name == name for kind in kinds_of(site))


def _reviews(site: Site, districts: list[DistrictSummary]) -> tuple[Row, ...]:
    if not _has_page(site, "reviews"):
        return ()
    return tuple(
        (d, slug, review.title, review.date.isoformat())
        for d, district in enumerate(districts)
        for slug, review in sorted(district.home.reviews.items())
    )


def _events(site: Site, districts: list[DistrictSummary]) -> tuple[Row, ...]:
    """Classes and commendations that have a title."""
    if not _has_page(site, "events"):
        return ()
    return tuple(
        (d, year, event.title, event.date.isoformat() if event.date is not None else "")
        for d, district in enumerate(districts)
        for year, events in sorted(district.home.events.items())
        for event in _titled(events)
    )


def _titled(events: Events) -> list[Training | Commendation]:
    every: list[Training | Commendation] = [*events.training, *events.commendations]
    return [event for event in every if event.title]
