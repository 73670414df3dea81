"""The site that pages belong to, and the frame around each of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from generator.model.frame import Frame, Link
from generator.model.memory import remembered
from generator.model.period import Period
from generator.model.words import VIETNAMESE, Words
from generator.views.kinds import kinds_of

if TYPE_CHECKING:
    import datetime as dt

    from generator.model.book import DistrictBook
    from generator.model.text import Text
    from generator.views.lineage import Body

SEARCH = "/search/"


@dataclass(frozen=True)
class Site:
    """What every page of a site needs to know of it; small, frozen, sent to each worker.

    Attributes:
        site_name: The name shown in the head of every page.
        as_of: The day that decides what is due, for pages of the whole site.
        profile: `internal` or `public`.
        repo_url: Where the records are kept; empty where pages shall not link there.
        languages: The languages the site is built in.
        note: What the store says below every page.
        live: Whether it is built for a development server.
        districts: The names of all districts by slug, so that one can name another.
        bodies: All districts and units with what carries them on, so that each can name what came before it.
        words: The language of the pages.
        prefix: Where the pages of this language stand; empty for the first language of the site.
    """

    site_name: str
    as_of: dt.date
    profile: str = "public"
    repo_url: str = ""
    languages: tuple[str, ...] = ("vi",)
    note: str = ""
    live: bool = False
    districts: tuple[tuple[str, str], ...] = ()
    bodies: tuple[Body, ...] = ()
    words: Words = VIETNAMESE
    prefix: str = ""

    @property
    def lang(self) -> str:
        """The language of the pages: `vi` or `en`."""
        return self.words.lang

    def tr(self, text: str, **values: object) -> str:
        """A Vietnamese text of a view in the language of the pages, with `%(name)s` filled in (see `Words.tr`)."""
        return self.words.tr(text, **values)

    def say(self, text: Text) -> str:
        """A text in two languages in that of the pages."""
        return text.to(self.words.lang)

    def district_link(self, slug: str) -> Link:
        """The link to a district of the site by name; by slug and leading nowhere where it is not known."""
        name = dict(self.districts).get(slug)
        return Link(name, district_url(slug)) if name else Link(slug, "")

    @property
    def internal(self) -> bool:
        """Tell whether the site may show people and meetings."""
        return self.profile == "internal"

    def edit_url(self, path: str, line: int = 0) -> str:
        """Where a file of the store is edited; empty in the public profile and where no repository is known."""
        if not self.repo_url or not self.internal:
            return ""
        return f"{self.repo_url.rstrip('/')}/edit/HEAD/{path}" + (f"#L{line}" if line else "")

    def new_url(self, path: str, text: str = "") -> str:
        """Where a file of the store is begun, with its first text; empty as for `edit_url`.

        Forges take the folder from the address, and the name and text from what follows it.
        """
        if not self.repo_url or not self.internal:
            return ""
        folder, _, name = path.rpartition("/")
        fields = {"filename": name} | ({"value": text} if text else {})
        return f"{self.repo_url.rstrip('/')}/new/HEAD/{folder}?{urlencode(fields, quote_via=quote)}"


def district_url(district: str, year: int | None = None) -> str:
    """The URL of a district, or of one of its years."""
    return f"/{district}/{year}/" if year else f"/{district}/"


def unit_url(district: str, unit: str, year: int | None = None) -> str:
    """The URL of a unit, or of one of its years."""
    return f"/{district}/units/{unit}/" + (f"{year}/" if year else "")


def cell_url(ref: str, year: int | None = None) -> str:
    """The URL of a cell given as `DISTRICT/CELL`, or of one of its years."""
    district, _, cell = ref.partition("/")
    return f"/{district}/cells/{cell}/" + (f"{year}/" if year else "")


def cell_figures_url(site: Site, ref: str, year: int) -> str:
    """The URL that a cell's figures of a year belong to: the page of that year; in public a row of its page."""
    return cell_url(ref, year) if site.internal else f"{cell_url(ref)}#{year}"


def meeting_url(ref: str, year: int, stem: str) -> str:
    """The URL of a meeting of the cell given as `DISTRICT/CELL`."""
    return f"{cell_url(ref, year)}{stem}/"


def missing_url(district: str, year: int) -> str:
    """The URL of the matrix of a year."""
    return f"/{district}/missing/{year}/"


def problems_url(district: str) -> str:
    """The URL of a district's problems."""
    return f"/{district}/problems/"


def due_year(home: DistrictBook) -> int:
    """The year of the newest month that is over on `as_of`, within the district's life and records."""
    year = Period.of(home.as_of).plus(-1).year
    if home.district.to is not None:
        year = min(year, home.district.to.year)
    return min(max(year, home.records_from.year), home.as_of.year)


def home_link(site: Site) -> Link:
    """The link to the first page of the site."""
    return Link(site.tr("Trang chủ"), "/")


def rules_link(site: Site) -> Link:
    """The link to the list of rules."""
    return Link(site.tr("Quy tắc kiểm tra"), "/rules/")


def definitions_link(site: Site) -> Link:
    """The link to the definitions of the figures."""
    return Link(site.tr("Cách tính số liệu"), "/definitions/")


def handbook_link(site: Site) -> Link:
    """The link to the handbook."""
    return Link(site.tr("Sổ tay"), "/handbook/")


def search_link(site: Site) -> Link:
    """The link to the search page."""
    return Link(site.tr("Tìm kiếm"), SEARCH)


def _site_nav(site: Site, url: str) -> tuple[Link, ...]:
    """The site's own entries of the navigation, as the page at `url` shows them."""
    return tuple(
        entry._replace(current=_current(entry.url, url, belongs=entry.url != "/"))
        if url.startswith(entry.url)
        else entry
        for entry in _site_links(site)
    )


@remembered
def _site_links(site: Site) -> tuple[Link, ...]:
    return home_link(site), handbook_link(site), rules_link(site), definitions_link(site), search_link(site)


def site_frame(site: Site, url: str, title: str, *, crumbs: tuple[Link, ...] = (), **more: Any) -> Frame:
    """The frame of a page of the whole site."""
    return Frame(
        url=url,
        title=title,
        site_name=site.site_name,
        internal=site.internal,
        as_of=site.as_of,
        note=site.note,
        site_nav=_site_nav(site, url),
        crumbs=(home_link(site), *crumbs) if url != "/" else (),
        **more,
    )


def handbook_frame(site: Site, url: str, title: str) -> Frame:
    """The frame of a page of the handbook, which MkDocs renders with `main.html`."""
    top = handbook_link(site)
    crumbs = (top,) if url == top.url else (top, Link(title, url))
    return site_frame(site, url, title, crumbs=crumbs)


def lost_frame(site: Site) -> Frame:
    """The frame of the page that a host answers with where there is none."""
    title, url = site.tr("Không có trang này"), "/404.html"
    return site_frame(site, url, title, crumbs=(Link(title, url),))


def district_frame(
    site: Site, home: DistrictBook, url: str, title: str, *, crumbs: tuple[Link, ...] = (), **more: Any
) -> Frame:
    """The frame of a page of a district. `crumbs` start below the district."""
    name = home.district.name
    return Frame(
        url=url,
        title=f"{title} – {name}" if name not in title else title,
        site_name=site.site_name,
        org=name,
        internal=site.internal,
        as_of=home.as_of,
        note=site.note,
        nav=_district_nav(site, home, url),
        site_nav=_site_nav(site, url),
        crumbs=(home_link(site), Link(name, district_url(home.slug)), *crumbs),
        **more,
    )


def _district_nav(site: Site, home: DistrictBook, url: str) -> tuple[Link, ...]:
    """The district's pages, as the page at `url` shows them: the summary, the matrix, those found by their files."""
    top, matrix, problems = district_url(home.slug), missing_url(home.slug, due_year(home)), problems_url(home.slug)
    entries = [
        Link(site.tr("Tổng hợp"), top, _current(top, url, belongs=_is_year(home.slug, url))),
        Link(site.tr("Kỳ còn thiếu"), matrix, _current(matrix, url, belongs=url.startswith(f"/{home.slug}/missing/"))),
    ]
    for folder, module in kinds_of(site):
        entry = module.entry(home)
        if entry:
            belongs = url.startswith(f"/{home.slug}/{folder}/")
            entries.append(Link(site.say(module.PAGE.title), entry, _current(entry, url, belongs=belongs)))
    if site.internal:
        entries.append(Link(site.tr("Cảnh báo"), problems, _current(problems, url)))
    return tuple(entries)


def _current(entry: str, url: str, *, belongs: bool = False) -> str:
    """How a link to `entry` stands to the page at `url`, as `aria-current` says it."""
    return "page" if entry == url else "true" if belongs else ""


def _is_year(district: str, url: str) -> bool:
    rest = url.removeprefix(f"/{district}/").rstrip("/")
    return rest.isdecimal()


def year_links(years: range, year: int, url: str, shown: str) -> tuple[Link, ...]:
    """The year switch: `url` followed by each year. `shown` is the URL of the page that shows `year`."""
    if len(years) < 2:
        return ()
    return tuple(Link(str(y), f"{url}{y}/", _current(f"{url}{y}/", shown, belongs=y == year)) for y in years)
