"""The store itself: where it is, and what its `mkdocs.yml` asks for. Read as data, never run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from generator.model.text import Text, nearest
from generator.model.values import read_date
from generator.store import decode, yaml

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

FILE = "mkdocs.yml"
PROFILES = ("internal", "public")
LANGUAGES = ("vi", "en")
OWN = {  # what MkDocs may be told without others' programs or files having a say in the site
    "copyright", "nav", "plugins", "repo_name", "repo_url", "site_author", "site_description", "site_name", "site_url",
    "strict", "theme", "use_directory_urls",
}  # fmt: skip
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
    MkDocs takes part in the site.
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


def find_store(start: Path) -> Path | None:
    """The nearest folder from `start` upwards that is a store: with `records/`, or a `mkdocs.yml` with the plugin."""
    for folder in (start, *start.parents):
        if (folder / "records").is_dir() or (
            (folder / FILE).is_file() and "chibo" in (folder / FILE).read_text("utf-8", "replace")
        ):
            return folder
    return None


def read_settings(root: Path) -> Settings:
    """Read the store's `mkdocs.yml`; without one, the defaults.

    Errors: SettingsError where a key of the plugin is unknown or holds a wrong value.
    """
    file = root / FILE
    if not file.is_file():
        return Settings()
    text = decode.decode(FILE, file.read_bytes()).text
    parsed = yaml.parse(FILE, text or "")
    if text is None or not isinstance(parsed.value, dict):
        place = parsed.findings[0].span if parsed.findings else None
        line = f", dòng {place.line}" if place else ""
        raise SettingsError(
            Text(f"{FILE}{line}: không đọc được.", f"{FILE}: cannot be read (line {place.line if place else 1}).")
        )
    config = parsed.value
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
        _one(options, "repo_url", _text(config.get("repo_url"))),
        _languages(options.get("languages")),
        _text(config.get("copyright")),
        _text(config.get("site_url")),
        _stands_alone(config),
    )


def _stands_alone(config: dict[str, Any]) -> bool:
    plugins, theme = config.get("plugins"), config.get("theme")
    names = [name for one in plugins for name in ([one] if isinstance(one, str) else one)] if plugins else []
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


def _folder(options: dict[str, Any]) -> str:
    value = PurePosixPath(_one(options, "records", "records")).as_posix()
    if value == ".":
        raise _wrong("records", options["records"], "một thư mục trong kho, như records", "a folder such as records")
    return value


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
