"""Values to JSON and back, told by their types alone: frozen dataclasses, named tuples and what they hold.

A value comes back equal to what it was. Nothing is run that stands in the data: what does not have the shape of the
type is `Unreadable`.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import json
import sys
import types
import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from generator.model.ratio import Ratio, ratio_of

Stats = dict[str, Ratio]


class Unreadable(ValueError):
    """The data have not the shape of the type."""


_WRONG = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError)


class _Codec(NamedTuple):
    pack: Callable[[Any], Any]
    unpack: Callable[[Any], Any]


class Codec:
    """The codec of a type. Not for several threads at once.

    Args:
        type_: The type of what is written and read.
        names: The names that its modules import for type checking only.
    """

    def __init__(self, type_: Any, names: Mapping[str, Any] | None = None) -> None:
        self._names = names or {}
        self._made: dict[Any, _Codec] = {}
        self._ids: dict[tuple[str, ...], int] = {}  # rows of names of figures: each is written once
        self._rows: list[list[str]] = []
        self._top = self._of(type_)
        self._hints = self._hints_of(type_) if hasattr(type_, "_fields") else {}

    def dumps(self, value: Any) -> bytes:
        """The value as JSON in one line: the same bytes for equal values."""
        self._ids = {}
        packed = self._top.pack(value)
        return json.dumps([list(self._ids), packed], ensure_ascii=False, separators=(",", ":")).encode()

    def loads(self, data: bytes) -> Any:
        """The value again.

        Errors: Unreadable.
        """
        try:
            self._rows, packed = json.loads(data)
            return self._top.unpack(packed)
        except _WRONG as error:
            raise Unreadable(str(error)) from error

    def columns(self, data: bytes) -> Columns:
        """A named tuple again, of which each field is read when it is asked for.

        Errors: Unreadable, also then.
        """
        try:
            rows, packed = json.loads(data)
            return Columns(self, rows, dict(zip(self._hints, packed, strict=True)))
        except _WRONG as error:
            raise Unreadable(str(error)) from error

    def column(self, name: str, rows: list[list[str]], packed: Any) -> Any:
        """A field of the named tuple; of a mapping to figures, each value is read when it is asked for.

        Errors: Unreadable, also then.
        """
        hint = self._hints[name]
        parts = typing.get_args(hint)
        if parts[1:] not in {(Stats,), (dict[str, Stats],)}:
            return self.read(rows, hint, packed)
        by_key = self.read(rows, dict[parts[0], Any], packed)  # type: ignore[valid-type]  # a type known only at run time
        return LateValues(by_key, functools.partial(self.read, rows, parts[1]))

    def read(self, rows: list[list[str]], type_: Any, packed: Any) -> Any:
        """A value of a type, of what stands beside these rows of names. Errors: Unreadable."""
        self._rows = rows
        try:
            return self._of(type_).unpack(packed)
        except _WRONG as error:
            raise Unreadable(str(error)) from error

    def _of(self, type_: Any) -> _Codec:
        if type_ not in self._made:
            self._made[type_] = self._make(type_)
        return self._made[type_]

    def _make(self, type_: Any) -> _Codec:
        if type_ is Any:
            return _Codec(_same, _same)
        if type_ in _PLAIN:
            return _PLAIN[type_]
        if type_ == Stats:
            return _Codec(self._pack_stats, self._unpack_stats)
        if isinstance(type_, type) and (dataclasses.is_dataclass(type_) or hasattr(type_, "_fields")):
            return self._fields(type_)
        return self._made_of(typing.get_origin(type_), typing.get_args(type_))

    def _made_of(self, origin: Any, parts: tuple[Any, ...]) -> _Codec:
        if origin in {typing.Union, types.UnionType}:
            return self._union(parts)
        if origin is tuple and parts[-1] is not Ellipsis:
            return self._row([self._of(part) for part in parts], tuple)
        if origin in {tuple, list, Sequence}:
            return _series(self._of(parts[0]), list if origin is list else tuple)
        if origin is frozenset:
            inner = self._of(parts[0])
            return _Codec(
                lambda v: sorted(map(inner.pack, v), key=repr), lambda d: frozenset(map(inner.unpack, _list(d)))
            )
        if origin in {dict, Mapping}:
            return _mapping(parts[0], self._of(parts[0]), self._of(parts[1]))
        raise TypeError(f"no codec for {origin}")

    def _fields(self, type_: Any) -> _Codec:
        hints = self._hints_of(type_)
        fields = list(hints)
        row = self._row([self._of(hint) for hint in hints.values()], lambda values: type_(*values))
        if hasattr(type_, "_fields"):
            return row
        return _Codec(lambda value: row.pack([getattr(value, name) for name in fields]), row.unpack)

    def _hints_of(self, type_: Any) -> dict[str, Any]:
        """The type of each field of a dataclass or named tuple, in order."""
        where = {"Mapping": Mapping, "Sequence": Sequence, **self._names, **vars(sys.modules[type_.__module__])}
        hints = typing.get_type_hints(type_, where)
        fields = getattr(type_, "_fields", None) or [f.name for f in dataclasses.fields(type_)]
        return {name: hints[name] for name in fields}

    def _pack_stats(self, value: Stats) -> list[Any]:
        """Figures as rows: the number of the row of their names, numerators, denominators."""
        row = self._ids.setdefault(tuple(value), len(self._ids))
        return [row, [_pack_number(ratio.n) for ratio in value.values()], [ratio.d for ratio in value.values()]]

    def _unpack_stats(self, data: Any) -> Stats:
        row, above, below = data
        if not {*map(type, below)} <= {int}:
            raise Unreadable("a denominator that is no whole number")
        if not {*map(type, above)} <= {int}:
            above = map(_unpack_number, above)
        return dict(zip(self._rows[row], map(ratio_of, above, below), strict=True))

    def _row(self, inner: list[_Codec], make: Callable[[Any], Any]) -> _Codec:
        """A row of values of several types. Values that JSON has itself are checked by their types, all at once."""
        pack = [(n, one.pack) for n, one in enumerate(inner) if one.pack is not _same]
        unpack = [(n, one.unpack) for n, one in enumerate(inner) if one.pack is not _same]
        plain = [(n, one.unpack) for n, one in enumerate(inner) if one.pack is _same]
        known: set[tuple[type, ...]] = set()

        def packed(value: Any) -> list[Any]:
            row = list(value)
            for n, function in pack:
                row[n] = function(row[n])
            return row

        def unpacked(data: Any) -> Any:
            row = _list(data)
            types_ = (*map(type, row),)
            if types_ not in known:
                if len(row) != len(inner):
                    raise Unreadable("a row of another width")
                for n, check in plain:
                    check(row[n])
                known.add(types_)
            for n, function in unpack:
                row[n] = function(row[n])
            return make(row)

        return _Codec(packed, unpacked)

    def _union(self, parts: tuple[Any, ...]) -> _Codec:
        """A value or None; else one of several plain types, which JSON tells apart itself."""
        others = [part for part in parts if part is not type(None)]
        if set(others) == {int, Fraction}:
            inner = _Codec(_pack_number, _unpack_number)
        elif len(others) == 1:
            inner = self._of(others[0])
        else:
            return _Codec(_same, _of_types(parts))
        if len(others) == len(parts):
            return inner
        if inner.pack is _same:
            return _Codec(_same, _of_types(parts))
        return _Codec(
            lambda value: None if value is None else inner.pack(value),
            lambda data: None if data is None else inner.unpack(data),
        )


class Columns:
    """A named tuple as it is written, of which each field is read when it is asked for. Errors: Unreadable."""

    def __init__(self, codec: Codec, rows: list[list[str]], packed: dict[str, Any]) -> None:
        self._codec = codec
        self._rows = rows
        self._packed = packed

    def __getattr__(self, name: str) -> Any:  # asked only for what is not there yet
        value = self._codec.column(name, self._rows, self._packed.pop(name))
        setattr(self, name, value)
        return value


class LateValues(Mapping[Any, Any]):
    """A mapping as it is written, of which each value is read when it is asked for. Errors: Unreadable."""

    def __init__(self, packed: dict[Any, Any], read: Callable[[Any], Any]) -> None:
        self._packed = packed
        self._read = read
        self._known: dict[Any, Any] = {}

    def __getitem__(self, key: Any) -> Any:
        if key not in self._known:
            self._known[key] = self._read(self._packed[key])
            self._packed[key] = None
        return self._known[key]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


def _same(value: Any) -> Any:
    return value


def _of_types(types_: tuple[type, ...]) -> Callable[[Any], Any]:
    def checked(data: Any) -> Any:
        if type(data) not in types_:
            raise Unreadable(f"{type(data).__name__} instead of {types_}")
        return data

    return checked


def _list(data: Any) -> list[Any]:
    if type(data) is not list:
        raise Unreadable("no list")
    return data


def _series(inner: _Codec, kind: Any) -> _Codec:
    if inner.pack is _same:
        return _Codec(list, lambda data: kind(_all(_list(data), inner.unpack)))
    return _Codec(lambda value: list(map(inner.pack, value)), lambda data: kind(map(inner.unpack, _list(data))))


def _all(values: list[Any], check: Callable[[Any], Any]) -> list[Any]:
    """Plain values of one type, checked once for each type that occurs."""
    for kind in set(map(type, values)):
        check(next(value for value in values if type(value) is kind))
    return values


def _mapping(key: Any, keys: _Codec, values: _Codec) -> _Codec:
    def unpack_object(data: Any) -> Any:
        if values.pack is _same:
            _all(list(data.values()), values.unpack)
            return data
        return {name: values.unpack(value) for name, value in data.items()}

    if key is str:
        return _Codec(lambda value: {name: values.pack(one) for name, one in value.items()}, unpack_object)
    return _Codec(
        lambda value: [[keys.pack(name), values.pack(one)] for name, one in value.items()],
        lambda data: {keys.unpack(name): values.unpack(one) for name, one in data},
    )


def _pack_number(value: int | Fraction) -> int | str:
    return value if isinstance(value, int) else f"{value.numerator}/{value.denominator}"


def _unpack_number(data: Any) -> int | Fraction:
    if type(data) is int:
        return data
    above, _, below = data.partition("/")
    return Fraction(int(above), int(below))


_PLAIN: dict[Any, _Codec] = {
    str: _Codec(_same, _of_types((str,))),
    int: _Codec(_same, _of_types((int,))),
    bool: _Codec(_same, _of_types((bool,))),
    float: _Codec(_same, _of_types((float,))),
    dt.date: _Codec(dt.date.isoformat, dt.date.fromisoformat),
    Fraction: _Codec(_pack_number, lambda data: Fraction(_unpack_number(data))),
}
