"""The MkDocs plugin: MkDocs events to the pipeline. MkDocs itself renders the handbook only.

The records are checked and rendered in `on_pre_build`, before MkDocs empties the site folder, so that a refusal leaves
the previous site untouched; the staged pages join the handbook in `on_post_build`.
"""

from __future__ import annotations

import dataclasses
import re
import signal
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import generator.mkdocs_api  # must come before the first import of mkdocs

# isort: split
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Link, Section

import generator
from generator import edges, pipeline, report
from generator.garbage import collect_rarely
from generator.mkdocs_log import keep_inert
from generator.model.reference import reference
from generator.model.text import fold
from generator.pages import (
    NotPublished,
    frame_of_handbook,
    handbook_environment,
    handbook_title,
    heading_id,
    link_allowed,
    need_plain_files,
    picture,
    sanitise_prose,
    write_handbook_index,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure import StructureItem
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp")
REFUSED = (".svg",)  # a picture to its author, a program to a browser: not left out without a word
HANDBOOK_ENDINGS = (".md", *PICTURES)  # prose and pictures, nothing that could run
LARGEST = 256 * 1024  # characters of a page of the handbook, as many as a record may have bytes
LARGEST_HTML = 4 * 2**20  # characters that it may become: a page of references to one long address becomes far more
SECONDS = 5.0  # of the processor that it may take; ours take a fraction of one
ROBOTS = {"internal": b"User-agent: *\nDisallow: /\n", "public": b"User-agent: *\nAllow: /\n"}
REFERENCES = {"tham-chieu": "vi", "record-reference": "en"}  # pages made from the models of the records
ORDER = (
    "index", "ghi-bien-ban", "diem-danh", "khong-hop", "viet-yaml", "sua-loi", "danh-vien-chuyen", "tham-chieu",
    "doc-bang", "quy-uoc", "quan-ly-kho", "may-soat", "du-lieu", "english", "record-reference", "developers",
)  # fmt: skip


class ChiboConfig(Config):
    """The plugin's options. `pipeline.read_settings` reads them as plain text; here they are only known to MkDocs."""

    records = config_options.Optional(config_options.Type(str))
    profile = config_options.Optional(config_options.Type(str))
    as_of = config_options.Optional(config_options.Type(object))
    names = config_options.Optional(config_options.Type(str))
    repo_url = config_options.Optional(config_options.Type(str))
    languages = config_options.Optional(config_options.Type(list))


class ChiboPlugin(BasePlugin[ChiboConfig]):
    """Adds the record pages to a site. `asked` holds what a command asks for instead of the store's settings."""

    asked_everywhere: ClassVar[dict[str, Any]] = {}  # for `chibo serve`, where MkDocs makes the plugin anew

    def __init__(self) -> None:
        super().__init__()
        self.asked: dict[str, Any] = dict(self.asked_everywhere)
        self.store: pipeline.Store | None = None
        self.options: pipeline.Options | None = None
        self.stage: pipeline.Stage | None = None
        self.ready: tuple[pipeline.Store, pipeline.Stage] | None = None  # record pages that a command built already
        self.serving = False
        self.failure = ""
        self.page = ""  # of the handbook, the one that was rendered last
        self.handbook: list[tuple[str, str]] = []  # what the search knows of it: URL and title of each page

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether a development server runs: it keeps going past invalid records."""
        self.serving = command == "serve"
        keep_inert()
        collect_rarely()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the store's settings and take over what MkDocs would add by itself."""
        root = Path(config.config_file_path).resolve().parent
        try:
            self.options = edges.options_for(root, **self.asked)
        except edges.UsageError as error:
            raise PluginError(error.text.vi) from None
        if self.serving:
            self.options = dataclasses.replace(self.options, keep_going=True, live=True)
        config.theme.static_templates.discard("sitemap.xml")  # it would hold the build's date
        config.mdx_configs.setdefault("toc", {})["slugify"] = slugify
        config.watch.append(str(root / self.options.records))
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Check everything and stage the record pages; refuse before anything old is touched."""
        if self.ready is not None:
            self.store, self.stage = self.ready
            return
        options = self._known()
        self.stage = self._take_over(Path(config.site_dir))
        try:
            self.store = pipeline.build(options, self.stage)
        except pipeline.SourceError as error:
            pipeline.discard(self.stage)
            raise PluginError(edges.unreachable(options, error).vi) from None
        if self.store.refused(options):
            pipeline.discard(self.stage)
            shown = pipeline.CheckReport(self.store.as_of, self.store.refusals, self.store.files)
            raise PluginError(report.render("text", shown, "vi", color=False) + edges.refusal(self.store).vi)
        handbook = Path(config.docs_dir) / "handbook"
        self._refuse_leaks(self.stage, *([handbook] if handbook.is_dir() else []))

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Keep the store's handbook and add the program's own; nothing else under `docs/` is published."""
        try:
            need_plain_files(Path(config.docs_dir))
            kept = [_published(f, config) for f in files if _is_of_handbook(f.src_uri)]
        except NotPublished as error:
            raise PluginError(f"{error.text.vi}\n{error.text.en}") from None
        taken = {f.src_uri for f in kept}
        own = handbook_folder()
        for path in sorted(own.rglob("*.md")):
            uri = f"handbook/{path.relative_to(own).as_posix()}"
            if uri not in taken:
                kept.append(File.generated(config, uri, abs_src_path=str(path)))
        for name, lang in REFERENCES.items():
            uri = f"handbook/{name}.md"
            if uri not in taken:
                kept.append(File.generated(config, uri, content=reference(lang)))
        published = Files(sorted(kept, key=lambda f: f.src_uri))
        published.add_files_from_theme(config.theme.get_env(), config)
        return Files([f for f in published if f.src_uri.startswith(("handbook/", "assets/"))])

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """List the handbook's pages in their order, without the folder they lie in; links lead where prose may link."""
        wrong = next((item.url for item in _links(nav.items) if not link_allowed(item.url)), None)
        if wrong is not None:
            raise PluginError(
                f"mkdocs.yml: nav có liên kết “{wrong}”; chỉ nhận https://…, mailto:… hoặc trang của sổ tay.\n"
                f"mkdocs.yml: nav links to “{wrong}”; only https://…, mailto:… and pages of the handbook are taken."
            )
        if len(nav.items) == 1 and isinstance(nav.items[0], Section):
            nav.items = sorted(nav.items[0].children, key=lambda item: _rank(_uri(item)))
        return nav

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Render the handbook with the templates and the escaping of the record pages."""
        options = self._known()
        assert self.store is not None  # noqa: S101 - MkDocs runs on_pre_build first
        return handbook_environment(options.site(self.store.as_of))

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Bound the time a page may take: Markdown that is hard to read can keep a renderer busy for hours."""
        self.page = page.file.src_uri
        if len(markdown) > LARGEST:
            raise _too_hard(self.page)
        _bound(SECONDS, self.page)

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Sanitise the prose: a store's own handbook may come from anybody's pull request."""
        page.meta.pop("template", None)  # a page does not choose what is put around it
        if len(html) > LARGEST_HTML:
            raise _too_hard(page.file.src_uri)
        clean = sanitise_prose(html)
        _bound(0)
        page.title = handbook_title(page.title, next((item.title for item in page.toc), None))
        return clean

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give a handbook page the frame of all other pages."""
        options = self._known()
        assert self.store is not None  # noqa: S101 - MkDocs runs on_pre_build first
        title = page.title or "Sổ tay"
        self.handbook.append((f"/{page.url}", str(title)))
        context["frame"] = frame_of_handbook(options.site(self.store.as_of), f"/{page.url}", str(title))  # type: ignore[typeddict-unknown-key]  # our templates' own
        return context

    def _take_over(self, site: Path) -> pipeline.Stage:
        """Open a stage; what `chibo build` has begun beside a site is finished before MkDocs empties that."""
        try:
            if not self.serving:
                pipeline.refuse_place(self._known().root, site, "site_dir", site=True)
                pipeline.recover(site)
            return pipeline.open_stage(site, "mkdocs")
        except pipeline.NotPublished as error:
            raise PluginError(error.text.vi) from None
        except OSError as error:
            raise PluginError(pipeline.told(error, site).vi) from None

    def _add_records(self, *, config: MkDocsConfig) -> None:
        """Put the record pages beside the handbook."""
        if self.stage is not None:
            write_handbook_index(self.handbook, self.stage)
            self.stage.file("/robots.txt", ROBOTS[self._known().profile])
            self.handbook = []
            self.stage.move_into(Path(config.site_dir))
            self.stage = None

    @event_priority(-100)  # after the plugins that add or change files
    def _seal(self, *, config: MkDocsConfig) -> None:
        """Write the manifest of all that was built, once nothing private is found in it."""
        site = Path(config.site_dir)
        if self.ready is None:
            self._refuse_leaks(pipeline.Stage(site))
        if not self.serving:
            pipeline.seal(site)

    def _refuse_leaks(self, stage: pipeline.Stage, *others: Path) -> None:
        """Let no public site through that holds what is private; what was built of it goes."""
        if self.serving:
            return
        try:
            pipeline.refuse_leaks(self._known(), stage, *others)
        except pipeline.NotPublished as error:
            pipeline.discard(stage)
            raise PluginError(error.text.vi) from None

    on_post_build = CombinedEvent(_add_records, _seal)

    def on_build_error(self, *, error: Exception) -> None:
        """Leave no staging folder behind, and remember why: MkDocs itself only says that it aborts."""
        _bound(0)
        self.failure = str(error)
        if self.stage is not None:
            pipeline.discard(self.stage)
            self.stage = None
        if isinstance(error, RecursionError) and self.page:
            self.failure = str(_too_hard(self.page))
            raise _too_hard(self.page) from None

    def _known(self) -> pipeline.Options:
        assert self.options is not None  # noqa: S101 - MkDocs runs on_config first
        return self.options


def _too_hard(uri: str) -> PluginError:
    return PluginError(
        f"docs/{uri}: trang này quá dài hoặc quá rối để dựng. Chia thành nhiều trang, bỏ bớt ngoặc và mục lồng nhau.\n"
        f"docs/{uri}: this page is too long or too intricate to be rendered. Split it, nest fewer brackets and lists."
    )


def _bound(seconds: float, uri: str = "") -> None:
    """Give a page so much time of the processor from now on; 0 lifts that. In other threads it does nothing."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        return

    def end(number: int, frame: object) -> None:  # noqa: ARG001 - the signature of a handler
        raise _too_hard(uri)

    signal.signal(signal.SIGVTALRM, end if seconds else signal.SIG_IGN)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)


def _is_of_handbook(uri: str) -> bool:
    return uri.startswith("handbook/") and uri.endswith((*HANDBOOK_ENDINGS, *REFUSED))


def _published(file: File, config: MkDocsConfig) -> File:
    """A file as it is published: of a picture only what draws it. Errors: NotPublished."""
    if file.src_uri.endswith(".md"):
        return file
    return File.generated(config, file.src_uri, content=picture(file.src_uri, file.content_bytes))


def _links(items: Iterable[StructureItem]) -> Iterator[Link]:
    """The links among the items of a navigation, at any depth."""
    for item in items:
        if isinstance(item, Link):
            yield item
        elif isinstance(item, Section):
            yield from _links(item.children)


def _uri(item: object) -> str:
    file = getattr(item, "file", None)
    return str(file.src_uri) if file is not None else ""


def _rank(uri: str) -> int:
    """The place of a page in the handbook: the program's own order first, a store's additions after."""
    stem = Path(uri).stem
    return ORDER.index(stem) if stem in ORDER and uri == f"handbook/{stem}.md" else len(ORDER)


def slugify(heading: str, separator: str) -> str:
    """The id of a heading in plain letters: `Đảng viên đến` → `dang-vien-den`."""
    return heading_id(re.sub(r"[^a-z0-9]+", separator, fold(heading)).strip(separator), separator)


def handbook_folder() -> Path:
    """Where the program's own handbook lies: in the wheel, or in a checkout."""
    package = Path(generator.__file__).parent
    inside = package / "_handbook"
    return inside if inside.is_dir() else package.parent / "docs" / "handbook"
