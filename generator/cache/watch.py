"""Summaries that tell which of their parts are looked at, so that a page is known by what was read for it."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.cache.parts import APART, KEYED, ROWS, part_of, year_of
from generator.model.late import NOW
from generator.model.summary import CellSummary

if TYPE_CHECKING:
    from generator.model.late import Watch


class _Apart:
    """A field of a watched summary that is noted whenever it is looked at."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = f"_{name}"

    def __get__(self, cell: Any, owner: type) -> Any:
        if cell is None:
            return self
        values = vars(cell)
        if "watch" in values and values["watch"] is not None:
            values["watch"].note(NOW, values["bit"])
        return values[self._name]

    def __set__(self, cell: Any, value: Any) -> None:
        vars(cell)[self._name] = value


@dataclass(frozen=True)
class Watched(CellSummary):
    """A summary whose years, and whose fields that any record changes, are noted when they are looked at."""

    watch: Watch | None = None
    bit: int = 0


for _name in APART:
    _field = _Apart()
    _field.__set_name__(Watched, _name)
    setattr(Watched, _name, _field)


class _Field:
    """A field of several years; which are looked at is noted."""

    def __init__(self, inner: Any, name: str, watch: Watch, bit: int, years: Sequence[str]) -> None:
        self._inner = inner
        self._name = name
        self._watch = watch
        self._bit = bit
        self._years = years

    def _note(self, year: str) -> None:
        self._watch.note(part_of(self._name, year), self._bit)

    def _all(self) -> Any:
        for year in self._years:
            self._note(year)
        return self._inner

    def __iter__(self) -> Iterator[Any]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())


class WatchedMapping(_Field, Mapping[Any, Any]):
    """A mapping whose keys begin with the year."""

    def __getitem__(self, key: Any) -> Any:
        self._note(year_of(key))
        return self._inner[key]

    def get(self, key: Any, default: Any = None) -> Any:
        """The value of a key, else the default."""
        self._note(year_of(key))
        return self._inner.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._note(str(key)[:4])
        return key in self._inner

    def items(self) -> Any:
        """All keys with their values."""
        return self._all().items()

    def values(self) -> Any:
        """All values."""
        return self._all().values()


class WatchedRows(_Field, Sequence[Any]):
    """Rows of several years."""

    def of_year(self, year: int) -> Sequence[Any]:
        """The rows of one year."""
        self._note(str(year))
        of_year = getattr(self._inner, "of_year", None)
        return of_year(year) if of_year else [row for row in self._inner if ROWS[self._name](row) == str(year)]

    def __getitem__(self, at: Any) -> Any:
        return self._all()[at]


class Noted(Sequence[Any]):
    """A row that is one part of its own."""

    def __init__(self, inner: Sequence[Any], part: str, watch: Watch, bit: int) -> None:
        self._inner = inner
        self._note = functools.partial(watch.note, part, bit)

    def __getitem__(self, at: Any) -> Any:
        self._note()
        return self._inner[at]

    def __iter__(self) -> Iterator[Any]:
        self._note()
        return iter(self._inner)

    def __len__(self) -> int:
        self._note()
        return len(self._inner)


def watched(summary: CellSummary, watch: Watch, bit: int, years: Sequence[str]) -> CellSummary:
    """The summary, watched; `years` are those it has parts of."""
    fields = {field.name: getattr(summary, field.name) for field in dataclasses.fields(CellSummary)}
    for name in KEYED:
        fields[name] = WatchedMapping(fields[name], name, watch, bit, years)
    for name in ROWS:
        fields[name] = WatchedRows(fields[name], name, watch, bit, years)
    return Watched(**fields, watch=watch, bit=bit)
