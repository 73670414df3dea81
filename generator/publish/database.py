"""All tables of a site as one SQLite database, for those who ask questions in SQL.

The same records give the same bytes: fixed page size, rows in the order of the tables, no time of day.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from typing import TYPE_CHECKING, Any

from generator.publish.codelists import code_rows
from generator.publish.sheets import number
from generator.publish.tables import tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model.summary import DistrictSummary
    from generator.publish.table import Table

FORMAT = 1  # `PRAGMA user_version`: the version of the data format
_TYPES = {
    "id": "TEXT",
    "text": "TEXT",
    "month": "TEXT",
    "date": "TEXT",
    "integer": "INTEGER",
    "number": "NUMERIC",
    "flag": "INTEGER",
    "value": "REAL",
}
_START = f"""
PRAGMA page_size = 4096;
PRAGMA user_version = {FORMAT};
CREATE TABLE about (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE districts (district TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, level TEXT NOT NULL,
  "from" TEXT NOT NULL, "to" TEXT, successor TEXT);
CREATE TABLE codes (list TEXT NOT NULL, code TEXT NOT NULL, label_vi TEXT NOT NULL, label_en TEXT NOT NULL,
  PRIMARY KEY (list, code));
"""


def database(districts: Iterable[DistrictSummary], as_of: dt.date, version: str, profile: str) -> bytes:
    """The database of a site: the tables of the profile, each with its district; `districts`, `codes` and `about`."""
    whole, known = list(districts), tables(profile)
    connection = sqlite3.connect(":memory:")
    try:
        connection.executescript(_START)
        for table in known:
            connection.executescript("\n".join(_definition(table)))
        facts = {"schema": "chibo.data/1", "version": version, "profile": profile, "as_of": as_of.isoformat()}
        connection.executemany("INSERT INTO about VALUES (?, ?)", facts.items())
        connection.executemany("INSERT INTO districts VALUES (?, ?, ?, ?, ?, ?)", map(_district, whole))
        connection.executemany("INSERT INTO codes VALUES (?, ?, ?, ?)", code_rows(profile))
        for table in known:
            width = len(table.columns) + (not table.shared)
            # The names are those of the list of tables; the values are bound.
            connection.executemany(
                f'INSERT INTO "{table.name}" VALUES ({", ".join("?" * width)})',  # noqa: S608 - see above
                _rows(table, whole),
            )
        connection.commit()
        connection.execute("VACUUM")
        return connection.serialize()
    finally:
        connection.close()


def _district(summary: DistrictSummary) -> tuple[str | None, ...]:
    district = summary.home.district
    end = district.to.isoformat() if district.to else None
    return summary.home.slug, district.name, district.level, district.from_.isoformat(), end, district.successor


def _definition(table: Table) -> Iterator[str]:
    """The statements that make a table with its keys, and an index on each foreign key that the primary one lacks."""
    own = () if table.shared else ("district",)
    columns = [] if table.shared else ["district TEXT NOT NULL REFERENCES districts (district)"]
    columns += [
        f'"{column.name}" {_TYPES[column.type]}' + (" NOT NULL" if column.name in table.key else "")
        for column in table.columns
    ]
    if table.key:
        columns.append(f"PRIMARY KEY ({_names(own + table.key)})")
    shared = {other.name for other in tables("internal") if other.shared}
    for reference in table.references:
        scope = () if reference.table in shared else own
        columns.append(
            f'FOREIGN KEY ({_names(scope + reference.columns)}) REFERENCES "{reference.table}"'
            f" ({_names(scope + reference.to)})"
        )
    order = " WITHOUT ROWID" if table.key and not table.shared else ""  # half the size; shared tables keep their order
    yield f'CREATE TABLE "{table.name}" (\n  ' + ",\n  ".join(columns) + f"\n){order};"
    for reference in table.references:
        scope = () if reference.table in shared else own
        wanted = scope + reference.columns
        if (own + table.key)[: len(wanted)] != wanted:
            name = "_".join((table.name, *reference.columns))
            yield f'CREATE INDEX "{name}" ON "{table.name}" ({_names(wanted)});'


def _names(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _rows(table: Table, districts: list[DistrictSummary]) -> Iterator[tuple[Any, ...]]:
    kept: set[tuple[Any, ...]] = set()
    writers = [_WRITERS.get(column.type, _same) for column in table.columns]
    for district in districts:
        for row in table.rows(district):
            found = tuple(None if value is None else write(value) for write, value in zip(writers, row, strict=True))
            if not table.shared:
                yield (district.home.slug, *found)
            elif found not in kept:
                kept.add(found)
                yield found


def _same(value: Any) -> Any:
    return value


_WRITERS: dict[str, Any] = {
    "month": str,
    "date": dt.date.isoformat,
    "number": number,
    "flag": int,
    "value": lambda ratio: ratio.value,
}
