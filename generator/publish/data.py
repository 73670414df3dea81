"""The data files under `/data/v1/`: the figures of the pages for programs and spreadsheets.

Pure functions from summaries to bytes; who writes them where is the publisher's business. One number is computed once,
so what stands here is what stands on the pages.
"""

from __future__ import annotations

import functools
import json
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from generator.model import codes
from generator.model.late import Some
from generator.model.ratio import round_half_up
from generator.publish.calendar import calendars
from generator.publish.csv import PLACES, csv_bytes, decimal, figures_bytes, head_bytes, rows_bytes, safe_text, value_of
from generator.publish.feed import feed
from generator.publish.manifest import entry_of
from generator.publish.package import package
from generator.publish.people import PEOPLE, people_json
from generator.publish.plan import File
from generator.publish.provenance import UNKNOWN
from generator.publish.rows import figures_of, scopes
from generator.publish.tables import tables
from generator.stats import api

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from generator.model.late import Watch
    from generator.model.ratio import Ratio
    from generator.model.summary import ByKey, CellSummary, DistrictSummary
    from generator.publish.manifest import Entry
    from generator.publish.plan import Make, Part
    from generator.publish.provenance import Provenance
    from generator.publish.table import Table
    from generator.stats.api import Figure

__all__ = [
    "ROOT", "cell_file", "cell_url", "csv_bytes", "data_files", "decimal", "district_files", "district_parts",
    "json_bytes", "package_file", "refuse_private", "safe_text", "site_files", "value_of",
]  # fmt: skip
SCHEMA = "chibo.data/1"
ROOT = "/data/v1"


def data_files(
    districts: Iterable[DistrictSummary], as_of: dt.date, version: str, profile: str, provenance: Provenance = UNKNOWN
) -> Iterator[tuple[str, bytes]]:
    """Yield the URL and the bytes of every data file.

    In every profile but `internal` the districts must be projected.
    Errors: ValueError where a public file would show people or a secret cell: a fault of the program, not of a record.
    """
    whole = list(districts)
    yield from site_files(whole, as_of, version, profile)
    for district in whole:
        yield from district_files(district, version, profile, provenance)


def site_files(
    districts: list[DistrictSummary], as_of: dt.date, version: str, profile: str
) -> Iterator[tuple[str, bytes]]:
    """Yield the data files of the whole site: the index.

    Errors: ValueError as for `data_files`.
    """
    if profile != "internal":
        refuse_private(districts)
    known = figures_of(districts)
    figures = {id_: figure for id_, figure in known.items() if profile == "internal" or not figure.private}
    yield f"{ROOT}/index.json", json_bytes(index(districts, figures, as_of, version, profile))


def district_files(
    district: DistrictSummary, version: str, profile: str, provenance: Provenance = UNKNOWN
) -> Iterator[tuple[str, bytes]]:
    """Yield the data files of a district: JSON, tables, calendars and feed, cells, then the description of the tables.

    Errors: ValueError as for `data_files`.
    """
    entries = {}
    for file in (file for part in district_parts(district, profile, provenance) for file in part):
        content = file.content()
        entries[file.url.lstrip("/")] = entry_of(content)
        yield file.url, content
    yield package_file(district, version, profile, entries)


def district_parts(
    district: DistrictSummary, profile: str, provenance: Provenance, watch: Watch | None = None
) -> list[Part]:
    """The data files of a district in parts that can be made apart from each other, the longest first.

    Calendars and feed tell the days of meetings; they are in the internal profile only. Rounded counts of people are in
    the public one only, where a year has any. The description of the tables is not among them: it is made of what
    these are (`package_file`). `watch` is told what is read.
    Errors: ValueError as for `data_files`.
    """
    internal = profile == "internal"
    if not internal:
        refuse_private([district])
    longest_first = sorted(_tables(district, profile), key=lambda table: table.name != "stats")
    parts: list[Part] = [(_table_file(district, table),) for table in longest_first]
    parts += [tuple(File(cell_url(cell), (functools.partial(_cell_bytes, cell),)) for cell in district.cells)]
    parts += [(File(f"{_folder(district)}/district.json", tuple(_district_json(district))),)]
    if internal:
        known = calendars(district, provenance, watch)
        parts += [tuple(File(f"{_folder(district)}/calendar/{name}", pieces) for name, pieces in known)]
        parts += [(File(f"{_folder(district)}/feed.atom", (functools.partial(feed, district, provenance),)),)]
    elif district.rounded:
        parts += [(File(f"{_folder(district)}/people.json", (functools.partial(people_json, district),)),)]
    return parts


def package_file(
    district: DistrictSummary, version: str, profile: str, entries: Mapping[str, Entry]
) -> tuple[str, bytes]:
    """The URL and the bytes of the description of a district's tables; `entries` holds what these are, by path."""
    known = _tables(district, profile)
    files = {table.name: entries[_table_url(district, table.name).lstrip("/")] for table in known}
    return f"{_folder(district)}/datapackage.json", json_bytes(package(district, known, files, version, profile))


def _tables(district: DistrictSummary, profile: str) -> tuple[Table, ...]:
    """The tables of a district; in the public profile with rounded counts of people, where there are any."""
    return (*tables(profile), PEOPLE) if profile != "internal" and district.rounded else tables(profile)


def _folder(district: DistrictSummary) -> str:
    return f"{ROOT}/{district.home.slug}"


def _table_url(district: DistrictSummary, name: str) -> str:
    return f"{_folder(district)}/{name}.csv"


def _table_file(district: DistrictSummary, table: Table) -> File:
    cuts = (functools.partial(_cut_bytes, table, cut) for cut in table.cuts(district))
    return File(_table_url(district, table.name), (functools.partial(head_bytes, table), *cuts))


def _cut_bytes(table: Table, cut: DistrictSummary) -> bytes:
    if table.cut == "scopes":
        return b"".join(figures_bytes(scope, years) for scope, years in scopes(cut))
    return rows_bytes(table, table.rows(cut))


def cell_file(cell: CellSummary) -> tuple[str, bytes]:
    """The URL and the bytes of a cell's data file; it depends on the cell alone, so the map step may write it."""
    return cell_url(cell), _cell_bytes(cell)


def cell_url(cell: CellSummary) -> str:
    """The URL of a cell's data file."""
    return f"{ROOT}/{cell.district}/cells/{cell.slug}.json"


def _cell_bytes(cell: CellSummary) -> bytes:
    """`cells/C.json`: the figures of a cell and the state of each month."""
    months = {str(month.period): month.state for states in cell.months.values() for month in states}
    return f'{{"stats":{{{_figures(cell.stats)}}},"months":{_json(months)}}}\n'.encode()


def index(
    districts: Iterable[DistrictSummary], figures: dict[str, Figure], as_of: dt.date, version: str, profile: str
) -> dict[str, Any]:
    """What there is: the districts, and what each statistic counts."""
    return {
        "schema": SCHEMA,
        "version": version,
        "as_of": as_of.isoformat(),
        "profile": profile,
        "districts": [
            {
                "slug": district.home.slug,
                "name": district.home.district.name,
                "level": district.home.district.level,
                "from": district.home.district.from_.isoformat(),
                "to": district.home.district.to.isoformat() if district.home.district.to else None,
                "successor": district.home.district.successor,
                "years": [str(year) for year in district.years],
                "url": f"{ROOT}/{district.home.slug}/district.json",
            }
            for district in districts
        ],
        "statistics": {
            id_: {
                "label": figure.label._asdict(),
                "numerator": figure.numerator._asdict(),
                "denominator": figure.denominator._asdict(),
                "kind": figure.kind,
            }
            for id_, figure in figures.items()
        },
    }


def _district_json(district: DistrictSummary) -> Iterator[Make]:
    """The pieces of `district.json`: the figures of the district, its units and its cell types, and its cells.

    One is for each scope of figures and year; the others stand between them.
    """
    yield from _scope_json(district, '{"stats":{', district.stats, "}")
    for name, known in (("units", district.units), ("types", district.types)):
        yield functools.partial(_plain, f',"{name}":{{')
        for number, (slug, stats) in enumerate(known.items()):
            yield from _scope_json(district, f'{"," if number else ""}{_json(slug)}:{{"stats":{{', stats, "}}")
        yield functools.partial(_plain, "}")
    cells = _json([cell.slug for cell in district.cells])
    yield functools.partial(_plain, f',"cells":{cells}}}\n')


def _scope_json(district: DistrictSummary, before: str, stats: ByKey, after: str) -> Iterator[Make]:
    yield functools.partial(_plain, before)
    for year in district.years:
        keys = [key for key in district.keys if str(key)[:4] == str(year)]
        yield functools.partial(_piece, "," if year > district.years[0] else "", Some(stats, keys))
    yield functools.partial(_plain, after)


def _plain(text: str) -> bytes:
    return text.encode()


def _piece(before: str, stats: ByKey) -> bytes:
    return f"{before}{_figures(stats)}".encode()


def json_bytes(content: dict[str, Any]) -> bytes:
    """Write JSON in UTF-8, keys in the order given, a newline at the end."""
    return (_json(content) + "\n").encode()


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _figures(years: ByKey) -> str:
    """Figures by year and id in JSON, without the braces around them.

    Put together from what `json` wrote for each ratio, as a few thousand of them make up most of all data files.
    """
    return ",".join(
        f'"{year}":{{{",".join([f"{_name(id_)}:{_ratio(ratio)}" for id_, ratio in stats.items()])}}}'
        for year, stats in years.items()
    )


@functools.lru_cache(maxsize=4096)
def _name(id_: str) -> str:
    return _json(id_)


@functools.lru_cache(maxsize=65536)
def _ratio(ratio: Ratio) -> str:
    share = ratio.share
    return _json({"n": _number(ratio.n), "d": ratio.d, "value": None if share is None else _number(share)})


def _number(number: int | Fraction) -> int | float:
    """A whole number as such, any other rounded half up to six places."""
    exact = Fraction(number)
    return exact.numerator if exact.denominator == 1 else round_half_up(exact, PLACES)


def refuse_private(districts: Iterable[DistrictSummary]) -> None:
    """Stop before anything is written that the projection should have kept out.

    Errors: ValueError.
    """
    for district in districts:
        shown = {id_ for _, years in scopes(district) for stats in years.values() for id_ in stats}
        hidden = {id_ for id_ in shown if (figure := api.figure_of(id_)) is None or figure.private}
        secret = codes.SECRET_TYPES & ({cell.type for cell in district.cells} | set(district.types))
        dated = any(cell.meetings or cell.attendance or cell.fixed_day for cell in district.cells)
        if hidden or secret or dated:
            raise ValueError(f"{district.home.slug}: not projected for the public profile: {sorted(hidden)}")
