"""What a table of the data files is: columns with titles in both languages, keys, and where its rows come from."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from generator.model.late import Some

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from generator.model.summary import DistrictSummary
    from generator.model.text import Text

# What a row holds: `id` and `text` str (an `id` is ASCII), `month` Period or `2024-03`, `date` a date, `integer` int,
# `number` int or Fraction, `flag` bool, `value` the Ratio whose value it is; None where there is nothing.
Type = Literal["id", "text", "month", "date", "integer", "number", "flag", "value"]


class Column(NamedTuple):
    """One column: its name, what it holds, what it is called, and the code list that its values are from.

    `private` columns are not in the public profile.
    """

    name: str
    type: Type
    title: Text
    codes: Mapping[str, Text] | None = None
    private: bool = False
    about: Text | None = None


class Reference(NamedTuple):
    """A foreign key: these columns name a row of that table."""

    columns: tuple[str, ...]
    table: str
    to: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """One table: a CSV file, a sheet, a table of the database.

    `key` is unique and never empty. `year` names the column that tells the year of a row; empty where rows are of no
    year. `public` tables are in both profiles. `shared` ones are the same in every district of a site. `cut` tells that
    its rows are those of one cell after the other (`cells`), or of one scope of figures after the other (`scopes`).
    """

    name: str
    title: Text
    columns: tuple[Column, ...]
    rows: Callable[[DistrictSummary], Iterator[tuple[Any, ...]]]
    key: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    year: str = ""
    public: bool = False
    shared: bool = False
    cut: Literal["", "cells", "scopes"] = ""

    @property
    def has_text(self) -> bool:
        """Tell whether it may hold letters outside ASCII."""
        return any(column.type == "text" for column in self.columns)

    def cuts(self, district: DistrictSummary) -> Iterator[DistrictSummary]:
        """The district cut up: the rows of the table are those of each cut, one after the other."""
        if not self.cut:
            yield district
            return
        none = dataclasses.replace(district, stats={}, units={}, types={}, cells=())
        if self.cut == "scopes":
            by_year = [[key for key in district.keys if str(key)[:4] == str(year)] for year in district.years]
            for keys in by_year:
                yield dataclasses.replace(none, stats=Some(district.stats, keys))
            for unit, stats in district.units.items():
                yield from (dataclasses.replace(none, units={unit: Some(stats, keys)}) for keys in by_year)
            for type_, stats in district.types.items():
                yield from (dataclasses.replace(none, types={type_: Some(stats, keys)}) for keys in by_year)
        yield from (dataclasses.replace(none, cells=(cell,)) for cell in district.cells)

    def of_profile(self, profile: str) -> Table | None:
        """The table as a profile sees it; None where it does not."""
        if profile == "internal":
            return self
        if not self.public:
            return None
        kept = [index for index, column in enumerate(self.columns) if not column.private]
        if len(kept) == len(self.columns):
            return self

        def picked(district: DistrictSummary) -> Iterator[tuple[Any, ...]]:
            return (tuple(row[index] for index in kept) for row in self.rows(district))

        return dataclasses.replace(self, columns=tuple(self.columns[index] for index in kept), rows=picked)
