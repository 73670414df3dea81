"""Values as CSV writes them: exact, formula-safe, and the bytes of a whole table."""

from __future__ import annotations

import functools
import unicodedata
from typing import TYPE_CHECKING, Any

from generator.model.ratio import scaled_half_up

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from fractions import Fraction

    from generator.model.ratio import Ratio
    from generator.model.summary import ByKey
    from generator.publish.table import Table

PLACES = 6
BOM = "\ufeff"
# A spreadsheet takes a text that starts so for a formula, or drops the first character and looks again.
_FORMULA = frozenset("=+-@\t\r\n")
_SPECIAL = frozenset(',;"\t\r\n')
_UNSEEN = ("Cc", "Cf", "Zl", "Zp", "Zs")


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
    return f"'{text}" if is_formula(text) else text


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet could take a text for a formula."""
    plain = unicodedata.normalize("NFKC", text)
    seen = "".join(c for c in plain if unicodedata.category(c) not in _UNSEEN)
    return text[:1] in _FORMULA or seen[:1] in _FORMULA


def csv_bytes(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> bytes:
    """Write rows as RFC 4180 asks, in UTF-8 without BOM, each line ended by LF.

    Not `csv.writer`: in Python 3.11 it leaves a lone CR unquoted when lines end with LF, and readers end the row there.
    """
    return "".join(",".join(map(_quoted, row)) + "\n" for row in (header, *rows)).encode()


def table_bytes(table: Table, rows: Iterable[tuple[Any, ...]]) -> bytes:
    """Write a whole table as CSV."""
    return head_bytes(table) + rows_bytes(table, rows)


def head_bytes(table: Table) -> bytes:
    """The first line of a table; one with Vietnamese text begins with a BOM, so that Excel reads it as UTF-8."""
    return ((BOM if table.has_text else "") + ",".join(column.name for column in table.columns) + "\n").encode()


def rows_bytes(table: Table, rows: Iterable[tuple[Any, ...]]) -> bytes:
    """Some rows of a table as CSV: written column by column, which is twice as fast as row by row."""
    columns = list(zip(*rows, strict=True))
    if not columns:
        return b""
    written = [map(_WRITERS[column.type], values) for column, values in zip(table.columns, columns, strict=True)]
    return "".join([",".join(row) + "\n" for row in zip(*written, strict=True)]).encode()


def figures_bytes(scope: str, years: ByKey) -> bytes:
    """The figures of a scope as `rows_bytes` writes the table of figures: the largest of all by far."""
    found = []
    for year, stats in years.items():
        start = f"{_text(scope)},{year},"
        found += [f"{start}{id_}{_numbers(ratio)}\n" for id_, ratio in stats.items()]
    return "".join(found).encode()


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if not _SPECIAL.isdisjoint(text) else text


@functools.lru_cache(maxsize=16384)
def _text(text: str) -> str:
    return _quoted(safe_text(text))


@functools.lru_cache(maxsize=65536)
def _numbers(ratio: Ratio) -> str:
    """What stands behind the name of a figure: n, d and the value."""
    return f",{decimal(ratio.n)},{ratio.d},{value_of(ratio)}"


def _writer(write: Callable[[Any], str]) -> Callable[[Any], str]:
    """A writer of values that remembers what it wrote, as few values make up many rows; nothing for None."""
    return functools.lru_cache(maxsize=16384)(lambda value: "" if value is None else write(value))


_WRITERS: dict[str, Callable[[Any], str]] = {
    "id": _writer(_text),
    "text": _writer(_text),
    "month": _writer(str),
    "date": _writer(lambda day: str(day.isoformat())),
    "integer": _writer(str),
    "number": _writer(decimal),
    "flag": _writer(lambda flag: "true" if flag else "false"),
    "value": _writer(value_of),
}
