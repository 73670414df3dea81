"""The page that defines the figures: what each counts, of what, how it is printed, and where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.stats import api as stats_api
from generator.views.site import Site, definitions_link, site_frame
from generator.views.subjects import by_subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.frame import Frame
    from generator.model.text import Text


class Definition(NamedTuple):
    """One figure.

    Attributes:
        id: Its id in the data files.
        label: What it is called.
        numerator: What is counted.
        denominator: Of what.
        kind: How it is printed: `share`, `mean` or `count`.
        source: Where it comes from.
        is_family: Whether ids begin so and go on with a word of the records.
        is_public: Whether the public profile prints it.
    """

    id: str
    label: str
    numerator: str
    denominator: str
    kind: str
    source: str
    is_family: bool
    is_public: bool


class DefinitionGroup(NamedTuple):
    """The figures about one subject.

    Attributes:
        id: What links to the group point at.
        title: The subject.
        definitions: Its figures, in order.
    """

    id: str
    title: str
    definitions: tuple[Definition, ...]


class DefinitionsView(NamedTuple):
    """The definitions of the figures.

    Attributes:
        frame: The frame around the page.
        groups: The figures by subject.
        internal: Whether the site prints figures about people; the page then says which are not public.
    """

    frame: Frame
    groups: tuple[DefinitionGroup, ...]
    internal: bool


def definitions_view(site: Site) -> DefinitionsView:
    """The view of the definitions of the figures; the public profile defines what it prints."""
    found = {
        id_: Definition(
            id=id_,
            label=site.say(label),
            numerator=site.say(f.numerator),
            denominator=site.say(f.denominator),
            kind=f.kind,
            source=statistic.source,
            is_family=id_ in stats_api.families(),
            is_public=not f.private,
        )
        for statistic, _ in stats_api.modules()
        for id_, label, f in _defined(statistic)
        if site.internal or not f.private
    }
    groups = tuple(
        DefinitionGroup(f"subject-{number}", site.say(subject), tuple(found[id_] for id_ in ids))
        for number, (subject, ids) in enumerate(by_subject(found), 1)
    )
    top = definitions_link(site)
    frame = site_frame(site, top.url, top.label, crumbs=(top,), paper="print-land")
    return DefinitionsView(frame, groups, site.internal)


def _defined(statistic: stats_api.Statistic) -> Iterator[tuple[str, Text, stats_api.Figure]]:
    """What a statistic defines: its figures, and its families, each by what their ids begin with."""
    yield from ((figure.id, figure.label, figure) for figure in statistic.figures)
    yield from ((family.prefix, family.title, family.name("…")) for family in statistic.families)
