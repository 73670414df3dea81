"""Text values to frozen records, and what is wrong with them in the words of the contract.

An unknown key is FI001, a missing one FI002, a wrong value FI003. A record with such faults is read as far as it can be
(`Read.partial`), so that the other checks still see the rest of it.
"""

from __future__ import annotations

import copy
import dataclasses
import functools
import types
import typing
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, RootModel, ValidationError

from generator.model import meeting as meetings
from generator.model.diagnostic import Finding, Key
from generator.model.district import Review
from generator.model.expected import EXPECTED
from generator.model.meeting import Meeting
from generator.model.record import fields_of
from generator.model.text import Text, nearest, shorten

if typing.TYPE_CHECKING:
    from generator.store.yaml import Parsed

M = TypeVar("M", bound=BaseModel)
_SHAPES = {"model_type": "mapping", "model_attributes_type": "mapping", "dict_type": "mapping", "list_type": "list"}
_MARKS = frozenset({"@ids", "@count", "@counts", "@list"})  # how unions name their halves in pydantic's locations
_FAULTS = 200  # of one file are told one by one, so that a hostile one cannot flood the report; the rest are counted
_ROUNDS = 4  # how often faults are cut out before the record is given up


class Read(NamedTuple):
    """A record as far as it could be read (None: not at all); `partial` tells that something was cut out."""

    record: Any
    findings: list[Finding]
    partial: bool


class _Fault(NamedTuple):
    """A fault before it is put into words: its code, place, and pydantic's own account of it.

    The place of a missing key ends with its name.
    """

    code: str
    key: Key
    error: Any = None


def read(model: type[M], path: str, parsed: Parsed, kind: str = "") -> Read:
    """Turn parsed text values into a record. `kind` is a meeting's kind, which decides what it must have.

    Errors: FI001, FI002, FI003.
    """
    value = parsed.value
    if value is None:
        value = [] if _is_list(model) else {}
    faults: list[_Fault] = []
    if parsed.has_empty:
        faults += [f for f in _validate(model, value)[1] if f.code == "FI001"]
        value = _prune(value)
    record, found = _validate(model, value)
    known = {(f.code, f.key) for f in faults}
    faults += [f for f in found if (f.code, f.key) not in known]
    rounds = 0
    while record is None and rounds < _ROUNDS and isinstance(value, dict):
        value = _without(value, found)
        record, found = _validate(model, value)
        rounds += 1
    if model is Meeting:
        faults += _lacking(value, kind, faults)
    faults = _one_cause(faults)
    lacking = [f for f in faults[_FAULTS:] if f.error is None]  # they decide whether a meeting can be used at all
    told = [_finding(model, path, f, parsed) for f in [*faults[:_FAULTS], *lacking]]
    total = len(faults)
    if isinstance(record, Review):
        units = record.unlisted()
        told += [_unlisted(path, record, unit) for unit in units[:_FAULTS]]
        total += len(units)
    if total > len(told):
        told[-1] = dataclasses.replace(told[-1], more=total - len(told))
    return Read(record, told, bool(told))


def _is_list(model: type[BaseModel]) -> bool:
    return issubclass(model, RootModel) and typing.get_origin(model.model_fields["root"].annotation) is list


def _validate(model: type[M], value: Any) -> tuple[M | None, list[_Fault]]:
    try:
        return model.model_validate(value), []
    except ValidationError as error:
        return None, [_fault(e) for e in error.errors(include_url=False)]


def _fault(error: Any) -> _Fault:
    code = {"missing": "FI002", "extra_forbidden": "FI001"}.get(error["type"], "FI003")
    return _Fault(code, _place(error["loc"], error["type"])[0], error)


def _prune(value: Any) -> Any:
    """Drop keys with an empty value: they count as absent."""
    if isinstance(value, dict):
        return {k: _prune(v) for k, v in value.items() if v is not None}
    if isinstance(value, list):
        return ["" if v is None else _prune(v) for v in value]
    return value


def _place(loc: tuple[int | str, ...], kind: str) -> tuple[Key, bool]:
    """Pydantic's location without the marks of unions, and whether it means the key itself."""
    if kind in {"missing", "extra_forbidden"}:
        return (*(p for p in loc[:-1] if p not in _MARKS), loc[-1]), False
    is_key = len(loc) > 1 and loc[-1] == "[key]"
    return tuple(p for p in (loc[:-1] if is_key else loc) if p not in _MARKS), is_key


def _finding(model: type[BaseModel], path: str, fault: _Fault, parsed: Parsed) -> Finding:
    if fault.code == "FI002":
        return missing(path, fault.key[:-1], str(fault.key[-1]), model)
    if fault.code == "FI001":
        return _unknown(model, path, fault.key, parsed)
    return _wrong(path, fault.error)


def _wrong(path: str, error: Any) -> Finding:
    kind = error["type"]
    key, is_key = _place(error["loc"], kind)
    name = shorten(next((p for p in reversed(key) if isinstance(p, str)), ""))
    written = str(key[-1]) if is_key and key else error.get("input")
    expected = EXPECTED.get(_SHAPES.get(kind, kind), EXPECTED["words"])
    allowed = list((error.get("ctx") or {}).get("allowed") or ())
    listed = ", ".join(allowed)
    near = nearest(written, allowed) if isinstance(written, str) and allowed else None
    hint = Text("Sửa lại giá trị này.", "Correct this value.")
    if near:
        hint = Text(f"Có phải “{near}”?", f"Did you mean “{near}”?")
    shown = _shown(written)
    holder, holder_en = (f"`{name}`", f"`{name}`") if name else ("Tệp", "The file")
    needed = Text(expected.vi.replace("{allowed}", listed), expected.en.replace("{allowed}", listed))
    return Finding(
        "FI003", path, key,
        Text(f"{holder} đang ghi {shown.vi}.", f"{holder_en} holds {shown.en}."),
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


def missing(path: str, parent: Key, name: str, model: type[BaseModel]) -> Finding:
    """Build FI002 for a key that a mapping lacks."""
    owner = model_at(model, parent)
    info = None if owner is None else next((f for n, f in owner.model_fields.items() if (f.alias or n) == name), None)
    label = f" ({info.title.lower()})" if info is not None and info.title else ""
    extra = info.json_schema_extra if info is not None else None
    label_en = f" ({str(extra['title_en']).lower()})" if isinstance(extra, dict) else ""
    return Finding(
        "FI002", path, parent,
        Text(f"Thiếu mục `{name}`{label}.", f"`{name}`{label_en} is missing."),
        Text("Mục này bắt buộc.", "This key is required."),
        Text(f"Thêm dòng “{name}: …”.", f"Add a line “{name}: …”."),
        subject=name, at_container=True,
    )  # fmt: skip


def _unknown(model: type[BaseModel], path: str, key: Key, parsed: Parsed) -> Finding:
    name = str(key[-1])
    owner = model_at(model, key[:-1])
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


def model_at(model: type[BaseModel], key: Key) -> type[BaseModel] | None:
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


def _without(value: dict[str, Any], faults: list[_Fault]) -> dict[str, Any]:
    """A copy without the faulty parts; a fault inside a list or the attendance takes the whole of it."""
    result = copy.deepcopy(value)
    for fault in faults:
        key = fault.key[:-1] if fault.code == "FI002" else fault.key
        if (
            key[:1] == ("attendance",)
            and key[1:2] not in {("roll",), ("present",), ("spoke",)}
            and fault.code != "FI001"
        ):
            key = key[:1]
        if any(isinstance(part, int) for part in key):
            key = key[: next(i for i, part in enumerate(key) if isinstance(part, int))]
        target: Any = result
        for step in key[:-1]:
            target = target.get(step) if isinstance(target, dict) else None
        if isinstance(target, dict) and key:
            target.pop(key[-1], None)
    return result


def _lacking(value: Any, kind: str, faults: list[_Fault]) -> list[_Fault]:
    """The keys that a meeting of its state and kind must have and lacks."""
    if not isinstance(value, dict) or any(f.key == ("state",) for f in faults):
        return []
    wrong = {f.key for f in faults if f.code == "FI003"}
    needed: list[tuple[Key, str]] = [((), k) for k in meetings.required_keys(value.get("state", "held"), kind)]
    attendance = value.get("attendance")
    if isinstance(attendance, dict) and value.get("state", "held") == "held":
        needed += [(("attendance",), k) for k in meetings.ATTENDANCE_REQUIRED]
    found = []
    for parent, name in needed:
        holder = value if not parent else attendance
        if isinstance(holder, dict) and name not in holder:
            key = (*parent, name)
            found += [] if any(k[: len(key)] == key for k in wrong) else [_Fault("FI002", key)]
    return found


def _unlisted(path: str, review: Review, unit: str) -> Finding:
    listed = ", ".join(review.options)
    option = review.proposals[unit]
    near = nearest(option, review.options)
    hint = Text(f"Có phải “{near}”?", f"Did you mean “{near}”?") if near else Text("", "")
    said = Text(f"`{unit}` đang ghi “{option}”.", f"`{unit}` holds “{option}”.")
    needed = Text(f"Cần: một lựa chọn có trong options: {listed}.", f"Expected: one of the options: {listed}.")
    return Finding("FI003", path, ("proposals", unit), said, needed, hint)


def _one_cause(faults: list[_Fault]) -> list[_Fault]:
    """Drop a missing key where an unknown one next to it is close to it: the unknown one names the cause."""
    unknown: dict[Key, list[str]] = {}
    for fault in faults:
        if fault.code == "FI001":
            unknown.setdefault(fault.key[:-1], []).append(str(fault.key[-1]))
    return [f for f in faults if f.code != "FI002" or not _is_meant(str(f.key[-1]), unknown.get(f.key[:-1], []))]


def _is_meant(name: str, unknown: list[str]) -> bool:
    return any(_is_near(written, name) for written in unknown[:_FAULTS])


@functools.lru_cache(maxsize=1024)
def _is_near(written: str, name: str) -> bool:
    return nearest(written, [name]) is not None
