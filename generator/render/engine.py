"""One Jinja environment for all pages: records' pages here, the handbook's through MkDocs."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, NamedTuple

import jinja2
from jinja2 import pass_context
from markupsafe import Markup

from generator.model.words import VIETNAMESE, Words, places
from generator.render import charts, figures, filters, marks, minutes, prose
from generator.render.beside import Beside
from generator.render.code import Environment
from generator.render.numbers import numbers_of
from generator.render.translate import Translate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model.frame import Frame
    from generator.model.page import Page


POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'"
)
LIVE_POLICY = POLICY.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")  # a server's reload script


NAMES = {"vi": "Tiếng Việt", "en": "English"}
SHARED = ("/assets/", "/data/", "/handbook/", "/search/index/")  # there once, for all languages


@pass_context
def link(context: jinja2.runtime.Context, url: str) -> str:
    """Turn a URL from the top of the site (`/van-quan/`) into one relative to the page being rendered.

    It leads to a page of the same language, but for what the languages share.
    """
    if not url.startswith("/"):
        return url
    names = context.parent  # no template sets these two itself
    base: str = names["base_url"].rstrip("/")
    return f"{base}{names['up']}{url}" if url.startswith(SHARED) else f"{base}{url}"


@pass_context
def below(context: jinja2.runtime.Context, url: str) -> str:
    """Turn a URL as `link` does; what stands below the page itself gets the short way, as long lists of it are many."""
    own: str = context.parent["frame"].url
    return url.removeprefix(own) if url.startswith(own) and url != own else link(context, url)


def base_url(url: str) -> str:
    """The way from a page up to the top of the site: `/van-quan/2024/` → `../..`."""
    depth = url.count("/") - 1
    return "/".join([".."] * depth) if depth else "."


def environment(
    *, live: bool = False, words: Words = VIETNAMESE, prefix: str = "", compiled: str = ""
) -> jinja2.Environment:
    """The environment of every template: autoescape, StrictUndefined, our filters and functions.

    MkDocs uses it as the theme's own; it brings `base_url`, `page`, `config` and `nav` itself. `live` lets in the
    reload script of a development server; `words` is the language that templates are compiled to, `prefix` where its
    pages stand below the top of the site (`/en`, or empty). `compiled` names the program whose compiled templates may
    be used; empty where none may.
    """
    env = Environment(
        loader=jinja2.PackageLoader("site_templates", ""),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=Beside(f"{words.lang} {compiled}") if compiled else None,
    )
    env.words = words  # type: ignore[attr-defined]  # read by Translate when a template is compiled
    env.add_extension(Translate)
    env.filters.update(filters.filters_for(words.lang))
    env.filters.update(
        link=link, below=below, stat=figures.stat_for(words.lang), minutes=minutes.render_minutes, prose=prose.prose
    )
    parts = Parts(env)
    env.globals.update(
        lang=words.lang,
        twins=(),
        up="/.." * prefix.count("/"),
        as_written=Markup("" if words.lang == VIETNAMESE.lang else f' lang="{VIETNAMESE.lang}"'),  # noqa: S704  # a constant
        policy=Markup(LIVE_POLICY if live else POLICY),  # noqa: S704  # a constant of this module
        mast=parts.mast,
        crumbs=parts.crumbs,
        attendance_cells=functools.partial(marks.attendance_cells, lang=words.lang),
        line_chart=functools.partial(charts.line_chart, numbers=numbers_of(words.lang)),
        bars=charts.bars,
        spark=charts.spark,
    )
    return env


class Parts:
    """Parts of the frame that many pages have in common, rendered once for each set of values."""

    KEPT = 512

    def __init__(self, env: jinja2.Environment) -> None:
        self._env = env
        self._known: dict[tuple[object, ...], Markup] = {}

    def mast(self, frame: Frame, base: str) -> Markup:
        """The head of a page: handling note, name, navigation."""
        searching = frame.url == "/search/"  # the search page has a box of its own
        whole = (frame.nav, frame.site_nav, frame.org, frame.site_name, frame.internal, searching)
        return self._part("parts/_mast.html", base, *whole)

    def crumbs(self, frame: Frame, base: str) -> Markup:
        """The way down to a page, without the page itself."""
        return self._part("parts/_crumbs.html", base, frame.crumbs[:-1])

    def _part(self, name: str, base: str, *values: object) -> Markup:
        key = (name, base, *values)
        if key not in self._known:
            if len(self._known) >= self.KEPT:
                self._known.clear()
            html = self._env.get_template(name).render(base_url=base, values=values)
            self._known[key] = Markup(html)  # noqa: S704  # rendered with autoescape
        return self._known[key]


class Twin(NamedTuple):
    """A page in one of the languages of the site: which, its own name, the way there, whether it is this one."""

    lang: str
    name: str
    href: str
    is_this: bool


class Engine:
    """Renders pages; made once for each process.

    Args:
        live: Whether a development server's reload script is let in.
        words: The language of the pages.
        languages: The languages of the site; a page leads to its twin in each other one.
        compiled: As in `environment`.
    """

    def __init__(
        self, *, live: bool = False, words: Words = VIETNAMESE, languages: Iterable[str] = (), compiled: str = ""
    ) -> None:
        self._places = places({words.lang, *languages})
        self._prefix = self._places[words.lang]
        self._env = environment(live=live, words=words, prefix=self._prefix, compiled=compiled)
        self._templates: dict[str, jinja2.Template] = {}

    def prepare(self) -> None:
        """Compile every template now, so that processes forked later need not."""
        for name in self._env.list_templates(["html"]):
            self._env.get_template(name)

    def render(self, page: Page) -> str:
        """Return the page's HTML."""
        base, root = base_url(page.url), base_url(self._prefix + page.url)
        view = page.view
        context: dict[str, Any] = {
            "base_url": base,
            "frame": view.frame,
            "view": view,
            "twins": self._twins(page.url, root),
        }
        template = self._templates.get(page.template)
        if template is None:
            template = self._templates[page.template] = self._env.get_template(page.template)
        return template.render(context)

    def _twins(self, url: str, root: str) -> tuple[Twin, ...]:
        """The page in every language of the site, this one included; nothing where there is only one."""
        if len(self._places) == 1:
            return ()
        return tuple(
            Twin(lang, NAMES[lang], f"{root}{place}{url}", lang == self._env.globals["lang"])
            for lang, place in self._places.items()
        )
