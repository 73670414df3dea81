"""The data files under `/data/v1/`: the figures of the pages for programs and spreadsheets.

Pure functions from summaries to bytes; who writes them where is the publisher's business. One number is computed once,
so what stands here is what stands on the pages.
"""

from __future__ import annotations

import functools
import json
import unicodedata
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from generator.model import codes
from generator.model.ratio import round_half_up, scaled_half_up
from generator.stats import api

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from generator.model.ratio import Ratio
    from generator.model.summary import ByKey, CellSummary, DistrictSummary
    from generator.stats.api import Figure

SCHEMA = "chibo.data/1"
ROOT = "/data/v1"
PLACES = 6
STATS_HEADER = ("scope", "year", "stat", "n", "d", "value")
ATTENDANCE_HEADER = ("cell", "period", "kind", "roll", "due", "present", "excused", "unexcused", "also_present")
# A spreadsheet takes a text that starts so for a formula, or drops the first character and looks again.
_FORMULA = frozenset("=+-@\t\r\n")
_SPECIAL = frozenset(',;"\t\r\n')
_UNSEEN = ("Cc", "Cf", "Zl", "Zp", "Zs")


def data_files(
    districts: Iterable[DistrictSummary], as_of: dt.date, version: str, profile: str
) -> Iterator[tuple[str, bytes]]:
    """Yield the URL and the bytes of every data file.

    Shape: the index first, then district by district: `district.json`, `stats.csv`, `attendance.csv` (internal profile
    only), one file a cell. In every profile but `internal` the districts must be projected.
    Errors: ValueError where a public file would show people or a secret cell: a fault of the program, not of a record.
    """
    whole = list(districts)
    figures = _figures_of(whole, internal=profile == "internal")
    if profile != "internal":
        _refuse_private(whole)
    yield f"{ROOT}/index.json", json_bytes(index(whole, figures, as_of, version, profile))
    for district in whole:
        folder = f"{ROOT}/{district.home.slug}"
        yield f"{folder}/district.json", json_bytes(district_data(district))
        yield f"{folder}/stats.csv", csv_bytes(STATS_HEADER, stats_rows(district))
        if profile == "internal":
            yield f"{folder}/attendance.csv", csv_bytes(ATTENDANCE_HEADER, attendance_rows(district))
        for cell in district.cells:
            yield cell_file(cell)


def cell_file(cell: CellSummary) -> tuple[str, bytes]:
    """The URL and the bytes of a cell's data file; it depends on the cell alone, so the map step may write it."""
    return f"{ROOT}/{cell.district}/cells/{cell.slug}.json", json_bytes(cell_data(cell))


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


def district_data(district: DistrictSummary) -> dict[str, Any]:
    """`district.json`: the figures of the district, its units and its cell types, and which cells it has."""
    return {
        "stats": _years(district.stats),
        "units": {unit: {"stats": _years(stats)} for unit, stats in district.units.items()},
        "types": {type_: {"stats": _years(stats)} for type_, stats in district.types.items()},
        "cells": [cell.slug for cell in district.cells],
    }


def cell_data(cell: CellSummary) -> dict[str, Any]:
    """`cells/C.json`: the figures of a cell and the state of each month."""
    return {
        "stats": _years(cell.stats),
        "months": {str(month.period): month.state for states in cell.months.values() for month in states},
    }


def stats_rows(district: DistrictSummary) -> Iterator[tuple[str, ...]]:
    """The rows of `stats.csv`: district, units, types, cells; within each by year, then in the order of the figures."""
    scopes = [("district", district.stats)]
    scopes += [(f"units/{unit}", stats) for unit, stats in district.units.items()]
    scopes += [(f"types/{type_}", stats) for type_, stats in district.types.items()]
    scopes += [(f"cells/{cell.slug}", cell.stats) for cell in district.cells]
    for scope, years in scopes:
        place = safe_text(scope)
        for year, stats in years.items():
            for id_, ratio in stats.items():
                yield place, str(year), safe_text(id_), decimal(ratio.n), str(ratio.d), value_of(ratio)


def attendance_rows(district: DistrictSummary) -> Iterator[tuple[str, ...]]:
    """The rows of `attendance.csv`: one a held meeting, by cell, month and kind."""
    for cell in district.cells:
        for period, kind, *persons in cell.attendance:
            yield safe_text(cell.slug), period, kind, *(str(number) for number in persons)


@functools.lru_cache(maxsize=65536)  # a few thousand ratios make up millions of rows
def value_of(ratio: Ratio) -> str:
    """The value of a ratio as written in pages and CSV; empty where the denominator is 0."""
    share = ratio.share
    return "" if share is None else decimal(share)


def decimal(number: int | Fraction) -> str:
    """Write a number with a point and at most six places, rounded half up, without zeros at the end or an exponent."""
    if isinstance(number, int):
        return str(number)
    scaled = scaled_half_up(number, PLACES)
    digits = f"{abs(scaled):0{PLACES + 1}d}"
    text = f"{digits[:-PLACES]}.{digits[-PLACES:]}".rstrip("0").rstrip(".")
    return f"-{text}" if scaled < 0 else text


@functools.lru_cache(maxsize=4096)
def safe_text(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet could take for a formula.

    Source: OWASP, CSV Injection; full-width signs and characters that are not seen do not hide a formula.
    """
    plain = unicodedata.normalize("NFKC", text)
    seen = "".join(c for c in plain if unicodedata.category(c) not in _UNSEEN)
    return f"'{text}" if text[:1] in _FORMULA or seen[:1] in _FORMULA else text


def csv_bytes(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> bytes:
    """Write rows as RFC 4180 asks, in UTF-8 without BOM, each line ended by LF.

    Not `csv.writer`: in Python 3.11 it leaves a lone CR unquoted when lines end with LF, and readers end the row there.
    """
    return "".join(",".join(map(_quoted, row)) + "\n" for row in (header, *rows)).encode()


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if not _SPECIAL.isdisjoint(text) else text


def json_bytes(content: dict[str, Any]) -> bytes:
    """Write JSON in UTF-8, keys in the order given, a newline at the end."""
    return (json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":")) + "\n").encode()


def _figures_of(districts: Iterable[DistrictSummary], *, internal: bool) -> dict[str, Figure]:
    """Every figure that the districts may have, those of families where they occur, in order."""
    ids = {id_ for district in districts for stats in district.stats.values() for id_ in stats}
    known = {id_: figure for id_ in api.in_order({*api.figures(), *ids}) if (figure := api.figure_of(id_)) is not None}
    return {id_: figure for id_, figure in known.items() if internal or not figure.private}


def _years(years: ByKey) -> dict[str, dict[str, dict[str, int | float | None]]]:
    return {str(year): {id_: _ratio(ratio) for id_, ratio in stats.items()} for year, stats in years.items()}


@functools.lru_cache(maxsize=65536)
def _ratio(ratio: Ratio) -> dict[str, int | float | None]:
    share = ratio.share
    return {"n": _number(ratio.n), "d": ratio.d, "value": None if share is None else _number(share)}


def _number(number: int | Fraction) -> int | float:
    """A whole number as such, any other rounded half up to six places."""
    exact = Fraction(number)
    return exact.numerator if exact.denominator == 1 else round_half_up(exact, PLACES)


def _refuse_private(districts: Iterable[DistrictSummary]) -> None:
    """Stop before anything is written that the projection should have kept out."""
    for district in districts:
        scopes = [district.stats, *district.units.values(), *district.types.values()]
        scopes += [cell.stats for cell in district.cells]
        shown = {id_ for years in scopes for stats in years.values() for id_ in stats}
        hidden = {id_ for id_ in shown if (figure := api.figure_of(id_)) is None or figure.private}
        if hidden or codes.SECRET_TYPES & ({cell.type for cell in district.cells} | set(district.types)):
            raise ValueError(f"{district.home.slug}: not projected for the public profile: {sorted(hidden)}")
