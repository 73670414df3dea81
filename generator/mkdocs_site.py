"""Build a store's site through MkDocs with the plugin: the one way a site is made.

MkDocs is loaded while other processes already render the records, so it is imported inside functions.
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
import logging
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import yaml

from generator import edges, pipeline, remote
from generator.model.text import Text
from generator.pages import NotPublished, need_plain_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from concurrent.futures import Executor
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig

    from generator.mkdocs_plugin import ChiboPlugin

PLUGINS = {"chibo", "search"}
KEYS = {  # what MkDocs may be told that runs nothing and reads nothing but the store's own files
    "copyright", "dev_addr", "docs_dir", "draft_docs", "edit_uri", "edit_uri_template", "exclude_docs", "extra",
    "extra_css", "extra_javascript", "markdown_extensions", "nav", "not_in_nav", "plugins", "remote_branch",
    "remote_name", "repo_name", "repo_url", "site_author", "site_description", "site_dir", "site_name", "site_url",
    "strict", "theme", "use_directory_urls", "validation",
}  # fmt: skip
EXTENSIONS = {  # those that come with Markdown; others are programs of their own, and some read any file
    "abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code", "footnotes", "legacy_attrs",
    "legacy_em", "md_in_html", "meta", "nl2br", "sane_lists", "smarty", "tables", "toc", "wikilinks",
}  # fmt: skip
TAGS = {f"tag:yaml.org,2002:{kind}" for kind in ("bool", "float", "int", "map", "null", "seq", "str", "timestamp")}
_trusted: set[Path] = set()


class Refused(Exception):
    """Nothing was published: some record cannot be counted. `store` holds the diagnostics."""

    def __init__(self, store: pipeline.Store) -> None:
        super().__init__()
        self.store = store


class Built(NamedTuple):
    """A site that was built: the store, what the site holds (empty where others may have a hand in it), and notes."""

    store: pipeline.Store
    listed: Mapping[str, pipeline.Entry]
    notes: tuple[Text, ...] = ()


class Failed(Exception):
    """The site could not be built; `text` says why, in both languages; `code` is what the command exits with."""

    def __init__(self, said: str | Text, code: int = 2) -> None:
        self.text = Text(said, said) if isinstance(said, str) else said
        self.code = code
        super().__init__(self.text.vi)


def build(
    root: Path, output: Path, asked: dict[str, Any], progress: pipeline.Progress | None, *,
    generations: bool = False, cache: bool = True, executor: str | None = None,
) -> Built:  # fmt: skip
    """Build the whole site beside the output, then put it there; on a refusal the old site stays untouched.

    With `generations` the output is a link to one of several whole sites. Without `cache` nothing that earlier runs
    found out is used or kept, and every file is written. `executor` is the address of other machines (`remote`).

    Errors: Refused (see `Store.refusals`), Failed (any other reason, in its text).
    """
    options = edges.options_for(root, **asked)
    config_file(root)
    try:
        with remote.executor_of(executor) as others:
            run = functools.partial(_Run, root, output, options, asked, progress, generations, others)
            try:
                with pipeline.publishing(output, generations=generations) as present:
                    return run(present if cache else None).build()
            except (pipeline.Incomplete, pipeline.Unreadable) as error:  # what stands there, or is kept, is no help
                kept = pipeline.known(options, "build") if isinstance(error, pipeline.Unreadable) else None
                with pipeline.publishing(output, generations=generations):
                    return run(None).build()._replace(notes=kept.throw_away() if kept is not None else ())
    except remote.NotReached as error:
        raise Failed(error.text) from error
    except pipeline.NotPublished as error:
        raise Failed(error.text, 1) from error
    except OSError as error:
        raise Failed(pipeline.told(error, output), 1) from error
    except pipeline.SourceError as error:
        raise Failed(edges.unreachable(options, error)) from error


@dataclasses.dataclass(frozen=True)
class _Run:
    """One build. `present` is what stands at the output and may be kept; None: nothing that was done before is used."""

    root: Path
    output: Path
    options: pipeline.Options
    asked: dict[str, Any]
    progress: pipeline.Progress | None
    generations: bool
    executor: Executor | None
    present: Mapping[str, pipeline.Entry] | None

    def build(self) -> Built:
        alone = pipeline.stands_alone(self.root)  # else others may change any file, and look for all of them
        known = pipeline.known(self.options, "build", self.present) if alone and self.present is not None else None
        stage = pipeline.open_stage(self.output)
        records = pipeline.open_stage(self.output, "records", self.present if known is not None else None)
        try:
            store = pipeline.build(
                self.options, records, pipeline.Means(self.progress, self.executor, _load_mkdocs, known)
            )
            if store.refused(self.options):
                raise Refused(store)
            whole = self._joined(stage, records, store, known) if alone else self._whole(stage, records, store)
            pipeline.refuse_leaks(self.options, dataclasses.replace(whole, output=self.output))
            pipeline.publish(whole, self.output, generations=self.generations)
        finally:
            pipeline.discard(records)
            pipeline.discard(stage)
        return Built(store, whole.entries, known.notes() if known is not None else ())

    def _whole(self, stage: pipeline.Stage, records: pipeline.Stage, store: pipeline.Store) -> pipeline.Stage:
        """The whole site as MkDocs and its plugins leave it."""
        site = stage.root / "site"
        self._run_mkdocs(site, store, records)
        return pipeline.Stage(site)

    def _joined(
        self, stage: pipeline.Stage, records: pipeline.Stage, store: pipeline.Store, known: pipeline.Known | None
    ) -> pipeline.Stage:
        """The record pages with the handbook; MkDocs is asked for that only where it is not as it was."""
        handbook = known.handbook(self.options, store.as_of) if known is not None else None
        site = stage.root / "site"
        if handbook is None:
            own = pipeline.Stage(stage.root / "own")
            own.root.mkdir()
            self._run_mkdocs(site, store, own)
            handbook = pipeline.entries_of(site)
            if known is not None:
                known.keep_handbook(self.options, store.as_of, handbook)
        else:
            site.mkdir()
        return pipeline.Stage(site, {}, handbook).join(records)

    def _run_mkdocs(self, site: Path, store: pipeline.Store, records: pipeline.Stage) -> None:
        run_mkdocs(config_of(self.root, site), "build", self.asked, (store, records))


def run_mkdocs(
    config: MkDocsConfig, command: Literal["build", "serve"], asked: dict[str, Any],
    ready: tuple[pipeline.Store, pipeline.Stage],
) -> None:  # fmt: skip
    """Have MkDocs build the handbook around record pages that are ready; `command` is what it is told that runs.

    Errors: Failed.
    """
    import generator.mkdocs_api  # noqa: F401 - must come before the first import of mkdocs

    # isort: split
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.exceptions import Abort, MkDocsException

    plugin = _plugin_of(config)
    plugin.asked, plugin.ready = asked, ready
    config.plugins.on_startup(command=command, dirty=False)
    try:
        mkdocs_build(config)
    except (Abort, MkDocsException) as error:
        raise Failed(plugin.failure or str(error)) from error
    finally:
        config.plugins.on_shutdown()


def _load_mkdocs() -> None:
    import generator.mkdocs_plugin  # noqa: F401 - the import is the work

    # isort: split
    import mkdocs.commands.build  # noqa: F401 - the import is the work


def trust_config(root: Path) -> None:
    """Let the settings of this store run programs, for as long as this process lives: whoever asked knows them."""
    _trusted.add(root)


def config_file(root: Path) -> Path:
    """The settings of a store, which MkDocs needs: data, unless they are trusted.

    Errors: Failed where they, or the folder that MkDocs needs, are missing, or hold what is more than data.
    """
    file = root / "mkdocs.yml"
    if not file.is_file():
        raise Failed(f"{file}: không có tệp này.")
    config = _composed(file)
    docs = root / (_text(config, "docs_dir") or "docs")
    if root not in _trusted:
        found = "; ".join(_programs(config, root, docs))
        if found:
            raise Failed(
                Text(
                    f"{file.name}: có mục chạy được chương trình hoặc đọc tệp ngoài sổ: {found}. Chưa dựng gì."
                    " Hãy bỏ các mục ấy; chỉ khi biết rõ ai viết chúng và chúng làm gì, thêm --trust-config.",
                    f"{file.name}: holds what can run programs or read files outside the store: {found}. Nothing was"
                    " built. Remove it; only where you know who wrote it and what it does, add --trust-config.",
                )
            )
    if not docs.is_dir():
        raise Failed(f"Thiếu thư mục {docs}: tạo thư mục này với một tệp index.md trống.")
    try:
        need_plain_files(docs)
    except NotPublished as error:
        raise Failed(error.text) from None
    return file


def _composed(file: Path) -> yaml.Node | None:
    """The settings as YAML sees them, nothing made of them yet. Errors: Failed."""
    try:
        return yaml.compose(file.read_bytes(), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        raise Failed(Text(f"{file.name}: không đọc được.", f"{file.name}: cannot be read.")) from None


def _programs(config: yaml.Node | None, root: Path, docs: Path) -> Iterator[str]:
    """What of the settings is more than data, each with its line."""
    yield from (_at(node, node.tag) for node in _nodes(config) if node.tag not in TAGS)
    yield from (_at(key, str(key.value)) for key, _ in _entries(config) if str(key.value) not in KEYS)
    for name, known in (("plugins", PLUGINS), ("markdown_extensions", EXTENSIONS)):
        listed = _value(config, name)
        yield from (_at(node, f"{name}: {node.value}") for node in _names(listed) if str(node.value) not in known)
    theme = _entries(_value(config, "theme"))
    yield from (_at(key, f"theme: {key.value}") for key, _ in theme if key.value == "custom_dir")
    folder = _value(config, "docs_dir")
    if folder is not None and not docs.resolve().is_relative_to(root.resolve()):
        yield _at(folder, f"docs_dir: {folder.value}")


def _at(node: yaml.Node, said: str) -> str:
    """What was found, fit for one line, and where."""
    shown = "".join(char if char.isprintable() else " " for char in said)[:80]
    return f"{shown} (mkdocs.yml:{node.start_mark.line + 1})"


def _nodes(config: yaml.Node | None) -> Iterator[yaml.Node]:
    """Every node of the settings, once."""
    waiting, seen = [config], set()
    while waiting:
        node = waiting.pop()
        if node is None or id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        if isinstance(node, yaml.MappingNode):
            waiting += itertools.chain.from_iterable(node.value)
        elif isinstance(node, yaml.SequenceNode):
            waiting += node.value


def _entries(node: yaml.Node | None) -> list[tuple[yaml.Node, yaml.Node]]:
    return list(node.value) if isinstance(node, yaml.MappingNode) else []


def _names(node: yaml.Node | None) -> Iterator[yaml.Node]:
    """The names in a list, or mapping, of plugins or extensions."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from [key for key, _ in item.value] if isinstance(item, yaml.MappingNode) else [item]
    else:
        yield from (key for key, _ in _entries(node))


def _value(node: yaml.Node | None, name: str) -> yaml.Node | None:
    """What stands under a key; the last one, as MkDocs takes it."""
    return next((value for key, value in reversed(_entries(node)) if key.value == name), None)


def _text(config: yaml.Node | None, name: str) -> str:
    value = _value(config, name)
    return str(value.value) if isinstance(value, yaml.ScalarNode) else ""


def config_of(root: Path, site_dir: Path, **more: str) -> MkDocsConfig:
    """The settings as MkDocs reads them. Errors: Failed."""
    import generator.mkdocs_api  # noqa: F401 - must come before the first import of mkdocs

    # isort: split
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    for name in ("mkdocs", "properdocs"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what it would say is told here, in the user's language
    try:
        return load_config(str(config_file(root)), site_dir=str(site_dir), **more)
    except MkDocsException as error:
        raise Failed(str(error)) from error


def _plugin_of(config: MkDocsConfig) -> ChiboPlugin:
    """Our plugin, as these settings load it. Errors: Failed where they do not."""
    from generator.mkdocs_plugin import ChiboPlugin

    plugin = config.plugins.get("chibo")
    if not isinstance(plugin, ChiboPlugin):
        raise Failed("mkdocs.yml: plugins chưa có chibo.")
    return plugin


__all__ = ["Built", "Failed", "Refused", "build", "config_file", "config_of", "run_mkdocs", "trust_config"]
