"""JSON Schemas of the record kinds, made from the models: what an editor offers, explains and refuses.

Draft 07, which every editor knows. Each schema stands alone, keys in the order of the model; titles are Vietnamese,
descriptions Vietnamese and English. What depends on a file's name or on other files is left to the checker.
"""

from __future__ import annotations

import functools
import types
import typing
from typing import Any, NamedTuple

from pydantic import BaseModel, RootModel, WithJsonSchema

from generator.model import meeting as meetings
from generator.model.cell import Cell, Members, Names
from generator.model.district import Allowances, CellYear, District, Events, Observers, Review
from generator.model.meeting import Meeting
from generator.model.rulebook import Rules
from generator.model.text import Text

if typing.TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic.fields import FieldInfo

Shape = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"
_TYPES = ("string", "number", "boolean", "object", "array", "null")
_MEANT = {"null": "để trống / left empty", "boolean": "đúng như đã viết / just as written"}


class Kind(NamedTuple):
    """A kind of record: its model, the files it stands in (below the store's root), what it is called."""

    model: type[BaseModel]
    files: tuple[str, ...]
    label: Text


_CELL, _DISTRICT = "records/*/cells/*", "records/*"
_ALLOWANCES = (f"{_CELL}/allowances.yml", f"{_DISTRICT}/allowances.yml")
KINDS: dict[str, Kind] = {
    "cell": Kind(Cell, (f"{_CELL}/cell.yml",), Text("Chi bộ", "Cell")),
    "members": Kind(Members, (f"{_CELL}/members.yml",), Text("Danh sách đảng viên", "Roll of members")),
    "names": Kind(Names, (f"{_CELL}/names.yml",), Text("Họ tên theo mã", "Names by id")),
    "allowances": Kind(Allowances, _ALLOWANCES, Text("Cho phép bỏ qua", "Allowances")),
    "year": Kind(CellYear, (f"{_CELL}/*/year.yml",), Text("Chi bộ trong năm", "A cell's year")),
    "meeting": Kind(Meeting, (f"{_CELL}/*/*.md",), Text("Phần đầu của biên bản", "Front matter of a meeting")),
    "district": Kind(District, (f"{_DISTRICT}/district.yml",), Text("Đảng bộ", "District")),
    "observers": Kind(Observers, (f"{_DISTRICT}/observers/*.yml",), Text("Cấp ủy viên dự", "Observers")),
    "events": Kind(Events, (f"{_DISTRICT}/events/*.yml",), Text("Sự kiện trong năm", "Events of a year")),
    "review": Kind(Review, (f"{_DISTRICT}/reviews/*.yml",), Text("Đợt sơ kết", "Review")),
    "rules": Kind(Rules, ("records/rulebook/*.yml",), Text("Văn bản quy định", "Rulebook file")),
}  # fmt: skip


@functools.cache
def schema(kind: str) -> Shape:
    """The JSON Schema of a kind of record.

    Errors: KeyError where there is no such kind.
    """
    model, files, label = KINDS[kind]
    (shape,) = _shapes(model)
    if model is Meeting:
        shape["allOf"] = [_required_when(state) for state in meetings.REQUIRED]
    elif "required" not in shape:
        shape["type"] = [shape["type"], "null"]  # an empty file says nothing, and nothing is missing from it
    head = {"$schema": DRAFT, "$id": f"{kind}.json", "title": f"{label.vi} / {label.en}"}
    return {**head, "description": ", ".join(files), **shape}


def _shapes(annotation: Any, metadata: Sequence[Any] = ()) -> list[Shape]:
    """What a value of this type may look like: one shape, or several for a union; absence is none of them."""
    seen = next((m.json_schema for m in metadata if isinstance(m, WithJsonSchema)), None)
    if seen is not None:
        return [dict(seen)]
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return _shapes(arguments[0], arguments[1:])
    if origin in {typing.Union, types.UnionType}:
        return [shape for one in arguments if one is not types.NoneType for shape in _shapes(one)]
    if origin is list:
        return [{"type": "array", "items": _value(_shapes(arguments[0]), required=True)}]
    if origin is dict:
        (key,) = _shapes(arguments[0])
        return [_mapping(key, _value(_shapes(arguments[1]), required=False))]
    if issubclass(annotation, RootModel):
        root = annotation.model_fields["root"]
        return _shapes(root.annotation, root.metadata)
    return [_record(annotation)]


def _record(model: type[BaseModel]) -> Shape:
    fields = {info.alias or name: info for name, info in model.model_fields.items()}
    required = [name for name, info in fields.items() if info.is_required()]
    return {
        "type": "object",
        "properties": {name: {**_about(info), **_field(info)} for name, info in fields.items()},
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _about(info: FieldInfo) -> Shape:
    english = info.json_schema_extra["description_en"] if isinstance(info.json_schema_extra, dict) else ""
    default = {"default": info.default} if isinstance(info.default, str) else {}
    return {"title": info.title, "description": f"{info.description}\n\n{english}", **default}


def _field(info: FieldInfo) -> Shape:
    return _value(_shapes(info.annotation, info.metadata), required=info.is_required())


def _mapping(key: Shape, value: Shape) -> Shape:
    """A mapping: where its keys come from a code list, each with its label; else any key of the pattern."""
    if "enum" in key:
        named = zip(key["enum"], key["enumDescriptions"], strict=True)
        properties = {code: {"title": label, "description": label, **value} for code, label in named}
        return {"type": "object", "properties": properties, "additionalProperties": False}
    names = {word: key[word] for word in ("pattern", "maxLength", "errorMessage") if word in key}
    return {"type": "object", "propertyNames": names, "additionalProperties": value}


def _value(shapes: list[Shape], *, required: bool) -> Shape:
    """One shape out of several; an optional value may be left empty, which counts as absent.

    An editor offers `true`, `false` and `null` wherever it sees their types. Where a text or number is meant these are
    wrong to write, so they are let in by excluding all other types.
    """
    if len(shapes) == 1 and shapes[0]["type"] in ("object", "array"):
        return shapes[0] if required else {**shapes[0], "type": [shapes[0]["type"], "null"]}
    said = [_offered(shape) for shape in shapes]
    unsaid = [*(["boolean"] if said != shapes else []), *([] if required else ["null"])]
    if unsaid:
        said.append({"title": _MEANT[unsaid[0]], "not": {"type": [one for one in _TYPES if one not in unsaid]}})
    return said[0] if len(said) == 1 else {"anyOf": said}


def _offered(shape: Shape) -> Shape:
    """The shape without the truth values that a text may look like."""
    types_ = shape["type"]
    if isinstance(types_, list) and "boolean" in types_[1:]:
        return {**shape, "type": [one for one in types_ if one != "boolean"]}
    return shape


def _required_when(state: str) -> Shape:
    """The keys that a meeting of this state must have, whatever its kind; the state is `held` where none is written."""
    needed = _filled(meetings.required_keys(state, "regular"))
    if state != "held":
        return {"if": {"properties": {"state": {"const": state}}, "required": ["state"]}, "then": needed}
    needed["properties"]["attendance"] |= _filled(meetings.ATTENDANCE_REQUIRED)
    return {"if": {"properties": {"state": {"enum": [state, None]}}}, "then": needed}


def _filled(keys: Sequence[str]) -> Shape:
    return {"required": list(keys), "properties": {key: {"not": {"type": "null"}} for key in keys}}
