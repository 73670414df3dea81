"""The report of a district for a year or half-year: the sentences that such a report says, each with its figures."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from generator.model.frame import Frame, Link
from generator.model.page import Page
from generator.model.text import Text
from generator.views.kinds import PageKind
from generator.views.report_facts import Change, Facts, SeatLevel, changes, facts_of, macro_of, seat_levels
from generator.views.report_parts import (
    Faults,
    ReviewLine,
    TypeTarget,
    Work,
    directly_below,
    faults_of,
    reviews_of,
    type_targets,
    work_of,
)
from generator.views.report_tables import UnitLine, lines_of
from generator.views.schooling import Schooling, schooling_of
from generator.views.scope_rows import cells_below
from generator.views.site import Site, district_frame, district_url, due_year, missing_url, problems_url, year_links
from generator.views.strength import TypeRow, type_rows
from generator.views.stretch import before, figures_url, halves_of, last_day, name_of, page_url, year_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from generator.model.book import DistrictBook
    from generator.model.figure import Value
    from generator.model.summary import DistrictSummary, Key

PAGE = PageKind(Text("Báo cáo", "Report"), rank=80)


class Sources(NamedTuple):
    """The pages that a report's figures lead to.

    Attributes:
        figures: All figures of the stretch.
        missing: The matrix of the year.
        problems: The open findings.
        tasks: The tasks.
        observers: The visits of superior members.
        themes: The themes.
        events: The events.
        members: The members in figures.
    """

    figures: str
    missing: str
    problems: str
    tasks: str
    observers: str
    themes: str
    events: str
    members: str


class Numbers(NamedTuple):
    """The numbers of a report's tables, in the order in which those that it has stand in it.

    Attributes:
        levels: Superior members by level.
        changes: Figures beside those of a year earlier.
        units: Results by unit.
        types: Cells and members by type.
    """

    levels: int
    changes: int
    units: int
    types: int


class ReportView(NamedTuple):
    """The report of a year or half-year.

    Attributes:
        frame: The frame around the page.
        name: The district's name.
        heading: The same as the heading of a document writes it.
        stretch: The year or half-year in words.
        before: The same stretch a year earlier in words.
        year: The year.
        is_year: Whether it is a whole year.
        day: The day the strength holds for.
        as_of: The day the figures hold for.
        is_over: Whether the stretch is over on that day.
        until: The last day the district existed, where it ended by the end of the stretch; None where it did not.
        parts: The reports of the year and of its halves.
        facts: The figures.
        macro: The mean of the meetings' own attendance rates; None where it is within a point of the rate of all.
        below: How many committees stand directly below the district, and how many cells.
        total: The whole district, as the table by unit ends with it.
        lines: The units.
        types: Cells and members by type.
        general: General education; None where it is not recorded.
        professional: Professional education; None likewise.
        targets: Types with an attendance target of their own.
        work: Meetings, resolutions, tasks.
        levels: How superior members attended, by level.
        reviews: The reviews held.
        faults: What falls short.
        changes: Figures beside those of the same stretch a year earlier.
        sources: The pages that figures lead to.
        numbers: The numbers of the tables.
    """

    frame: Frame
    name: str
    heading: str
    stretch: str
    before: str
    year: int
    is_year: bool
    day: dt.date
    as_of: dt.date
    is_over: bool
    until: dt.date | None
    parts: tuple[Link, ...]
    facts: Facts
    macro: Value | None
    below: tuple[int, int]
    total: UnitLine
    lines: tuple[UnitLine, ...]
    types: tuple[TypeRow, ...]
    general: Schooling | None
    professional: Schooling | None
    targets: tuple[TypeTarget, ...]
    work: Work
    levels: tuple[SeatLevel, ...]
    reviews: tuple[ReviewLine, ...]
    faults: Faults
    changes: tuple[Change, ...]
    sources: Sources
    numbers: Numbers


def entry(home: DistrictBook) -> str:
    """The report of the newest year that is due for a month."""
    return _url(home.slug, due_year(home))


def pages(site: Site, summary: DistrictSummary) -> Iterator[Page]:
    """A report of each year, and of each half-year that has begun."""
    for key in _keys(summary):
        yield Page(_url(summary.home.slug, key), "pages/report.html", partial(_view, site, summary, key))


def _keys(summary: DistrictSummary) -> list[Key]:
    begun = set(summary.keys)
    return [key for year in summary.years for key in (year, *halves_of(year)) if key in begun]


def _url(district: str, key: Key) -> str:
    return f"/{district}/report/{key}/"


def _view(site: Site, summary: DistrictSummary, key: Key) -> ReportView:
    home, facts, year = summary.home, facts_of(summary, key), year_of(key)
    end, day = home.district.to, last_day(home, key)
    total, lines = lines_of(summary, key)
    levels, changed = seat_levels(site, facts), tuple(changes(site, summary, key))
    return ReportView(
        frame=_frame(site, summary, key),
        name=home.district.name,
        heading=home.district.name.upper(),
        stretch=name_of(site, key),
        before=name_of(site, before(key)),
        year=year,
        is_year=isinstance(key, int),
        day=day,
        as_of=home.as_of,
        is_over=day < home.as_of,
        until=end if end is not None and end <= day else None,
        parts=tuple(_parts(site, summary, key)),
        facts=facts,
        macro=macro_of(facts),
        below=directly_below(summary, key),
        total=total,
        lines=lines,
        types=tuple(type_rows(site, summary, key)),
        general=schooling_of(site, summary, key, "education_general"),
        professional=schooling_of(site, summary, key, "education_professional"),
        targets=type_targets(site, summary, key),
        work=work_of(summary, key),
        levels=levels,
        reviews=reviews_of(summary, key),
        faults=faults_of(site, summary, key),
        changes=changed,
        sources=_sources(site, summary, key),
        numbers=_numbers(bool(levels), bool(changed)),
    )


def _numbers(*there: bool) -> Numbers:
    """Number the tables that are there; the last two always are."""
    levels, changed = there
    return Numbers(1, 1 + levels, 1 + levels + changed, 2 + levels + changed)


def _frame(site: Site, summary: DistrictSummary, key: Key) -> Frame:
    home, url, year = summary.home, _url(summary.home.slug, key), year_of(key)
    name = site.tr("Báo cáo %(stretch)s", stretch=name_of(site, key))
    return district_frame(
        site,
        home,
        url,
        name,
        crumbs=(Link(name, url),),
        years=year_links(summary.years, year, f"/{home.slug}/report/", url),
        downloads=(Link(site.tr("Bảng số liệu (CSV)"), f"/data/v1/{home.slug}/stats.csv"),),
        left_out=summary.left_out,
        paper="print-doc",
    )


def _parts(site: Site, summary: DistrictSummary, key: Key) -> Iterator[Link]:
    """The reports of the year itself and of its halves, as far as they have begun."""
    slug, year, begun = summary.home.slug, year_of(key), set(summary.keys)
    names = (site.tr("Cả năm"), site.tr("6 tháng đầu năm"), site.tr("6 tháng cuối năm"))
    for name, part in zip(names, (year, *halves_of(year)), strict=True):
        if part in begun:
            yield Link(name, _url(slug, part), "page" if part == key else "")


def _sources(site: Site, summary: DistrictSummary, key: Key) -> Sources:
    home, year = summary.home, year_of(key)
    # A year without cells shows no table of figures, so it has no part to lead to.
    figures = figures_url(district_url(home.slug), key if cells_below(summary, None, year) else year)
    yearly = {
        name: page_url(site, home, name, f"{year}/") or figures for name in ("observers", "themes", "events", "members")
    }
    return Sources(
        figures=figures,
        missing=missing_url(home.slug, year),
        problems=problems_url(home.slug),
        tasks=page_url(site, home, "tasks") or figures,
        **yearly,
    )
