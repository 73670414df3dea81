"""A workbook (XLSX) of a district and year: the tables for people who work with a spreadsheet.

Every text is stored as text, so nothing is ever a formula; nothing links outside the file; the same records give the
same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, NamedStyle
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from generator.publish.sheets import sheets_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    from generator.model.summary import DistrictSummary
    from generator.publish.sheets import Head, Sheet

STAMP = (1980, 1, 1, 0, 0, 0)  # the first day that a ZIP file knows
LONGEST = 32_767  # characters that a cell of a spreadsheet holds
_WIDTHS = {"id": 18, "text": 42, "month": 10, "date": 12, "integer": 11, "number": 11, "value": 12, "flag": 10}
_FORMATS = {
    "date": {"vi": "dd/mm/yyyy", "en": "yyyy-mm-dd"},
    "integer": {"vi": "#,##0", "en": "#,##0"},
    "number": {"vi": "#,##0.######", "en": "#,##0.######"},
    "share": {"vi": "0.00%", "en": "0.00%"},
    "mean": {"vi": "#,##0.00", "en": "#,##0.00"},
    "count": {"vi": "#,##0", "en": "#,##0"},
    "plain": {"vi": "0", "en": "0"},
}


def workbook(district: DistrictSummary, year: int, profile: str, lang: str) -> bytes:
    """The workbook of a district's year, headings in Vietnamese or English."""
    book = Workbook(write_only=True)
    for name in ("head", "title"):
        book.add_named_style(
            NamedStyle(name, font=Font(bold=True), alignment=Alignment(wrap_text=name == "head", vertical="top"))
        )
    for sheet in sheets_of(district, year, profile, lang):
        _write(book.create_sheet(sheet.title), sheet, lang)
    return _bytes(book, district, year)


def _write(page: WriteOnlyWorksheet, sheet: Sheet, lang: str) -> None:
    above = len(sheet.above) + 1
    page.freeze_panes = f"{get_column_letter(sheet.fixed + 1)}{above + 1}"
    for number, head in enumerate(sheet.heads, 1):
        page.column_dimensions[get_column_letter(number)].width = _WIDTHS[head.type]  # type: ignore[attr-defined]  # the stubs lack it
    for line in sheet.above:
        page.append([_styled(page, line, "title")])
    page.append([_styled(page, head.title, "head") for head in sheet.heads])
    last = above + _fill(page, sheet.heads, sheet.rows, lang)
    page.auto_filter.ref = f"A{above}:{get_column_letter(len(sheet.heads))}{last}"  # type: ignore[attr-defined]  # as above


def _fill(page: WriteOnlyWorksheet, heads: tuple[Head, ...], rows: Iterable[tuple[Any, ...]], lang: str) -> int:
    """Write the rows and count them; one cell of each column and format serves all, since a row is written at once."""
    known: dict[tuple[int, str], Cell] = {}
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007 - the last number is the count
        kind = row[-1]  # how values of this row are printed; the columns' own formats come first
        cells: list[Cell | None] = []
        for index, (head, value) in enumerate(zip(heads, row, strict=False)):
            if value is None:
                cells.append(None)
                continue
            look = head.look or (kind if head.type == "value" else head.type)
            cell = known.get((index, look))
            if cell is None:
                cell = known[index, look] = WriteOnlyCell(page)
            _put(cell, value, _FORMATS.get(look, {}).get(lang))
            cells.append(cell)
        page.append(cells)
    return count


def _put(cell: Cell, value: Any, look: str | None) -> None:
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST]
        cell.data_type = "s"  # a text stays a text, also where it begins with =
        return
    cell.value = value
    if look is not None and cell.number_format != look:
        cell.number_format = look


def _styled(page: WriteOnlyWorksheet, text: str, style: str) -> Cell:
    cell = WriteOnlyCell(page)
    _put(cell, text, None)
    cell.style = style
    return cell


def _bytes(book: Workbook, district: DistrictSummary, year: int) -> bytes:
    """The file with fixed times: the library would write those of the clock, and none before 1980."""
    facts = book.properties
    facts.creator, facts.title = "chibo", f"{district.home.district.name}, {year}"
    facts.created = facts.modified = dt.datetime.combine(district.home.as_of, dt.time())
    found = io.BytesIO()
    ExcelWriter(book, _Dated(found, "w")).save()  # which closes the archive
    return found.getvalue()


class _Dated(zipfile.ZipFile):
    """An archive of which all members bear one time."""

    def writestr(self, name: Any, data: Any, *_given: Any) -> None:
        entry = zipfile.ZipInfo(name, STAMP)
        entry.compress_type = zipfile.ZIP_DEFLATED
        super().writestr(entry, data)

    def write(self, filename: Any, arcname: Any = None, *_given: Any) -> None:
        self.writestr(arcname, Path(filename).read_bytes())
