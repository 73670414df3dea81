"""What an edit must know of the models: which one a file holds, the order of its keys, where free text stands."""

from __future__ import annotations

import functools
import types
import typing
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, RootModel

from generator.model import values
from generator.model.cell import Cell, Members, Names
from generator.model.district import Allowances, CellYear, District, Events, Observers, Review
from generator.model.meeting import Attendance, Meeting, Score, Task
from generator.model.record import fields_of
from generator.model.rulebook import Rules

if TYPE_CHECKING:
    from generator.model.diagnostic import Key

MODELS: dict[str, type[BaseModel]] = {
    "rules": Rules, "district": District, "observers": Observers, "events": Events, "review": Review,
    "allowances": Allowances, "cell": Cell, "members": Members, "names": Names, "year": CellYear, "meeting": Meeting,
}  # fmt: skip
# Keys that people write before those their model inherits: a district's name before its days.
_FIRST: dict[type[BaseModel], tuple[str, ...]] = {District: ("name", "level")}
_INNER: dict[str | int, type[BaseModel]] = {"attendance": Attendance, "score": Score}


def order_of(kind: str, path: Key) -> list[str] | None:
    """The order of the keys of the mapping at a path; None where they are free, or where nothing says in what order."""
    model = MODELS[kind]
    if not path:
        return (
            None if issubclass(model, RootModel) else list(dict.fromkeys([*_FIRST.get(model, ()), *fields_of(model)]))
        )
    if kind != "meeting":
        return None
    if path[0] == "tasks" and len(path) == 2:
        return fields_of(Task)
    inner = _INNER.get(path[0]) if len(path) == 1 else None
    return None if inner is None else fields_of(inner)


def is_free_text(kind: str, path: Key) -> bool:
    """Tell whether the value at a path is free text: any words, as they are written."""
    return any(one == values.Words for one in _choices(_at(kind, path)))


def is_known(kind: str, path: Key) -> bool:
    """Tell whether a record may have a value at a path."""
    return _at(kind, path) is not None


def _at(kind: str, path: Key) -> Any:
    current: Any = MODELS[kind]
    for step in path:
        current = _inside(current, step)
    return current


def _inside(current: Any, step: str | int) -> Any:
    """The type of an entry of a record, mapping or list; None where there is none such."""
    for one in _bare(current):
        if isinstance(one, type) and issubclass(one, BaseModel):
            if issubclass(one, RootModel):
                return _inside(one.model_fields["root"].annotation, step)
            name = next((n for n, f in one.model_fields.items() if (f.alias or n) == step), None)
            if name is not None:
                return _types(one)[name]
        elif (origin := typing.get_origin(one)) in {dict, list} and isinstance(step, str) == (origin is dict):
            return typing.get_args(one)[-1]
    return None


def _bare(annotation: Any) -> list[Any]:
    """The types that an annotation allows, without what is written beside them."""
    waiting, found = [annotation], list[Any]()
    while waiting:
        one = waiting.pop(0)
        if typing.get_origin(one) is typing.Annotated:
            waiting.append(typing.get_args(one)[0])
        elif len(choices := _choices(one)) > 1:
            waiting += choices
        else:
            found.append(one)
    return found


def _choices(annotation: Any) -> tuple[Any, ...]:
    if typing.get_origin(annotation) in {typing.Union, types.UnionType}:
        return typing.get_args(annotation)
    return (annotation,)


@functools.cache
def _types(model: type[BaseModel]) -> dict[str, Any]:
    return typing.get_type_hints(model, include_extras=True)
