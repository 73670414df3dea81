"""What happened around the meetings of a year: training, commendations, inspections, model meetings, pilots, guests."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.model import codes
from generator.model.frame import Frame, Link
from generator.model.page import Page
from generator.model.period import year_span
from generator.model.text import Text
from generator.stats.api import events_in, figure_of
from generator.views.figures import value_of
from generator.views.kinds import PageKind
from generator.views.scope_rows import short_name
from generator.views.site import Site, cell_url, district_frame, district_url, due_year, year_links
from generator.views.stretch import figures_url, halves_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import DistrictBook
    from generator.model.figure import Value
    from generator.model.summary import CellSummary, DistrictSummary

PAGE = PageKind(Text("Sự kiện", "Events"), rank=50)

COUNTS = (
    "training_classes",
    "training_participants",
    "commended_collectives",
    "commended_persons",
    *(f"inspections.{kind}" for kind in codes.INSPECTIONS),
    "model_meetings",
    *(f"guests.{kind}" for kind in codes.GUESTS),
)


# Words that stand for a scheme in `cell.yml`; any other is shown as it is written.
SCHEMES = {"lam-diem": Text("làm điểm", "pilot cell"), "bon-tot": Text("chi bộ bốn tốt", "“four good” cell")}


class CountRow(NamedTuple):
    """One count of a year and of its halves.

    Attributes:
        label: What is counted.
        halves: The first and the second half of the year; None for one that has not begun.
        year: The whole year.
    """

    label: str
    halves: tuple[Value | None, ...]
    year: Value


class Class(NamedTuple):
    """A training class.

    Attributes:
        date: The day; None where none is written.
        title: What it was about; empty where that is not written.
        participants: How many took part; None where that is not written.
    """

    date: dt.date | None
    title: str
    participants: int | None


class Praise(NamedTuple):
    """A commendation.

    Attributes:
        date: The day; None where none is written.
        title: What it was for; empty where that is not written.
        collectives: How many collectives; None where that is not written.
        persons: How many persons; None where that is not written.
    """

    date: dt.date | None
    title: str
    collectives: int | None
    persons: int | None


class Visit(NamedTuple):
    """An inspection or supervision.

    Attributes:
        date: The day; None where none is written.
        kind: Whether it inspected or supervised, in words; empty where that is not written.
        cells: The cells it looked at.
    """

    date: dt.date | None
    kind: str
    cells: tuple[Link, ...]


class Model(NamedTuple):
    """A model meeting.

    Attributes:
        date: The day.
        cell: The cell.
        meeting: The meeting's page, by its kind.
        theme: Its theme; empty where it had none.
    """

    date: dt.date | None
    cell: Link
    meeting: Link
    theme: str


class Pilot(NamedTuple):
    """A cell that tried out a scheme in the year.

    Attributes:
        cell: The cell.
        scheme: The scheme; empty where none is written.
        first: Since when.
        last: Until when; None while it goes on.
    """

    cell: Link
    scheme: str
    first: dt.date
    last: dt.date | None


class EventsView(NamedTuple):
    """The events of a district in a year.

    Attributes:
        frame: The frame around the page.
        name: The district's name.
        year: The year.
        file: The file that events are written into.
        counts: What was counted, by half-year.
        training: The training classes by day.
        classes: How many there were.
        participants: How many took part in all.
        praises: The commendations by day.
        collectives: How many collectives were commended in all.
        persons: How many persons.
        visits: Inspections and supervisions by day.
        models: The model meetings by day.
        model_meetings: How many there were.
        pilots: The cells that tried out a scheme.
        is_empty: Whether nothing at all is recorded.
    """

    frame: Frame
    name: str
    year: int
    file: str
    counts: tuple[CountRow, ...]
    training: tuple[Class, ...]
    classes: Value
    participants: Value
    praises: tuple[Praise, ...]
    collectives: Value
    persons: Value
    visits: tuple[Visit, ...]
    models: tuple[Model, ...]
    model_meetings: Value
    pilots: tuple[Pilot, ...]
    is_empty: bool


def entry(home: DistrictBook) -> str:
    """The page of the newest year that is over for its months."""
    return _url(home.slug, due_year(home))


def pages(site: Site, summary: DistrictSummary) -> Iterator[Page]:
    """One page a year."""
    for year in summary.years:
        yield Page(_url(summary.home.slug, year), "pages/events.html", partial(_view, site, summary, year))


def _url(district: str, year: int) -> str:
    return f"/{district}/events/{year}/"


def _view(site: Site, summary: DistrictSummary, year: int) -> EventsView:
    home = summary.home
    stats, of = summary.stats.get(year), district_url(home.slug, year)
    counts = tuple(_counts(site, summary, year))
    training, praises, visits = _training(home, year), _praises(home, year), _visits(site, summary, year)
    models, pilots = _models(site, summary, year), _pilots(site, summary, year)
    return EventsView(
        frame=_frame(site, summary, year),
        name=home.district.name,
        year=year,
        file=home.file(f"events/{year}.yml"),
        counts=counts,
        training=training,
        classes=value_of(stats, "training_classes", of),
        participants=value_of(stats, "training_participants", of),
        praises=praises,
        collectives=value_of(stats, "commended_collectives", of),
        persons=value_of(stats, "commended_persons", of),
        visits=visits,
        models=models,
        model_meetings=value_of(stats, "model_meetings", of),
        pilots=pilots,
        is_empty=not (training or praises or visits or models or pilots or any(row.year.ratio.n for row in counts)),
    )


def _frame(site: Site, summary: DistrictSummary, year: int) -> Frame:
    home = summary.home
    url = _url(home.slug, year)
    name = site.tr("Sự kiện %(year)s", year=year)
    return district_frame(
        site,
        home,
        url,
        name,
        crumbs=(Link(name, url),),
        years=year_links(summary.years, year, f"/{home.slug}/events/", url),
        edit_url=site.edit_url(home.file(f"events/{year}.yml")) if year in home.events else "",
        downloads=(Link(site.tr("Bảng số liệu (CSV)"), f"/data/v1/{home.slug}/stats.csv"),),
        left_out=summary.left_out,
    )


def _counts(site: Site, summary: DistrictSummary, year: int) -> Iterator[CountRow]:
    """What is counted, in order; a family's word only where it occurs in the year."""
    own = district_url(summary.home.slug)
    for id_ in COUNTS:
        figure = figure_of(id_)
        if figure is None or id_ not in summary.stats.get(year, {}):
            continue
        stats = summary.stats
        halves = (value_of(stats[k], id_, figures_url(own, k)) if k in stats else None for k in halves_of(year))
        yield CountRow(site.say(figure.label), tuple(halves), value_of(summary.stats[year], id_, f"{own}{year}/"))


def _day(date: dt.date | None) -> dt.date:
    return date or dt.date.max


def _events(home: DistrictBook, year: int, kind: str) -> list[Any]:
    """The events of a kind that the year's figures count, by day; those without a day last."""
    return sorted(events_in(home, year_span(year), kind) or (), key=lambda event: _day(event.date))


def _training(home: DistrictBook, year: int) -> tuple[Class, ...]:
    return tuple(Class(e.date, e.title or "", e.participants) for e in _events(home, year, "training"))


def _praises(home: DistrictBook, year: int) -> tuple[Praise, ...]:
    found = _events(home, year, "commendations")
    return tuple(Praise(e.date, e.title or "", e.collectives, e.persons) for e in found)


def _visits(site: Site, summary: DistrictSummary, year: int) -> tuple[Visit, ...]:
    known = {cell.slug: cell for cell in summary.cells}
    return tuple(
        Visit(
            e.date,
            site.say(codes.INSPECTIONS[e.kind]) if e.kind else "",
            tuple(_link(known[slug]) if slug in known else Link(slug, "") for slug in e.cells),
        )
        for e in _events(summary.home, year, "inspections")
    )


def _link(cell: CellSummary) -> Link:
    return Link(short_name(cell.name), cell_url(cell.ref))


def _models(site: Site, summary: DistrictSummary, year: int) -> tuple[Model, ...]:
    rows = (
        Model(line.date, _link(cell), Link(site.say(codes.MEETING_KINDS[line.kind]), line.url), line.theme)
        for cell in summary.cells
        for line in cell.meetings_of(year)
        if line.model and line.counts
    )
    return tuple(sorted(rows, key=lambda found: _day(found.date)))


def _pilots(site: Site, summary: DistrictSummary, year: int) -> tuple[Pilot, ...]:
    found = ((cell, *cell.pilot) for cell in summary.cells if cell.pilot is not None and year in cell.year_units)
    return tuple(
        Pilot(_link(cell), site.say(SCHEMES.get(scheme, Text(scheme, scheme))), first, last)
        for cell, scheme, first, last in found
        if _overlaps(first, last, year)
    )


def _overlaps(first: dt.date, last: dt.date | None, year: int) -> bool:
    return first.year <= year and (last is None or last.year >= year)
