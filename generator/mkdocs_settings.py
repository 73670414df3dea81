"""A store's `mkdocs.yml` as MkDocs reads it: data, unless it is trusted, and what is wrong with it in words."""

from __future__ import annotations

import contextlib
import itertools
import logging
import re
import traceback
from typing import TYPE_CHECKING

import yaml

from generator.model.text import Text
from generator.pages import NotPublished, need_plain_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig

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
LOGGERS = ("mkdocs", "properdocs")
_OF_A_VALUE = re.compile(r"Config value '(.+?)': (.*)", re.DOTALL)
_trusted: set[Path] = set()


class Failed(Exception):
    """The site could not be built; `text` says why, in both languages; `code` is what the command exits with."""

    def __init__(self, said: str | Text, code: int = 2) -> None:
        self.text = Text(said, said) if isinstance(said, str) else said
        self.code = code
        super().__init__(self.text.vi)


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
    """The settings as MkDocs reads them. Errors: Failed, with each wrong setting and MkDocs' own words."""
    import generator.mkdocs_api  # noqa: F401 - must come before the first import of mkdocs

    # isort: split
    from mkdocs.config import load_config

    file = config_file(root)
    with _heard() as said:
        try:
            return load_config(str(file), site_dir=str(site_dir), **more)
        except Exception as error:  # MkDocs, plugins and extensions each fail in ways of their own at odd settings
            raise Failed(_wrong(_composed(file), said, error)) from error


class _Listener(logging.Handler):
    """Keeps what is said, with how bad it is."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one message."""
        self.said.append((record.levelno, record.getMessage()))


@contextlib.contextmanager
def _heard() -> Iterator[list[tuple[int, str]]]:
    """What MkDocs says of the settings meanwhile; afterwards it is silent, for it is told here."""
    listener = _Listener()
    loggers = [logging.getLogger(name) for name in LOGGERS]
    for logger in loggers:
        logger.setLevel(logging.WARNING)
        logger.addHandler(listener)
        logger.propagate = False
    try:
        yield listener.said
    finally:
        for logger in loggers:
            logger.setLevel(logging.CRITICAL)
            logger.removeHandler(listener)
            logger.propagate = True


def _wrong(config: yaml.Node | None, said: list[tuple[int, str]], error: Exception) -> Text:
    """Each setting that MkDocs does not take, with its line; where it names none, what it says instead.

    Where there are but warnings, `strict: true` made them errors.
    """
    worst = max((level for level, _ in said), default=0)
    found = [match for level, words in said if level == worst and (match := _OF_A_VALUE.fullmatch(words))]
    if not found:
        return Text(
            f"mkdocs.yml: MkDocs không nhận cấu hình này. MkDocs báo: {_in_line(error)}",
            f"mkdocs.yml: MkDocs does not take these settings. It says: {_in_line(error)}",
        )
    lines = {str(key.value): key.start_mark.line + 1 for key, _ in _entries(config)}
    written = [match for match in found if match[1] in lines] or found  # not the folder that we name
    told = [(lines.get(match[1]), match[1], _short(match[2])) for match in written]
    return Text(
        "\n".join(f"{_place(at, 'dòng')}: mục `{key}` chưa đúng. MkDocs báo: {words}" for at, key, words in told),
        "\n".join(f"{_place(at, 'line')}: `{key}` is wrong. MkDocs says: {words}" for at, key, words in told),
    )


def _place(line: int | None, word: str) -> str:
    return f"mkdocs.yml, {word} {line}" if line is not None else "mkdocs.yml"


def _short(words: str) -> str:
    """What MkDocs says of a setting, in a line; of a traceback in it the last line alone, which says why."""
    head, traced, last = words.partition("\n  File ")
    return " ".join(f"{head} {last.rstrip().rpartition(chr(10))[2] if traced else ''}".split())


def _in_line(error: BaseException) -> str:
    """An error of somebody else's program, in a line."""
    return " ".join(f"{type(error).__name__}: {error}".split())


def markdown_fault(error: Exception, uri: str) -> Text | None:
    """What to say of an error from within Markdown or one of its extensions, at a page; None where it is another's."""
    frames = [str(frame.f_globals.get("__name__", "")) for frame, _ in traceback.walk_tb(error.__traceback__)]
    if not any(name.partition(".")[0] == "markdown" for name in frames) or frames[-1].startswith("generator."):
        return None
    return Text(
        f"mkdocs.yml: markdown_extensions có giá trị mà Markdown không dùng được, gặp ở docs/{uri}. Sửa hoặc bỏ giá"
        f" trị ấy. Markdown báo: {_in_line(error)}",
        f"mkdocs.yml: markdown_extensions holds a value that Markdown cannot use, met in docs/{uri}. Mend or remove"
        f" it. Markdown says: {_in_line(error)}",
    )
