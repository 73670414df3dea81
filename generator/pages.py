"""Views to staged files: a cell's pages (in its worker), those of districts and the site (after the reduce step)."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

import nh3
from markupsafe import Markup

from generator import __version__
from generator.pool import spread
from generator.publish.data import district_parts, package_file, site_files
from generator.publish.provenance import UNKNOWN
from generator.publish.schemas import schema_files
from generator.publish.search import handbook_file, search_files
from generator.render.engine import Engine, environment
from generator.views.cell_pages import cell_pages
from generator.views.district_pages import pages_above
from generator.views.lineage import bodies_of
from generator.views.projection import project_all
from generator.views.search import name_lists, year_lists
from generator.views.site import handbook_frame, lost_frame

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import jinja2

    from generator.model.book import CellBook
    from generator.model.diagnostic import Diagnostic
    from generator.model.frame import Frame
    from generator.model.page import Page
    from generator.model.summary import CellSummary, DistrictSummary
    from generator.publish.manifest import Entry
    from generator.publish.provenance import Provenance
    from generator.publish.stage import Stage
    from generator.views.search import People
    from generator.views.site import Site


_engines: dict[tuple[bool, str, tuple[str, ...]], Engine] = {}


def _engine(site: Site) -> Engine:
    key = (site.live, site.lang, site.languages)
    if key not in _engines:
        _engines[key] = Engine(live=site.live, words=site.words, languages=site.languages)
    return _engines[key]


def prepare(sites: Iterable[Site]) -> None:
    """Load what rendering needs before the work is spread over processes."""
    for site in sites:
        _engine(site).prepare()


def _write(site: Site, pages: Iterable[Page], stage: Stage) -> None:
    engine = _engine(site)
    for page in pages:
        stage.page(site.prefix + page.url, engine.render(page))


def write_cell(
    sites: Iterable[Site],
    cell: CellBook,
    summary: CellSummary,
    names: dict[str, str] | None,
    diagnostics: list[Diagnostic],
    stage: Stage,
) -> None:
    """Render and stage a cell's own pages (internal profile only)."""
    for site in sites:
        _write(site, cell_pages(site, cell, summary, names, diagnostics), stage)


Part = Callable[["Stage"], None]


@dataclass(frozen=True)
class Upper:
    """What stands above the cells in parts that are made apart from each other: given to each process once."""

    stage: Stage
    parts: tuple[Part, ...]


def write_site(
    sites: tuple[Site, ...],
    districts: list[DistrictSummary],
    diagnostics: list[Diagnostic],
    stage: Stage,
    jobs: int = 0,
    people: Mapping[str, People] = MappingProxyType({}),
    provenance: Provenance = UNKNOWN,
) -> None:
    """Render and stage what stands above the cells in each language, all data files, and the index of the search.

    In the public profile everything is made from the projection, and nothing else is passed on. `people` holds the
    names of each cell's people as the index lists them.
    """
    site = sites[0]
    if not site.internal:
        districts, diagnostics, people = project_all(districts), [], {}
    names = tuple((d.home.slug, d.home.district.name) for d in districts)
    bodies = bodies_of(districts)
    sites = tuple(dataclasses.replace(site, districts=names, bodies=bodies) for site in sites)
    files = [make for district in districts for make in district_parts(district, site.profile, provenance)]
    files += [partial(_index_files, site, districts, people)]
    parts = (
        *(partial(_write_files, make) for make in files),
        *(partial(_write, of, pages) for of in sites for pages in pages_above(of, districts, diagnostics)),
    )
    is_small = sum(len(d.cells) for d in districts) < SPREAD_FROM
    batches = [list(range(len(parts)))] if is_small else [[number] for number in range(len(parts))]
    for entries in spread(_write_parts, batches, Upper(stage, parts), jobs):
        stage.entries.update(entries)
    described = (package_file(district, __version__, site.profile, stage.entries) for district in districts)
    of_site = site_files(districts, site.as_of, __version__, site.profile)
    for url, data in (*described, *of_site, *schema_files()):
        stage.file(url, data)


def _write_parts(upper: Upper, numbers: list[int]) -> dict[str, Entry]:
    """Write some of the parts and give what was staged."""
    stage = upper.stage.part()
    for number in numbers:
        upper.parts[number](stage)
    return stage.entries


def _write_files(make: Callable[[], Iterable[tuple[str, bytes]]], stage: Stage) -> None:
    for url, data in make():
        stage.file(url, data)


def _index_files(
    site: Site, districts: list[DistrictSummary], people: Mapping[str, People]
) -> Iterable[tuple[str, bytes]]:
    """The index of the search."""
    names = name_lists(site, districts, people)._asdict()
    years = ((d.home.slug, year, lists._asdict()) for d in districts for year, lists in year_lists(d).items())
    return search_files(names, years)


def write_handbook_index(pages: Iterable[tuple[str, str]], stage: Stage) -> None:
    """Stage what the search knows of the handbook: the URL and title of each page."""
    stage.file(*handbook_file(pages))


SPREAD_FROM = 60  # cells: below that, starting processes costs more than they save
PROSE_TAGS = {
    "a", "blockquote", "br", "code", "dd", "del", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "hr", "kbd", "li",
    "ol", "p", "pre", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
PROSE_ATTRIBUTES = {"a": {"href"}, "h1": {"id"}, "h2": {"id"}, "h3": {"id"}, "h4": {"id"}, "ol": {"start"}}


def handbook_environment(site: Site) -> jinja2.Environment:
    """The templates' environment for the pages that MkDocs renders."""
    env = environment(live=site.live, words=site.words)
    env.globals["frame"] = lost_frame(site)
    return env


def frame_of_handbook(site: Site, url: str, title: str) -> Frame:
    """The frame around a page of the handbook."""
    return handbook_frame(site, url, title)


def sanitise_prose(html: str) -> Markup:
    """Handbook prose with nothing active in it: links go to https, mailto or pages of the site."""
    clean = nh3.clean(
        html,
        tags=PROSE_TAGS,
        attributes=PROSE_ATTRIBUTES,
        url_schemes={"https", "mailto"},
        link_rel="noopener noreferrer",
    )
    return Markup(clean)  # noqa: S704 - sanitised in the line above
