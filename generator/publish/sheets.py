"""What stands on the sheets of a workbook: the tables of one year in words, a summary, and the matrix of months."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.model.period import months_of, parts_begun
from generator.model.ratio import round_half_up
from generator.model.text import Text, day_text
from generator.publish.csv import PLACES
from generator.publish.rows import figures_of, year_of
from generator.publish.tables import tables
from generator.stats import api

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from fractions import Fraction

    from generator.model.ratio import Ratio
    from generator.model.summary import ByKey, DistrictSummary, Key
    from generator.publish.table import Column, Table

SUMMARY, MATRIX = Text("Tổng hợp", "Summary"), Text("Bảng các kỳ", "Months")
_NAME, _FIGURE = Text("Tên", "Name"), Text("Chỉ tiêu", "Figure")
_N, _D = Text("tử số", "numerator"), Text("mẫu số", "denominator")
_UNTIL = Text("Số liệu đến ngày", "Figures as of")


class Head(NamedTuple):
    """The head of a column: what it is called, what it holds, and how that is printed where its type does not say."""

    title: str
    type: str
    look: str = ""


class Sheet(NamedTuple):
    """One sheet: lines above, heads, rows. `fixed` columns stay in sight.

    A row has a value for each head, and after these how its values are printed (`share`, `mean`, `count`), or nothing.
    """

    title: str
    heads: tuple[Head, ...]
    rows: Iterable[tuple[Any, ...]]
    fixed: int = 1
    above: tuple[str, ...] = ()


def sheets_of(district: DistrictSummary, year: int, profile: str, lang: str) -> Iterator[Sheet]:
    """Yield the sheets of a district's year: the summary, then the tables of the profile."""
    yield _summary(district, year, lang)
    known = {table.name: table for table in tables(profile)}
    names = {
        "cell": {cell.slug: cell.name for cell in district.cells},
        "unit": {slug: unit.name for slug, unit in district.home.district.units.items()},
        "stat": {id_: figure.label.to(lang) for id_, figure in figures_of([district]).items()},
    }
    first, last = ("units", "cells", "months"), ("stats", "definitions")
    for name in (*first, *(name for name in known if name not in first + last), *last):
        table = known[name]
        if name == "months":
            yield _matrix(district, year, table, names, lang)
        elif name in {"units", "cells"}:
            yield _with_figures(district, year, table, lang)
        else:
            yield _plain(district, year, table, names, lang)


def number(value: int | Fraction) -> int | float:
    """A whole number as such, any other rounded half up to six places: as in JSON."""
    return int(value) if value.denominator == 1 else round_half_up(value, PLACES)  # type: ignore[arg-type]  # a Fraction


def _value(ratio: Ratio | None) -> int | float | None:
    share = ratio.share if ratio is not None else None
    return None if share is None else number(share)


@functools.lru_cache(maxsize=4096)
def _kind(id_: str) -> str:
    figure = api.figure_of(id_)
    return figure.kind if figure is not None else "mean"


def _summary(district: DistrictSummary, year: int, lang: str) -> Sheet:
    """The figures of the district: the year, its half-years and quarters, each with numerator and denominator."""
    keys: list[Key] = [year, *(str(span) for span in parts_begun(year, district.home.as_of))]
    heads = [Head(_FIGURE.to(lang), "text"), Head("id", "id")]
    for key in keys:
        heads += [
            Head(str(key), "value"),
            Head(f"{key}: {_N.to(lang)}", "number"),
            Head(f"{key}: {_D.to(lang)}", "integer"),
        ]

    def rows() -> Iterator[tuple[Any, ...]]:
        occur = {id_ for key in keys for id_ in district.stats.get(key, {})}
        for id_, figure in figures_of([district]).items():
            if id_ in occur:
                found = [district.stats.get(key, {}).get(id_) for key in keys]
                parts = [part for ratio in found for part in (_value(ratio), *_parts(ratio))]
                yield (figure.label.to(lang), id_, *parts, figure.kind)

    said = day_text(district.home.as_of).to(lang)
    return Sheet(
        SUMMARY.to(lang), tuple(heads), rows(), 2,
        (f"{district.home.district.name}, {year}", f"{_UNTIL.to(lang)} {said}"),
    )  # fmt: skip


def _parts(ratio: Ratio | None) -> tuple[int | float | None, int | None]:
    return (None, None) if ratio is None else (number(ratio.n), ratio.d)


def _plain(district: DistrictSummary, year: int, table: Table, names: dict[str, dict[str, str]], lang: str) -> Sheet:
    """A table as it is, its codes in words, and beside each cell and unit its name."""
    heads: list[Head] = []
    for column in table.columns:
        heads.append(_head(column, lang))
        if column.name in names:
            heads.append(Head(f"{column.title.to(lang)}: {_NAME.to(lang).lower()}", "text"))
    stat = next((index for index, column in enumerate(table.columns) if column.name == "stat"), None)
    words = [_words(column, lang) for column in table.columns]
    named = [names.get(column.name) for column in table.columns]

    def rows() -> Iterator[tuple[Any, ...]]:
        for row in _of_year(district, table, year):
            found: list[Any] = []
            for say, known, value in zip(words, named, row, strict=True):
                found.append(None if value is None else say(value))
                if known is not None:
                    found.append(known.get(value))
            yield (*found, _kind(row[stat]) if stat is not None else "")

    return Sheet(table.title.to(lang), tuple(heads), rows())


def _with_figures(district: DistrictSummary, year: int, table: Table, lang: str) -> Sheet:
    """Units or cells with every figure of the year as a column."""
    scopes: Mapping[str, ByKey] = (
        district.units if table.name == "units" else {cell.slug: cell.stats for cell in district.cells}
    )
    occur = {id_ for stats in scopes.values() for id_ in stats.get(year, {})}
    figures = {id_: figure for id_, figure in figures_of([district]).items() if id_ in occur}
    heads = [_head(column, lang) for column in table.columns]
    heads += [Head(figure.label.to(lang), "value", figure.kind) for figure in figures.values()]
    words = [_words(column, lang) for column in table.columns]
    active = {cell.slug for cell in district.cells if year in cell.year_units}

    def rows() -> Iterator[tuple[Any, ...]]:
        for row in table.rows(district):
            if table.name == "units" or row[0] in active:
                stats = scopes.get(row[0], {}).get(year, {})
                facts = [None if value is None else say(value) for say, value in zip(words, row, strict=True)]
                yield (*facts, *(_value(stats.get(id_)) for id_ in figures), "")

    return Sheet(table.title.to(lang), tuple(heads), rows(), 2)


def _matrix(district: DistrictSummary, year: int, table: Table, names: dict[str, dict[str, str]], lang: str) -> Sheet:
    """Cells by months: the state of each month in words."""
    column = {column.name: column for column in table.columns}
    months = [str(month) for month in months_of(year)]
    heads = [_head(column["cell"], lang), Head(_NAME.to(lang), "text"), *(Head(month, "id") for month in months)]
    say = _words(column["state"], lang)
    states: dict[str, dict[str, str]] = {}
    for cell, period, state, *_ in _of_year(district, table, year):
        states.setdefault(cell, {})[period] = say(state)
    active = [cell.slug for cell in district.cells if year in cell.year_units]
    rows = [
        (cell, names["cell"].get(cell), *(states.get(cell, {}).get(month) for month in months), "") for cell in active
    ]
    return Sheet(MATRIX.to(lang), tuple(heads), rows, 2)


def _of_year(district: DistrictSummary, table: Table, year: int) -> Iterator[tuple[Any, ...]]:
    place = next((index for index, column in enumerate(table.columns) if column.name == table.year), None)
    rows = table.rows(district)
    return rows if place is None else (row for row in rows if year_of(row[place]) == year)


def _head(column: Column, lang: str) -> Head:
    look = "plain" if column.name == "year" and column.type == "integer" else ""
    return Head(column.title.to(lang), column.type, look)


def _words(column: Column, lang: str) -> Callable[[Any], Any]:
    """How a value of a column stands on a sheet."""
    known = column.codes
    if known is not None:
        return lambda code: known[code].to(lang) if code in known else code
    return _SAID.get(column.type, _same)


def _same(value: Any) -> Any:
    return value


_SAID: dict[str, Callable[[Any], Any]] = {"month": str, "number": number, "value": _value}
