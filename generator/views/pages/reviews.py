"""A review: what each unit proposes, how many propose the same, and who did not answer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from generator.model.figure import Value
from generator.model.frame import Frame, Link
from generator.model.page import Page
from generator.model.ratio import Ratio
from generator.model.text import Text
from generator.views.figures import has, value_of
from generator.views.kinds import PageKind
from generator.views.site import Site, district_frame, district_url, unit_url

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from generator.model.book import DistrictBook
    from generator.model.district import Review
    from generator.model.summary import DistrictSummary

PAGE = PageKind(Text("Sơ kết", "Reviews"), rank=70)


class OptionRow(NamedTuple):
    """One option of a review.

    Attributes:
        label: What is proposed.
        value: The units that propose it, of those that answered.
    """

    label: str
    value: Value


class Proposal(NamedTuple):
    """What one unit proposes.

    Attributes:
        unit: The unit.
        option: What it proposes.
    """

    unit: Link
    option: str


class ReviewsView(NamedTuple):
    """A review.

    Attributes:
        frame: The frame around the page.
        name: The district's name.
        title: Its title.
        date: Its day.
        answered: The units that answered, of those asked.
        options: Its options with the units that propose each.
        proposals: The proposals, units in the order of `district.yml`.
        silent: The units asked that did not answer.
        others: The district's other reviews, newest first.
        file: The file it is written in.
    """

    frame: Frame
    name: str
    title: str
    date: dt.date
    answered: Ratio
    options: tuple[OptionRow, ...]
    proposals: tuple[Proposal, ...]
    silent: tuple[Link, ...]
    others: tuple[tuple[Link, dt.date], ...]
    file: str


def entry(home: DistrictBook) -> str:
    """The newest review; none where the district has had none."""
    newest = _newest_first(home)
    return _url(home.slug, newest[0][0]) if newest else ""


def pages(site: Site, summary: DistrictSummary) -> Iterator[Page]:
    """One page a review."""
    for slug, review in _newest_first(summary.home):
        yield Page(_url(summary.home.slug, slug), "pages/reviews.html", partial(_view, site, summary, slug, review))


def option_rows(summary: DistrictSummary, slug: str, review: Review) -> tuple[OptionRow, ...]:
    """The options in the order of the record; their figures belong to the year of the review, where it has a page."""
    year = review.date.year
    stats, of = summary.stats.get(year, {}), district_url(summary.home.slug, year) if year in summary.years else ""
    rows = []
    for option, label in review.options.items():
        id_ = f"review.{slug}.{option}"
        own = Ratio(list(review.proposals.values()).count(option), len(review.proposals))
        rows.append(OptionRow(label, value_of(stats, id_, of) if has(stats, id_) else Value(id_, own, "share", of)))
    return tuple(rows)


def _newest_first(home: DistrictBook) -> list[tuple[str, Review]]:
    past = [(slug, review) for slug, review in home.reviews.items() if review.date <= home.as_of]
    return sorted(past, key=lambda found: (found[1].date, found[0]), reverse=True)


def _url(district: str, slug: str) -> str:
    return f"/{district}/reviews/{slug}/"


def _view(site: Site, summary: DistrictSummary, slug: str, review: Review) -> ReviewsView:
    home, asked = summary.home, asked_units(summary.home, review)
    url = _url(home.slug, slug)
    units = home.district.units
    return ReviewsView(
        frame=_frame(site, summary, slug, review),
        name=home.district.name,
        title=review.title,
        date=review.date,
        answered=Ratio(len(review.proposals), len(asked)),
        options=option_rows(summary, slug, review),
        proposals=tuple(
            Proposal(Link(units[unit].name, unit_url(home.slug, unit)), review.options[review.proposals[unit]])
            for unit in asked
            if unit in review.proposals
        ),
        silent=tuple(
            Link(units[unit].name, unit_url(home.slug, unit)) for unit in asked if unit not in review.proposals
        ),
        others=tuple(
            (Link(other.title, _url(home.slug, name)), other.date)
            for name, other in _newest_first(home)
            if _url(home.slug, name) != url
        ),
        file=home.file(f"reviews/{slug}.yml"),
    )


def _frame(site: Site, summary: DistrictSummary, slug: str, review: Review) -> Frame:
    home, url = summary.home, _url(summary.home.slug, slug)
    reviews = _newest_first(home)
    switch = (
        Link(f"{other.date.month}/{other.date.year}", _url(home.slug, name), "page" if name == slug else "")
        for name, other in reversed(reviews)
    )
    return district_frame(
        site,
        home,
        url,
        review.title,
        crumbs=(Link(review.title, url),),
        years=tuple(switch) if len(reviews) > 1 else (),
        edit_url=site.edit_url(home.file(f"reviews/{slug}.yml")),
        downloads=(Link(site.tr("Bảng số liệu (CSV)"), f"/data/v1/{home.slug}/stats.csv"),),
        left_out=summary.left_out,
    )


def asked_units(home: DistrictBook, review: Review) -> list[str]:
    """The units asked, in the order of `district.yml`: those that answered, and others of their levels that day."""
    units = home.district.units
    levels = {units[unit].level for unit in review.proposals if unit in units}
    return [
        slug
        for slug, unit in units.items()
        if slug in review.proposals or (unit.level in levels and unit.covers(review.date))
    ]
