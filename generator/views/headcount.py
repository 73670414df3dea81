"""Counts of people for the public: what of them is shown, and what is not.

Three rules keep them from being worked out. Every cell stands in one count of a kind only, and totals are sums of
rounded numbers, so nothing can be subtracted. Groups are made of what everybody can see, never of numbers of people.
And whether a number is shown is asked of the rounded number alone (`Limits.is_shown`).
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.model.rounded import Limits, RoundedGroup, RoundedYear

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.model.book import DistrictBook
    from generator.model.summary import CellSummary

_KEYS = ("round_to", "hide_below", "group_cells", "group_members", "denominator", "months", "settle_days")
_MET = ("held", "late")
Groups = dict[str, tuple[str, ...]]  # unit (empty: several) → cells


def rounded_years(home: DistrictBook, cells: Sequence[CellSummary], years: range) -> dict[int, RoundedYear]:
    """The years that may be shown, each with its groups. `cells` are the public ones, as the internal profile has them.

    Nothing where the rulebook in force does not say how few are too few.
    """
    limits = limits_of(home)
    if limits is None:
        return {}
    found = {year: _year(home, cells, year, limits) for year in years if is_closed(home, year, limits)}
    return {year: rounded for year, rounded in found.items() if rounded.groups}


def limits_of(home: DistrictBook) -> Limits | None:
    """What the rulebook says on the day of the figures; None unless it says all of it, and how few a cell may have."""
    rules = home.in_force((), home.as_of)
    values = {key: rules.get("small_numbers", key) for key in _KEYS}
    values["least"] = rules.get("cell", "min_official")  # whoever knows how few a cell may have knows that much of each
    if None in values.values():
        return None
    return Limits(**values, document=rules.document("small_numbers"))


def is_closed(home: DistrictBook, year: int, limits: Limits) -> bool:
    """Tell whether a year is over, and long enough for its records to have come in."""
    return home.as_of > dt.date(year, 12, 31) + dt.timedelta(days=limits.settle_days)


def _year(home: DistrictBook, cells: Sequence[CellSummary], year: int, limits: Limits) -> RoundedYear:
    before = tuple(_groups(home, cells, year - 1, limits).values())
    known = {cell.slug: cell for cell in cells}
    groups = []
    for unit, slugs in _groups(home, cells, year, limits).items():
        members = limits.rounded(sum((_means(known[slug], year)[0] for slug in slugs), Fraction()))
        is_shown = limits.is_shown(members, len(slugs)) and _is_steady(slugs, before, limits.group_cells)
        groups.append(RoundedGroup(unit, slugs, members if is_shown else None))
    counted = [known[slug] for group in groups if group.members is not None for slug in group.cells]
    there = limits.rounded(sum((_means(cell, year)[1] for cell in counted), Fraction()))
    rounded = RoundedYear(limits, tuple(groups), there)
    return rounded if _may_tell(rounded) else rounded._replace(present=None)


def _groups(home: DistrictBook, cells: Sequence[CellSummary], year: int, limits: Limits) -> Groups:
    """The cells that are counted in a year, by the highest unit above them; those of small units together.

    What is left over, where it is too little itself, is in no group.
    """
    found: Groups = {}
    for cell in cells:
        if _is_counted(cell, year, limits):
            unit = home.district.ancestors(cell.year_units[year])[-1]
            found[unit] = (*found.get(unit, ()), cell.slug)
    large = {unit: tuple(sorted(slugs)) for unit, slugs in found.items() if len(slugs) >= limits.group_cells}
    rest = tuple(sorted(slug for unit, slugs in found.items() if unit not in large for slug in slugs))
    ordered = {unit: large[unit] for unit in home.district.units if unit in large}
    return {**ordered, "": rest} if len(rest) >= limits.group_cells else ordered


def _is_counted(cell: CellSummary, year: int, limits: Limits) -> bool:
    """Tell whether a cell was there all year and met often enough: both can be seen on its page."""
    met = sum(month.state in _MET for month in cell.months.get(year, ()))
    return year in cell.full_years and year in cell.year_units and met >= limits.months


def _means(cell: CellSummary, year: int) -> tuple[Fraction, Fraction]:
    """How many were on the roll at a regular meeting of the year, and how many of them were there, on average."""
    held = [row for row in cell.attendance if row[1] == "regular" and row[0][:4] == str(year)]
    if not held:
        return Fraction(), Fraction()
    return Fraction(sum(row[2] for row in held), len(held)), Fraction(sum(row[4] + row[7] for row in held), len(held))


def _is_steady(cells: tuple[str, ...], before: Sequence[tuple[str, ...]], least: int) -> bool:
    """Tell whether a group is as it was the year before, or has exchanged enough cells with every group of then.

    Else the cells that came or went could be told from the two years' numbers by whoever takes the others to be as
    they were.
    """
    return all(_differ_enough(set(cells), set(old), least) for old in before if not set(cells).isdisjoint(old))


def _differ_enough(now: set[str], old: set[str], least: int) -> bool:
    return all(not part or len(part) >= least for part in (now - old, old - now))


def _may_tell(rounded: RoundedYear) -> bool:
    """Tell whether the mean attendance may be shown: enough who came, enough who did not, and no rate of 0 or 100.

    The members of a year are known to within half a base for each group, who came to within half a base.
    """
    limits, members, present = rounded.limits, rounded.members, rounded.present
    if members is None or present is None or members < limits.denominator or rounded.rate in (0, 100):
        return False
    return all(low >= limits.hide_below for low in _lowest(rounded, members, present))


def _lowest(rounded: RoundedYear, members: int, present: int) -> Iterator[Fraction]:
    """The fewest who can have come, and the fewest who can have been absent."""
    half = Fraction(rounded.limits.round_to, 2)
    shown = sum(group.members is not None for group in rounded.groups)
    yield present - half
    yield members - present - half * (shown + 1)


__all__ = ["is_closed", "limits_of", "rounded_years"]
