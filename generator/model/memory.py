"""Work done once: what follows from a frozen value is remembered on that value."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.model.book import CellBook, MeetingRecord

P = ParamSpec("P")
R = TypeVar("R")


def remembered(function: Callable[P, R]) -> Callable[P, R]:
    """Make a pure function of a frozen value (and hashable keys) work once for each key.

    The results live and die with the value, as those of `cached_property` do: they are no part of its equality, and
    `dataclasses.replace` starts without them. Arguments are given by position.
    """
    name = _name(function)
    compute = cast("Callable[..., Any]", function)

    @functools.wraps(function)
    def recall(value: Any, *key: Any) -> Any:
        results = value.__dict__.get(name)
        if results is None:
            results = value.__dict__[name] = {}
        elif key in results:
            return results[key]
        result = results[key] = compute(value, *key)
        return result

    @functools.wraps(function)
    def recall_one(value: Any, key: Any) -> Any:  # the same for one key, which is asked most
        results = value.__dict__.get(name)
        if results is None:
            results = value.__dict__[name] = {}
        elif key in results:
            return results[key]
        result = results[key] = compute(value, key)
        return result

    return cast("Callable[P, R]", recall_one if compute.__code__.co_argcount == 2 else recall)


def remembered_of_record(function: Callable[[MeetingRecord, CellBook], R]) -> Callable[[MeetingRecord, CellBook], R]:
    """Make a pure function of a record and its cell work once for each record; the results live with the cell."""
    name = _name(function)

    @functools.wraps(function)
    def recall(record: MeetingRecord, cell: CellBook) -> R:
        results = cell.__dict__.get(name)
        if results is None:
            results = cell.__dict__[name] = {}
        known = results.get(record.path)
        if known is None or known[0] is not record:  # another record may be asked about under the same path
            known = results[record.path] = (record, function(record, cell))
        return cast("R", known[1])

    return recall


def _name(function: Callable[..., Any]) -> str:
    return f"_{function.__module__}.{function.__qualname__}"
