"""`chibo status`: the missing-meetings matrix on a terminal, cells × months."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from generator.model import codes
from generator.model.period import Period
from generator.model.text import Text, day_text, sort_key
from generator.report.display import guarded, visible
from generator.views.month_cells import MARKS, WITH_DAY, met_of, missing_months

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from generator.model.months import MonthState
    from generator.model.summary import CellSummary, DistrictSummary

FULL_WIDTH = 80  # columns that the matrix needs; below it only the missing months are listed
NAME, MONTH, TOTAL = 24, 4, 6  # columns: two spaces, a cell's name, twelve months, the total
ELLIPSIS = "…"
RESET = "\x1b[0m"
# Letter first, colour second; only what is missing or wrong is solid.
COLORS = {
    "late": "\x1b[33m",
    "missing": "\x1b[1;97;41m",
    "invalid": "\x1b[1;31m",
    "not_held": "\x1b[1;30;43m",
    "postponed": "\x1b[33m",
    "waived": "\x1b[2m",
    "planned": "\x1b[36m",
    "awaiting": "\x1b[2m",
    "inactive": "\x1b[2m",
}
BOLD = "\x1b[1m"

NO_STORE = Text("Sổ chưa có đảng bộ nào.", "There is no district in this store.")
NO_YEAR = Text("Năm {year} không có chi bộ nào trong sổ.", "No cell is recorded in {year}.")
HEADING = Text("{name}, năm {year}, đến {day}:", "{name}, {year}, as of {day}:")
MET = Text("đã họp/phải họp {met}", "met/required {met}")
CELL = Text("Chi bộ", "Cell")
NO_UNIT = Text("Chưa rõ đơn vị", "Unit unknown")
MISSING = Text("Thiếu biên bản:", "Missing records:")
NOT_MISSING = Text("Không thiếu biên bản nào.", "No record is missing.")
MONTHS = Text("tháng {months}", "month {months}")
LEFT_OUT = Text(
    "Không tính {number} tệp ghi sai (chạy: chibo check).", "{number} invalid files not counted (run: chibo check)."
)
LEGEND = Text("Ký hiệu:", "Key:")
DAY = Text("(số là ngày họp)", "(the number is the day)")


def render(districts: list[DistrictSummary], year: int, lang: str, color: bool, width: int) -> str:  # noqa: FBT001 - the command line passes it by place
    """The matrix of a year as text: districts, in each its units, in each its cells with twelve marks and a total.

    Shape: at most `width` columns; below 80 only the missing months of each cell. A cell stands under its unit of the
    year's end (or of `as_of`). `color` adds terminal colours and changes nothing else.
    """
    if not districts:
        return NO_STORE.to(lang) + "\n"
    parts = [_district(d, year, lang, color, width) for d in districts if _cells(d, year)]
    if not parts:
        return NO_YEAR.to(lang).format(year=year) + "\n"
    states = {s.state for d in districts for cell in _cells(d, year) for s in cell.months.get(year, ())}
    if width >= FULL_WIDTH:
        parts.append(_legend(states, lang, color, width))
    return guarded("\n\n".join("\n".join(part) for part in parts) + "\n")


def latest_year(districts: list[DistrictSummary], as_of: dt.date) -> int:
    """The newest year of which some month has come due; that of `as_of` where none has."""
    years = [year for d in districts for year in d.years if _cells(d, year) and _has_come_due(d, year)]
    return max(years, default=as_of.year)


def _has_come_due(district: DistrictSummary, year: int) -> bool:
    january = Period(year, 1)
    day = district.home.in_force((), january.last).get("regular", "record_due_day")
    due = january.plus(1).first.replace(day=day) if day is not None else january.last
    return district.home.as_of > due


def _cells(district: DistrictSummary, year: int) -> list[CellSummary]:
    return [cell for cell in district.cells if year in cell.year_units]


def _district(district: DistrictSummary, year: int, lang: str, color: bool, width: int) -> list[str]:  # noqa: FBT001 - handed on from `render`
    cells = _cells(district, year)
    shown = day_text(district.home.as_of).to(lang)
    heading = HEADING.to(lang).format(name=visible(district.home.district.name), year=year, day=shown)
    met = MET.to(lang).format(met=_met(state for cell in cells for state in cell.months.get(year, ())))
    lines = _wrapped([*heading.split(" "), met], width, "")
    if color:
        lines = [f"{BOLD}{line}{RESET}" for line in lines]
    if width >= FULL_WIDTH:
        lines += ["", f"  {fit(CELL.to(lang), NAME)}" + "".join(f"{month:>{MONTH}}" for month in range(1, 13))]
        for label, group in _groups(district, cells, year, lang):
            lines.append(_unit_row(label, group, year))
            lines += [_row(cell, year, color) for cell in group]
    lines += ["", *_missing(cells, year, lang, width)]
    if district.left_out:
        lines += _wrapped(LEFT_OUT.to(lang).format(number=len(district.left_out)).split(" "), width, "")
    return lines


def _groups(
    district: DistrictSummary, cells: list[CellSummary], year: int, lang: str
) -> Iterator[tuple[str, list[CellSummary]]]:
    """The cells of each unit, units in Vietnamese order of names."""
    units = district.home.district.units
    by_unit: dict[str, list[CellSummary]] = {}
    for cell in cells:
        by_unit.setdefault(cell.year_units[year], []).append(cell)
    names = {unit: visible(units[unit].name) if unit in units else f"{NO_UNIT.to(lang)}: {unit}" for unit in by_unit}
    for unit in sorted(by_unit, key=lambda unit: (unit not in units, sort_key(names[unit]), unit)):
        yield names[unit], by_unit[unit]


def _unit_row(label: str, cells: list[CellSummary], year: int) -> str:
    wide = 2 + NAME + 12 * MONTH
    return f"{fit(label, wide)}{_met(s for cell in cells for s in cell.months.get(year, ())):>{TOTAL}}"


def _row(cell: CellSummary, year: int, color: bool) -> str:  # noqa: FBT001 - handed on from `render`
    states = cell.months.get(year, ())
    marks = "".join(_mark(state, color) for state in states)
    return f"  {fit(_short(visible(cell.name)), NAME - 1)} {marks}{_met(states):>{TOTAL}}"


def _short(name: str) -> str:
    """A cell's name without the word that stands at the head of the column."""
    rest = name.removeprefix(f"{CELL.vi} ")
    return rest[0].upper() + rest[1:] if rest else name


def _mark(found: MonthState, color: bool) -> str:  # noqa: FBT001 - handed on from `render`
    mark = MARKS[found.state]
    if found.day is not None and found.state in WITH_DAY:
        mark = WITH_DAY[found.state].format(found.day)
    gap = " " * max(MONTH - width_of(mark), 0)
    return f"{gap}{_colored(mark, found.state)}" if color else f"{gap}{mark}"


def _colored(mark: str, state: str) -> str:
    return f"{COLORS[state]}{mark}{RESET}" if state in COLORS else mark


def _met(states: Iterable[MonthState]) -> str:
    met, required = met_of(states)
    return f"{met}/{required}" if required else "–"


def _missing(cells: list[CellSummary], year: int, lang: str, width: int) -> list[str]:
    lines = []
    for cell in cells:
        months = missing_months(cell, year)
        if months:
            said = MONTHS.to(lang).format(months=", ".join(map(str, months)))
            lines += _wrapped(f"  {visible(cell.name)}: {said}".split(" "), width, "    ")
    return [MISSING.to(lang), *lines] if lines else [NOT_MISSING.to(lang)]


def _legend(states: set[str], lang: str, color: bool, width: int) -> list[str]:  # noqa: FBT001 - handed on from `render`
    words = []
    for state in (state for state in MARKS if state in states):
        mark = WITH_DAY[state].format(5) if state in WITH_DAY else MARKS[state]
        shown = _colored(mark, state) if color else mark
        label = codes.MONTH_STATES[state].to(lang)
        words.append(f"{shown} {label[0].lower()}{label[1:]}".replace(" ", "\xa0"))
    text = [f"{word}," for word in words[:-1]] + words[-1:]
    if states & WITH_DAY.keys():
        text.append(DAY.to(lang).replace(" ", "\xa0"))
    return [line.replace("\xa0", " ") for line in _wrapped([LEGEND.to(lang), *text], width, "  ")]


def _wrapped(words: list[str], width: int, indent: str) -> list[str]:
    """Words put together into lines of at most `width` columns; the second and later ones are indented."""
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if width_of(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(indent + word)
    return lines


def width_of(text: str) -> int:
    """How many terminal columns a text takes: marks that combine take none, wide letters two, colours none."""
    wide, skipped = 0, False
    for char in text:
        if char == "\x1b":
            skipped = True
        elif skipped:
            skipped = char != "m"
        elif unicodedata.category(char) not in {"Mn", "Me", "Cf"}:
            wide += 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1
    return wide


def fit(text: str, width: int) -> str:
    """A text padded to `width` columns, or cut to it with `…`."""
    text = " ".join(text.split())
    if width_of(text) > width:
        while width_of(text) > width - 1:
            text = text[:-1]
        text = text.rstrip() + ELLIPSIS
    return text + " " * (width - width_of(text))
