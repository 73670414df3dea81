"""The store itself: where it is, and what its `mkdocs.yml` asks for. Read as data, never run."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from generator.model import links
from generator.model.diagnostic import Span
from generator.model.text import Text, nearest, shorten
from generator.model.values import read_date
from generator.store import decode, yaml
from generator.store.regular import is_folder_inside, read_regular
from generator.store.source import git

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from generator.model.diagnostic import Finding

FILE = "mkdocs.yml"
PROFILES = ("internal", "public")
LANGUAGES = ("vi", "en")
OWN = {  # what MkDocs may be told without others' programs or files having a say in the site
    "copyright", "nav", "plugins", "repo_name", "repo_url", "site_author", "site_description", "site_name", "site_url",
    "strict", "theme", "use_directory_urls",
}  # fmt: skip
_PLAIN = re.compile(
    r"[^\\:*?\[\]\x00-\x1f\x7f]+"
)  # no part of a path elsewhere, and nothing that git reads as a pattern
READ = {"site_name", "plugins", "copyright", "repo_url", "site_url", "<<"}  # what is read here, or may hold that
_ADDRESS = Text("địa chỉ đủ như https://kho.example/so", "a full address such as https://host.example/so")
KEYS = ("records", "profile", "as_of", "names", "repo_url", "languages")


class SettingsError(Exception):
    """A setting cannot be used; `text` says what and how, in both languages."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.vi)
        self.text = text


@dataclass(frozen=True)
class Settings:
    """What `mkdocs.yml` says about the store; the default profile is the one that shows least.

    `note` is MkDocs' own `copyright`: one line that stands below every page;
    `site_url` is where the site is published. `stands_alone` tells that no other plugin, hook, theme or folder of
    MkDocs takes part in the site; `docs` is MkDocs' own folder of prose.
    """

    site_name: str = "Sổ Chi Bộ"
    records: str = "records"
    profile: str = "public"
    as_of: dt.date | None = None
    names: str = ""
    repo_url: str = ""
    languages: tuple[str, ...] = ("vi",)
    note: str = ""
    site_url: str = ""
    stands_alone: bool = False
    docs: str = "docs"


def is_bare(folder: Path) -> bool:
    """Tell whether a folder is a repository of git without a work tree."""
    return git(folder, "rev-parse", "--is-bare-repository") == b"true\n"


def find_store(start: Path) -> Path | None:
    """The nearest folder from `start` upwards that is a store: with `records/`, or a `mkdocs.yml` with the plugin."""
    for folder in (start, *start.parents):
        if (folder / "records").is_dir() or _names_plugin(folder / FILE):
            return folder
    return None


def _names_plugin(file: Path) -> bool:
    raw = read_regular(str(file), follow=True)
    return isinstance(raw, bytes) and b"chibo" in raw


def read_settings(root: Path) -> Settings:
    """Read the store's `mkdocs.yml`; without one, the defaults.

    Errors: SettingsError where it cannot be read, holds what is no plain text (a tag, an anchor, a key twice), a key of
    the plugin is unknown or holds a wrong value, or the records would lie outside the store.
    """
    settings = _settings(root)
    if os.path.lexists(root / settings.records) and not is_folder_inside(root, settings.records):
        raise _wrong(
            "records", settings.records, "một thư mục của kho, không qua liên kết", "a folder of the store, not a link"
        )
    return settings


def _settings(root: Path) -> Settings:
    if not os.path.lexists(root / FILE):
        return Settings()
    config = _config(root / FILE)
    options = _plugin_options(config.get("plugins"))
    unknown = [key for key in options if key not in KEYS]
    if unknown:
        near = nearest(unknown[0], KEYS)
        raise SettingsError(
            Text(
                f"{FILE}: phần chibo không có mục “{unknown[0]}”." + (f" Có phải “{near}”?" if near else ""),
                f"{FILE}: the chibo plugin has no option “{unknown[0]}”."
                + (f" Did you mean “{near}”?" if near else ""),
            )
        )
    return Settings(
        _text(config.get("site_name")) or "Sổ Chi Bộ",
        _folder(options),
        _choice(options, "profile", PROFILES, "public"),
        _date(options.get("as_of")),
        _one(options, "names", ""),
        _repository(options, config),
        _languages(options.get("languages")),
        _text(config.get("copyright")),
        _address(config, "site_url", ("https://", "http://")),
        _stands_alone(config),
        _text(config.get("docs_dir")) or "docs",
    )


def _config(file: Path) -> dict[str, Any]:
    raw = read_regular(str(file), follow=True)
    if not isinstance(raw, bytes):
        raise SettingsError(Text(f"{FILE}: {raw.why.vi}. {raw.hint.vi}", f"{FILE}: {raw.why.en}. {raw.hint.en}"))
    decoded = decode.decode(FILE, raw)
    parsed = yaml.parse(FILE, decoded.text or "")
    text = decoded.text or ""
    for finding in (*decoded.findings, *parsed.findings):
        is_last = parsed.value is None and finding in parsed.findings[-1:]  # with it the reader gave up
        if finding.code not in yaml.WARNINGS and (is_last or not _is_for_others(finding, text)):
            raise SettingsError(_told(finding, text))
    if not isinstance(parsed.value, dict):
        raise SettingsError(Text(f"{FILE}, dòng 1: không đọc được.", f"{FILE}: cannot be read (line 1)."))
    return parsed.value


def _is_for_others(finding: Finding, text: str) -> bool:
    """Tell whether a tag, an anchor or an alias stands in a setting that is not read here, but by MkDocs alone.

    Whether a build takes such settings is another matter.
    """
    if finding.code != "YA003" or finding.more or _rest(finding, text)[:1] not in {"!", "&", "*"}:
        return False
    line = (finding.span or Span()).line
    tops = sorted((span.line, str(key[0])) for key, span in yaml.places(text).entries.items() if len(key) == 1)
    last = max((at for at, _ in tops if at <= line), default=0)
    near = {key for at, key in tops if at == last}
    return bool(near) and not near & READ


def _rest(finding: Finding, text: str) -> str:
    """The rest of the line from where something was found."""
    place = finding.span or Span()
    return "".join(text.split("\n")[place.line - 1 : place.line])[place.column - 1 :]


def _told(finding: Finding, text: str) -> Text:
    """What was found, where, by its name where it is a tag, an anchor or the like, and what to do."""
    place = finding.span or Span()
    rest = _rest(finding, text)
    name = f"“{rest.split()[0][:60]}”: " if finding.code == "YA003" and rest.strip() else ""
    at = Text(f"dòng {place.line}, cột {place.column}", f"line {place.line}, column {place.column}")
    words = (finding.found, finding.expected, finding.hint)
    vi, en = (" ".join(filter(None, (w.to(lang) for w in words))) for lang in ("vi", "en"))
    return Text(f"{FILE}, {at.vi}: {name}{vi}", f"{FILE}, {at.en}: {name}{en}")


def _stands_alone(config: dict[str, Any]) -> bool:
    plugins, theme = config.get("plugins"), config.get("theme")
    names = [name for one in plugins or () for name in (one if isinstance(one, dict) else [one])]
    return config.keys() <= OWN and names == ["chibo"] and theme in ("chibo", {"name": "chibo"})


def _plugin_options(plugins: Any) -> dict[str, Any]:
    if isinstance(plugins, dict):
        found = plugins.get("chibo")
        return found if isinstance(found, dict) else {}
    for plugin in plugins if isinstance(plugins, list) else []:
        if isinstance(plugin, dict) and "chibo" in plugin:
            return plugin["chibo"] if isinstance(plugin["chibo"], dict) else {}
    return {}


def _wrong(key: str, value: Any, vi: str, en: str) -> SettingsError:
    return SettingsError(
        Text(
            f"{FILE}: mục chibo `{key}` đang ghi “{value}”, cần {vi}.",
            f"{FILE}: chibo option `{key}` is “{value}”, expected {en}.",
        )
    )


def _one(options: dict[str, Any], key: str, default: str) -> str:
    value = options.get(key)
    if value is None:
        return default
    if not isinstance(value, str):
        raise _wrong(key, value, "một đoạn chữ", "a text")
    return value


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _repository(options: dict[str, Any], config: dict[str, Any]) -> str:
    """Where the records are kept: pages link there, so it is checked wherever it is written."""
    everywhere = _address(config, "repo_url", ("https://",))
    written = _one(options, "repo_url", everywhere)
    if written and not _is_address(written, ("https://",)):
        raise _wrong("repo_url", written, *_ADDRESS)
    return written


def _address(config: dict[str, Any], key: str, begins: tuple[str, ...]) -> str:
    """An address among MkDocs' own settings; empty where it is none, or no text, which MkDocs tells."""
    written = _text(config.get(key))
    if written and not _is_address(written, begins):
        raise SettingsError(
            Text(
                f"{FILE}: mục `{key}` đang ghi “{shorten(written)}”, cần {_ADDRESS.vi}.",
                f"{FILE}: `{key}` is “{shorten(written)}”, expected {_ADDRESS.en}.",
            )
        )
    return written


def _is_address(written: str, begins: tuple[str, ...]) -> bool:
    begin = next((one for one in begins if written.startswith(one)), None)
    return begin is not None and links.allowed(f"https://{written.removeprefix(begin)}")


def _folder(options: dict[str, Any]) -> str:
    written = _one(options, "records", "records")
    parts = PurePosixPath(written).parts
    if not parts or any(part[:1] in {".", "/", ":"} or not _PLAIN.fullmatch(part) for part in parts):
        raise _wrong(
            "records", written, "một thư mục trong kho, như records", "a folder inside the store, such as records"
        )
    return "/".join(parts)


def _choice(options: dict[str, Any], key: str, known: tuple[str, ...], default: str) -> str:
    value = options.get(key)
    if value is None:
        return default
    if value not in known:
        raise _wrong(key, value, " hoặc ".join(known), " or ".join(known))
    return str(value)


def _date(value: Any) -> dt.date | None:
    if value is None:
        return None
    try:
        return read_date(value)
    except ValueError:
        raise _wrong("as_of", value, "ngày như 2026-01-15", "a day such as 2026-01-15") from None


def _languages(value: Any) -> tuple[str, ...]:
    if value is None:
        return ("vi",)
    if not isinstance(value, list) or not value or any(v not in LANGUAGES for v in value):
        raise _wrong("languages", value, "danh sách gồm vi, en", "a list of vi, en")
    return tuple(value)
