"""What is wrong with the fields of a record, in the words of the contract: FI001, FI002, FI003."""

from __future__ import annotations

import functools
import types
import typing
from typing import Any, NamedTuple

from pydantic import BaseModel, RootModel

from generator.model.diagnostic import Finding, Key
from generator.model.expected import EXPECTED
from generator.model.meant import meant
from generator.model.record import fields_of
from generator.model.text import Text, nearest, shorten

if typing.TYPE_CHECKING:
    from generator.model.district import Review
    from generator.store.yaml import Parsed

_SHAPES = {"model_type": "mapping", "model_attributes_type": "mapping", "dict_type": "mapping", "list_type": "list"}
_MARKS = frozenset({"@ids", "@count", "@counts", "@list"})  # how unions name their halves in pydantic's locations


class Fault(NamedTuple):
    """A fault before it is put into words: its code, place, and pydantic's own account of it.

    The place of a missing key ends with its name.
    """

    code: str
    key: Key
    error: Any = None


def place_of(loc: tuple[int | str, ...], kind: str) -> tuple[Key, bool]:
    """Pydantic's location without the marks of unions, and whether it means the key itself."""
    if kind in {"missing", "extra_forbidden"}:
        return (*(p for p in loc[:-1] if p not in _MARKS), loc[-1]), False
    is_key = len(loc) > 1 and loc[-1] == "[key]"
    return tuple(p for p in (loc[:-1] if is_key else loc) if p not in _MARKS), is_key


def finding_of(model: type[BaseModel], path: str, fault: Fault, parsed: Parsed) -> Finding:
    """A fault in words, of a file that was read to be such a record."""
    if fault.code == "FI002":
        return _missing(path, fault.key[:-1], str(fault.key[-1]), model, is_empty=_is_empty(parsed, fault.key))
    if fault.code == "FI001":
        return _unknown(model, path, fault.key, parsed)
    return _wrong(path, fault.error)


def _wrong(path: str, error: Any) -> Finding:
    kind = error["type"]
    key, is_key = place_of(error["loc"], kind)
    name = shorten(next((p for p in reversed(key[:-1] if is_key else key) if isinstance(p, str) and p), ""))
    written = str(key[-1]) if is_key and key else error.get("input")
    expected = EXPECTED.get(_SHAPES.get(kind, kind), EXPECTED["words"])
    allowed = list((error.get("ctx") or {}).get("allowed") or ())
    listed = ", ".join(allowed)
    near = nearest(written, allowed) if isinstance(written, str) and allowed else meant(kind, written)
    hint = Text("Sửa lại giá trị này.", "Correct this value.")
    if near:
        hint = Text(f"Có phải “{near}”?", f"Did you mean “{near}”?")
    shown = _shown(written)
    holder, holder_en = (f"`{name}`", f"`{name}`") if name else ("Tệp", "The file")
    needed = Text(expected.vi.replace("{allowed}", listed), expected.en.replace("{allowed}", listed))
    found = Text(f"{holder} đang ghi {shown.vi}.", f"{holder_en} holds {shown.en}.")
    if is_key:
        inside, inside_en = (f"Trong `{name}` có", f"`{name}` has") if name else ("Tệp có", "The file has")
        found = Text(f"{inside} mục tên {shown.vi}.", f"{inside_en} a key {shown.en}.")
        if not written:
            found = Text(f"{inside} một mục không có tên.", f"{inside_en} a key without a name.")
    return Finding(
        "FI003", path, key,
        found,
        Text(f"Cần: {needed.vi}.", f"Expected: {needed.en}."),
        hint, subject=shown.vi if is_key else "",
    )  # fmt: skip


def _shown(written: Any) -> Text:
    if isinstance(written, dict):
        return Text("một nhóm mục", "a mapping")
    if isinstance(written, list):
        return Text("một danh sách", "a list")
    text = shorten(str(written))
    return Text(f"“{text}”", f"“{text}”")


def _is_empty(parsed: Parsed, key: Key) -> bool:
    """Tell whether a missing key is there after all, with nothing written after it."""
    if not parsed.has_empty:
        return False
    try:
        holder = _holder(parsed.value, key)
    except (LookupError, TypeError):
        return False
    return isinstance(holder, dict) and key[-1] in holder


def _missing(path: str, parent: Key, name: str, model: type[BaseModel], *, is_empty: bool = False) -> Finding:
    """Build FI002 for a key that a mapping lacks, or that is there with an empty value."""
    owner = _model_at(model, parent)
    info = None if owner is None else next((f for n, f in owner.model_fields.items() if (f.alias or n) == name), None)
    label = f" ({info.title.lower()})" if info is not None and info.title else ""
    extra = info.json_schema_extra if info is not None else None
    label_en = f" ({str(extra['title_en']).lower()})" if isinstance(extra, dict) else ""
    found = Text(f"Thiếu mục `{name}`{label}.", f"`{name}`{label_en} is missing.")
    hint = Text(f"Thêm dòng “{name}: …”.", f"Add a line “{name}: …”.")
    if is_empty:
        found = Text(f"Mục `{name}`{label} đang để trống.", f"`{name}`{label_en} is empty.")
        hint = Text(f"Điền vào sau “{name}:”.", f"Fill it in after “{name}:”.")
    return Finding(
        "FI002", path, parent, found, Text("Mục này bắt buộc.", "This key is required."), hint,
        subject=name, at_container=True,
    )  # fmt: skip


def _unknown(model: type[BaseModel], path: str, key: Key, parsed: Parsed) -> Finding:
    name = str(key[-1])
    owner = _model_at(model, key[:-1])
    known = fields_of(owner) if owner is not None else []
    near = nearest(name, known)
    hint = Text(
        f"Bỏ mục này. Các mục có thể ghi: {', '.join(known)}.", f"Remove it. Possible keys: {', '.join(known)}."
    )
    shown = shorten(name)
    found = Text(f"Không có mục nào tên `{shown}`.", f"There is no key `{shown}`.")
    if name in parsed.trapped:
        found = Text(
            f"Dấu phẩy trong {{ }} cắt đoạn chữ: “{shown}” bị hiểu là một mục.",
            f"A comma inside {{ }} cut the text: “{shown}” is taken for a key.",
        )
        hint = Text(
            "Đặt cả đoạn chữ trong ngoặc kép, hoặc ghi mỗi mục trên một dòng riêng, không dùng { }.",
            "Put the whole text in quotes, or write each key on its own line without { }.",
        )
    elif near and near == name.casefold() and near in _holder(parsed.value, key):
        hint = Text(f"Đã có mục `{near}`: bỏ một trong hai.", f"There is `{near}` already: remove one of the two.")
    elif near:
        hint = Text(f"Có phải “{near}”?", f"Did you mean “{near}”?")
    return Finding("FI001", path, key, found, hint=hint, subject=name)


def _holder(value: Any, key: Key) -> Any:
    """The mapping that holds a key."""
    return functools.reduce(lambda holder, step: holder[step], key[:-1], value)


def _model_at(model: type[BaseModel], key: Key) -> type[BaseModel] | None:
    """The record model that stands at a place inside another, or None."""
    current: Any = model
    for step in key:
        if not (isinstance(current, type) and issubclass(current, BaseModel)):
            current = _inner(current)
            if current is None:
                return None
            continue
        if issubclass(current, RootModel):
            current = _inner(current.model_fields["root"].annotation)
            continue
        info = next((f for n, f in current.model_fields.items() if (f.alias or n) == step), None)
        if info is None:
            return None
        current = _record_in(info.annotation) or info.annotation
    return current if isinstance(current, type) and issubclass(current, BaseModel) else None


def _record_in(annotation: Any) -> type[BaseModel] | None:
    """The record of `Record | None`; None where the annotation is a list, a mapping or no record."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if typing.get_origin(annotation) in {typing.Union, types.UnionType}:
        return next((a for a in typing.get_args(annotation) if isinstance(a, type) and issubclass(a, BaseModel)), None)
    return None


def _inner(annotation: Any) -> Any:
    """What the entries of a list or mapping are."""
    arguments = [a for a in typing.get_args(annotation) if a is not type(None)]
    if not arguments:
        return None
    last = arguments[-1]
    return last if _record_in(last) is not None else _inner(last)


def unlisted(path: str, review: Review, unit: str) -> Finding:
    """Build FI003 for a unit whose proposal is none of the options of a review."""
    listed = ", ".join(review.options)
    option = review.proposals[unit]
    near = nearest(option, review.options)
    hint = Text(f"Có phải “{near}”?", f"Did you mean “{near}”?") if near else Text("", "")
    said = Text(f"`{unit}` đang ghi “{option}”.", f"`{unit}` holds “{option}”.")
    needed = Text(f"Cần: một lựa chọn có trong options: {listed}.", f"Expected: one of the options: {listed}.")
    return Finding("FI003", path, ("proposals", unit), said, needed, hint)
