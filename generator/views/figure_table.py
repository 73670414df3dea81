"""A table of many figures: one a row, grouped by subject; years and their parts, or cell types, across."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.model.figure import Value
from generator.model.text import Text
from generator.stats.api import figure_of, in_order
from generator.views.figures import said_of
from generator.views.subjects import by_subject

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model.summary import ByKey, Key, Stats
    from generator.stats.api import Figure
    from generator.views.site import Site

PARTS = {
    "H1": Text("6 tháng đầu năm", "First half"),
    "H2": Text("6 tháng cuối năm", "Second half"),
    "Q1": Text("Quý I", "Quarter 1"),
    "Q2": Text("Quý II", "Quarter 2"),
    "Q3": Text("Quý III", "Quarter 3"),
    "Q4": Text("Quý IV", "Quarter 4"),
}


class Column(NamedTuple):
    """A column of the table.

    Attributes:
        id: What links to it point at; empty where they point elsewhere.
        label: Its head.
        ruled: Whether a new kind of column begins here.
        with_nd: Whether numerator and denominator stand in a column beside it.
    """

    id: str
    label: str
    ruled: bool = False
    with_nd: bool = False


class FigureRow(NamedTuple):
    """One figure.

    Attributes:
        label: What it is called.
        anchor: Its place on the page of the definitions.
        means: What its numerator and denominator count.
        values: Its value in each column; None where nothing was counted.
    """

    label: str
    anchor: str
    means: str
    values: tuple[Value | None, ...]


class FigureGroup(NamedTuple):
    """The figures of one subject.

    Attributes:
        title: The subject.
        rows: Its figures.
    """

    title: str
    rows: tuple[FigureRow, ...]


class FigureTable(NamedTuple):
    """The whole table.

    Attributes:
        columns: Its columns.
        groups: The figures by subject.
    """

    columns: tuple[Column, ...]
    groups: tuple[FigureGroup, ...]

    @property
    def span(self) -> int:
        """How many columns the table has on paper."""
        return 1 + len(self.columns) + sum(column.with_nd for column in self.columns)


class Source(NamedTuple):
    """A column and the figures in it; `of` is the page they belong to, empty for the page's own.

    `whole` columns show 0/0 as well, so that every figure of the year has its place.
    """

    column: Column
    stats: Stats
    of: str
    whole: bool = False


def table_of(site: Site, sources: Iterable[Source]) -> FigureTable:
    """Lay out all figures of some columns; those without a value in any column are left out."""
    columns = tuple(sources)
    ids = {id_ for source in columns for id_, ratio in source.stats.items() if source.whole or ratio.d}
    known = {id_: figure for id_ in ids if (figure := figure_of(id_)) is not None}
    groups = tuple(
        FigureGroup(site.say(subject), tuple(_row(site, known[id_], columns) for id_ in found))
        for subject, found in by_subject(in_order(known))
    )
    return FigureTable(tuple(source.column for source in columns), groups)


def _row(site: Site, figure: Figure, columns: tuple[Source, ...]) -> FigureRow:
    id_, kind, values, said = figure.id, figure.kind, [], said_of(site, figure)
    for _, stats, of, whole in columns:
        ratio = stats.get(id_)
        values.append(Value(id_, ratio, kind, of) if ratio is not None and (whole or ratio.d) else None)
    return FigureRow(said.label, said.anchor, said.means, tuple(values))


def year_table(site: Site, stats: ByKey, year: int, own: str, parts: str) -> FigureTable:
    """Every figure of a year with those of its half-years and quarters.

    `own` is what the year's figures belong to, empty for the page they stand on; `parts` the page of the others.
    """
    sources = [Source(Column("", site.tr("Cả năm"), with_nd=True), stats.get(year, {}), own, whole=True)]
    for part, label in PARTS.items():
        key: Key = f"{year}-{part}"
        if key in stats:
            column = Column(str(key), site.say(label), ruled=part in {"H1", "Q1"})
            sources.append(Source(column, stats[key], f"{parts}#{key}"))
    return table_of(site, sources)
