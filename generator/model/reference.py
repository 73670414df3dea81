"""The record reference as Markdown, made from the models: every key of every kind of file, in one language.

The same titles and descriptions that the schemas give to an editor; what a value looks like is read off the schema.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.model.meeting import ATTENDANCE_REQUIRED, REQUIRED
from generator.model.schema import KINDS, schema
from generator.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

Shape = dict[str, Any]

TITLE = Text("Tra cứu các mục", "Record reference")
_INTRO = Text(
    "Mọi mục của mọi loại tệp, lấy từ chính chương trình nên luôn đúng với bản đang dùng. Cách ghi từng buổi họp:"
    " [Ghi biên bản](ghi-bien-ban.md). Mục có dấu • là bắt buộc.",
    "Every key of every kind of file, taken from the program itself, so it always fits the version in use. How to write"
    " a meeting: [English](english.md). Keys marked • are required.",
)
_HEADS = Text("| Mục | Nghĩa là | Ghi thế nào |", "| Key | Means | Written as |")
_FILES = Text("Tệp", "File")
_KEY = Text("mã", "id")
_LIST = Text("danh sách", "a list")
_OR = Text(" hoặc ", " or ")
_STATES = Text(
    "Mục bắt buộc tùy trạng thái (`state`, không ghi là `held`):",
    "Which keys are required depends on the state (`state`, `held` where none is written):",
)


def reference(lang: str) -> str:
    """The whole reference: one section for each kind of file, in the order of the kinds."""
    parts = [f"# {TITLE.to(lang)}", _INTRO.to(lang)]
    for name, kind in KINDS.items():
        files = ", ".join(f"`{file}`" for file in kind.files)
        parts += [f"## {kind.label.to(lang)}", f"{_FILES.to(lang)}: {files}"]
        if name == "meeting":
            parts.append(_states(lang))
        parts.append("\n".join([_HEADS.to(lang), "|---|---|---|", *_rows(schema(name), "", lang)]))
    return "\n\n".join(parts) + "\n"


def _states(lang: str) -> str:
    lines = [_STATES.to(lang), ""]
    for state, keys in REQUIRED.items():
        named = [f"`{key}`" for key in keys if key != "attendance"]
        named += [f"`attendance.{key}`" for key in ATTENDANCE_REQUIRED if "attendance" in keys]
        lines.append(f"- `{state}`: {', '.join(named)}")
    return "\n".join(lines)


def _rows(shape: Shape, prefix: str, lang: str) -> Iterator[str]:
    """A row for each key of a mapping or of the mappings in a list, those of a mapping inside it after it."""
    if isinstance(shape.get("items"), dict):
        yield from _rows(shape["items"], f"{prefix}[].", lang)
        return
    required = shape.get("required", ())
    for key, value in shape.get("properties", {}).items():
        mark = " •" if key in required else ""
        yield f"| `{prefix}{key}`{mark} | {_meaning(value, lang)} | {_form(value, lang)} |"
        yield from _inside(value, f"{prefix}{key}", lang)
    more = shape.get("additionalProperties")
    if isinstance(more, dict):
        if "properties" in more:
            yield from _rows(more, f"{prefix}{_KEY.to(lang).upper()}.", lang)
        elif not prefix:
            yield f"| `{_KEY.to(lang).upper()}` | | {_form(more, lang)} |"


def _inside(value: Shape, path: str, lang: str) -> Iterator[str]:
    """The rows of what stands inside a value; code lists and plain lists have none."""
    for one in value.get("anyOf", [value]):
        items = one.get("items")
        if isinstance(items, dict) and "properties" in items:
            yield from _rows(items, f"{path}[].", lang)
        elif ("properties" in one and not _is_codes(one)) or isinstance(one.get("additionalProperties"), dict):
            yield from _rows(one, f"{path}.", lang)


def _is_codes(shape: Shape) -> bool:
    """Tell whether the keys of a mapping are words of a code list rather than fields."""
    return all(value.get("title") == value.get("description") for value in shape["properties"].values())


def _meaning(value: Shape, lang: str) -> str:
    vi, _, en = str(value.get("description", "")).partition("\n\n")
    title = value.get("title", "")
    said = en if lang == "en" else vi
    return said if lang == "en" or said == title or not title else f"{title}. {said}"


def _form(value: Shape, lang: str) -> str:
    """What is to be written, as the message about a wrong value says it."""
    found = dict.fromkeys(filter(None, (_one(shape, lang) for shape in value.get("anyOf", [value]))))
    return _OR.to(lang).join(found).replace("|", "\\|")


def _one(shape: Shape, lang: str) -> str:
    if "enum" in shape:
        labels = shape["enumDescriptions"] if "enumDescriptions" in shape else shape["enum"]
        named = zip(shape["enum"], labels, strict=True)
        return "; ".join(f"`{code}` {_half(label, lang)}".rstrip() for code, label in named if isinstance(code, str))
    if isinstance(shape.get("items"), dict):
        inner = "" if "properties" in shape["items"] else _form(shape["items"], lang)
        return f"{_LIST.to(lang)}: {inner}" if inner else _LIST.to(lang)
    if "properties" in shape:
        codes = shape["properties"].items() if _is_codes(shape) else ()
        return "; ".join(f"`{code}` {_half(value['title'], lang)}" for code, value in codes)
    if isinstance(shape.get("additionalProperties"), dict):
        inner = "" if "properties" in shape["additionalProperties"] else _form(shape["additionalProperties"], lang)
        return f"`{_KEY.to(lang)}:` {inner}".rstrip()
    return _half(shape.get("errorMessage", ""), lang).removeprefix("Cần: ").removeprefix("Expected: ").rstrip(".")


def _half(text: str, lang: str) -> str:
    """The part of a bilingual text (`vi / en`) in a language; the whole where it is in one."""
    vi, _, en = text.partition(" / ")
    return en if lang == "en" and en else vi
