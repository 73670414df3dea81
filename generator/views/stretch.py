"""Years and half-years as pages name them: their words, their months, and whose figures theirs are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.period import Period, months_of, parts_of
from generator.views.kinds import kinds_of
from generator.views.site import due_year

if TYPE_CHECKING:
    import datetime as dt

    from generator.model.book import DistrictBook
    from generator.model.summary import CellSummary, DistrictSummary, Key
    from generator.views.site import Site


def year_of(key: Key) -> int:
    """The year of a key: `2024` and `2024-H1` → 2024."""
    return int(str(key)[:4])


def halves_of(year: int) -> tuple[Key, Key]:
    """The keys of a year's halves."""
    return f"{year}-H1", f"{year}-H2"


def months_in(key: Key) -> tuple[Period, ...]:
    """The months of a year or half-year."""
    if isinstance(key, int):
        return tuple(months_of(key))
    return next(span.months for span in parts_of(year_of(key)) if str(span) == key)


def last_day(home: DistrictBook, key: Key) -> dt.date:
    """The day a stretch's strength holds for: its last one, or `as_of` before that."""
    return min(months_in(key)[-1].last, home.as_of)


def cells_at(summary: DistrictSummary, key: Key) -> list[tuple[CellSummary, str]]:
    """The cells active at the end of a stretch (or on `as_of`), each with the unit it belonged to then."""
    if isinstance(key, int):
        return [(cell, cell.year_units[key]) for cell in summary.cells if key in cell.active]
    month = min(months_in(key)[-1], Period.of(summary.home.as_of))
    states = ((cell, cell.months.get(month.year, ())) for cell in summary.cells)
    return [
        (cell, cell.month_units[str(month)])
        for cell, months in states
        if str(month) in cell.month_units and months and months[month.month - 1].state != "inactive"
    ]


def before(key: Key) -> Key:
    """The same stretch of the year before."""
    year = year_of(key) - 1
    return year if isinstance(key, int) else f"{year}{key[4:]}"


def figures_url(base: str, key: Key) -> str:
    """The page that the figures of a stretch belong to: `/D/` → `/D/2024/`, or `/D/2024/#2024-H1`."""
    year = f"{base}{year_of(key)}/"
    return year if isinstance(key, int) else f"{year}#{key}"


def name_of(site: Site, key: Key) -> str:
    """A stretch in words: `năm 2024`, `6 tháng đầu năm 2024`."""
    year = year_of(key)
    if isinstance(key, int):
        return site.tr("năm %(year)s", year=year)
    if key.endswith("H1"):
        return site.tr("6 tháng đầu năm %(year)s", year=year)
    return site.tr("6 tháng cuối năm %(year)s", year=year)


def page_url(site: Site, home: DistrictBook, name: str, rest: str = "") -> str:
    """A page that the module of this name makes (`/D/events/2024/`); empty where the site has none."""
    known = {kind.name for kind in kinds_of(site)}
    return f"/{home.slug}/{name}/{rest}" if name in known else ""


def newest_year(home: DistrictBook) -> int:
    """The year that a menu entry leads to; of a district that ended within a year, the last one it saw to its end."""
    year, end = due_year(home), home.district.to
    if end is not None and end.year == year and (end.month, end.day) != (12, 31):
        return max(year - 1, home.years[0])
    return year
