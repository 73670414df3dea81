"""Views to staged files: a cell's pages (in its worker), those of districts and the site (after the reduce step)."""

from __future__ import annotations

import dataclasses
import html
import itertools
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from generator import __version__
from generator.cache.fingerprint import program
from generator.model import links
from generator.model.text import Text
from generator.pool import spread
from generator.publish import pictures
from generator.publish.data import district_parts, package_file, site_files
from generator.publish.plain import first_odd
from generator.publish.plan import File
from generator.publish.provenance import UNKNOWN
from generator.publish.schemas import schema_files
from generator.publish.search import handbook_file, names_file, year_file
from generator.publish.stage import place_of
from generator.render import prose
from generator.render.engine import Engine, environment
from generator.views.cell_pages import cell_pages
from generator.views.district_pages import pages_above
from generator.views.lineage import bodies_of
from generator.views.projection import project_all
from generator.views.reduce import sums_of
from generator.views.search import lists_of, name_lists, years_of
from generator.views.site import handbook_frame, lost_frame

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import jinja2
    from markupsafe import Markup

    from generator.cache.memo import Made, Memo
    from generator.model.book import CellBook
    from generator.model.diagnostic import Diagnostic
    from generator.model.frame import Frame
    from generator.model.late import Late, Reads, Watch
    from generator.model.page import Page
    from generator.model.summary import CellSummary, DistrictSummary
    from generator.publish.manifest import Entry
    from generator.publish.plan import Part
    from generator.publish.provenance import Provenance
    from generator.publish.stage import Stage
    from generator.views.search import People
    from generator.views.site import Site


_engines: dict[tuple[bool, str, tuple[str, ...]], Engine] = {}


def _engine(site: Site) -> Engine:
    key = (site.live, site.lang, site.languages)
    if key not in _engines:
        _engines[key] = Engine(live=site.live, words=site.words, languages=site.languages, compiled=program())
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


@dataclass(frozen=True)
class Upper:
    """What stands above the cells in parts that are made apart from each other: given to each process once."""

    stage: Stage
    parts: list[Part]
    memo: Memo | None


def write_site(
    sites: tuple[Site, ...],
    districts: list[DistrictSummary],
    diagnostics: Mapping[str, Sequence[Diagnostic]],
    stage: Stage,
    jobs: int = 0,
    people: Mapping[str, People] = MappingProxyType({}),
    provenance: Provenance = UNKNOWN,
    memo: Memo | None = None,
) -> None:
    """Render and stage what stands above the cells in each language, all data files, and the index of the search.

    In the public profile everything is made from the projection, and nothing else is passed on. `diagnostics` are those
    of each district; `people` holds the names of each cell's people as the index lists them. Files that `memo` knows
    to be as they were are not made again.
    """
    watch = memo.watch if memo is not None else None
    sites, districts, parts = parts_above(sites, districts, diagnostics, people, provenance, watch)
    stale = [left for part in parts if (left := tuple(file for file in part if not _stands(file, stage, memo)))]
    _make_all(Upper(stage, stale, memo), districts, jobs)
    for url, data in last_files(sites[0], districts, stage.entries):
        stage.file(url, data)


def parts_above(
    sites: tuple[Site, ...],
    districts: list[DistrictSummary],
    diagnostics: Mapping[str, Sequence[Diagnostic]],
    people: Mapping[str, People] = MappingProxyType({}),
    provenance: Provenance = UNKNOWN,
    watch: Watch | None = None,
) -> tuple[tuple[Site, ...], list[DistrictSummary], list[Part]]:
    """What stands above the cells, not made yet: all but `last_files`, with the sites and districts it is made of.

    In the public profile these are the projection.
    """
    site = sites[0]
    if not site.internal:
        districts, diagnostics, people = project_all(districts), {}, {}
    names = tuple((d.home.slug, d.home.district.name) for d in districts)
    bodies = bodies_of(districts)
    sites = tuple(dataclasses.replace(site, districts=names, bodies=bodies) for site in sites)
    parts = [part for d in districts for part in district_parts(d, site.profile, provenance, watch)]
    parts += [_index_part(site, districts, people)]
    parts += [_pages_part(of, pages) for of in sites for pages in pages_above(of, districts, diagnostics)]
    return sites, districts, parts


def last_files(
    site: Site, districts: list[DistrictSummary], entries: Mapping[str, Entry]
) -> Iterator[tuple[str, bytes]]:
    """Yield URL and bytes of the files that describe others; `entries` holds what these are, by path."""
    for district in districts:
        yield package_file(district, __version__, site.profile, entries)
    yield from site_files(districts, site.as_of, __version__, site.profile)
    yield from schema_files()


def _make_all(upper: Upper, districts: list[DistrictSummary], jobs: int) -> None:
    """Make what is left to be made: in other processes where that is much."""
    numbers = list(range(len(upper.parts)))
    is_small = sum(len(d.cells) for d in districts) < SPREAD_FROM or sum(map(len, upper.parts)) < SPREAD_FILES
    if not is_small:
        _settle(districts, jobs)
    batches = [numbers] if is_small else [[number] for number in numbers]
    for entries, made in spread(_write_parts, batches if numbers else [], upper, jobs):
        upper.stage.entries.update(entries)
        if upper.memo is not None:
            upper.memo.made.update(made)


def _settle(districts: list[DistrictSummary], jobs: int) -> None:
    """Work out all sums, each year of a district in one process, so that those that make pages need not."""
    sums = [one for district in districts for one in sums_of(district)]
    years = [list(group) for _, group in itertools.groupby(range(len(sums)), lambda n: str(sums[n][1])[:4])]
    for number, value, reads in itertools.chain.from_iterable(spread(_sum_up, years, sums, jobs)):
        late, key = sums[number]
        late.take(key, value, reads)


def _sum_up(sums: list[tuple[Late, Any]], numbers: list[int]) -> list[tuple[int, Any, Reads]]:
    return [(number, *sums[number][0].found(sums[number][1])) for number in numbers]


def _write_parts(upper: Upper, numbers: list[int]) -> tuple[dict[str, Entry], dict[str, Made]]:
    """Write some of the parts; give what was staged, and what was read for it."""
    stage = upper.stage.part()
    made: dict[str, Made] = {}
    for file in (file for number in numbers for file in upper.parts[number]):
        path = file.url.lstrip("/")
        content: Iterator[bytes | memoryview]
        if upper.memo is None:
            content = (make() for make in file.pieces)
        else:
            content = upper.memo.make(path, file.pieces, partial(stage.standing, path))
        if len(file.pieces) > 1:
            stage.pieces(path, content)
        else:
            stage.file(path, b"".join(content))
        if upper.memo is not None:
            made[path] = upper.memo.made[path]
    return stage.entries, made


def _stands(file: File, stage: Stage, memo: Memo | None) -> bool:
    """Tell whether a file stands as it would be made now; then it belongs to the site."""
    path = file.url.lstrip("/")
    made = memo.stands(path) if memo is not None else None
    if made is None or stage.present.get(path) != (made.size, made.sha256):
        return False
    stage.entries[path] = stage.present[path]
    return True


def _pages_part(site: Site, pages: Iterable[Page]) -> Part:
    return tuple(File(place_of(site.prefix + page.url), (partial(_html, site, page),)) for page in pages)


def _html(site: Site, page: Page) -> bytes:
    return _engine(site).render(page).encode()


def _index_part(site: Site, districts: list[DistrictSummary], people: Mapping[str, People]) -> Part:
    """The index of the search."""
    years = [(district, year) for district in districts for year in years_of(district)]
    names = names_file(lambda: name_lists(site, districts, people)._asdict())
    return (names, *(year_file(d.home.slug, year, partial(_lists, d, year)) for d, year in years))


def _lists(district: DistrictSummary, year: int) -> dict[str, object]:
    return lists_of(district, year)._asdict()


def write_handbook_index(pages: Iterable[tuple[str, str]], stage: Stage) -> None:
    """Stage what the search knows of the handbook: the URL and title of each page."""
    stage.file(*handbook_file(pages))


SPREAD_FROM = 60  # cells: below that, starting processes costs more than they save
SPREAD_FILES = 60  # files: the same


def handbook_environment(site: Site) -> jinja2.Environment:
    """The templates' environment for the pages that MkDocs renders."""
    env = environment(live=site.live, words=site.words)
    env.globals["frame"] = lost_frame(site)
    return env


def frame_of_handbook(site: Site, url: str, title: str) -> Frame:
    """The frame around a page of the handbook."""
    return handbook_frame(site, url, title)


def handbook_title(title: object, heading: str | None) -> str:
    """The title of a page of the handbook as plain text; MkDocs takes it over as HTML where the first heading is it."""
    written = " ".join(str(title or "").split())
    is_html = heading is not None and written == " ".join(heading.split())
    return prose.fit(html.unescape(written) if is_html else written)


def sanitise_prose(html: str) -> Markup:
    """Handbook prose with nothing active in it: links go to https, mailto or pages of the site."""
    return prose.sanitised(html)


def heading_id(slug: str, separator: str) -> str:
    """The id of a heading of the handbook: another one where the page around it has that itself."""
    return f"muc{separator}{slug}" if slug in prose.FRAME_IDS else slug


def link_allowed(url: str) -> bool:
    """Tell whether a link of the handbook may lead there."""
    return links.allowed(url)


class NotPublished(Exception):
    """A file of the handbook cannot be published; `text` says which, why, and what to do."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.vi)
        self.text = text


def need_plain_files(docs: Path) -> None:
    """Make sure that a folder of prose holds files and folders only.

    Errors: NotPublished names the first that is something else; OSError.
    """
    odd = first_odd(docs)
    if odd is not None:
        what = Text("liên kết", "a link") if odd.is_link else Text("không phải tệp thường", "not a plain file")
        raise NotPublished(
            Text(
                f"{odd.name}: đây là {what.vi}; trong {docs.name}/ chỉ được có tệp và thư mục thường."
                " Bỏ mục này đi, hoặc chép chính tệp vào đây.",
                f"{odd.name}: this is {what.en}; only plain files and folders may stand in {docs.name}/."
                " Remove it, or copy the file itself here.",
            )
        )


def picture(uri: str, data: bytes) -> bytes:
    """A picture of the handbook as it is published: without what it tells of place, time and person.

    Errors: NotPublished.
    """
    try:
        return pictures.stripped(uri, data)
    except pictures.NotPublished as error:
        raise NotPublished(Text(f"docs/{uri} {error.text.vi}.", f"docs/{uri} {error.text.en}.")) from None
