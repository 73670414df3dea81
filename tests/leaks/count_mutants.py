"""Protections of public counts of people that can be switched off, one at a time, each with a district that needs it."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.model.rounded import Limits, RoundedYear
from generator.publish import data, people
from generator.stats import api
from generator.views import headcount, projection
from generator.views import rounded as on_pages
from tests.leaks.districts import Of
from tests.leaks.mutants import NO_GUARD, _all, _off

if TYPE_CHECKING:
    from collections.abc import Callable
    from fractions import Fraction

    from tests.leaks.mutants import Off

_year, _groups, _is_counted, _may_tell = (
    headcount._year, headcount._groups, headcount._is_counted, headcount._may_tell
)  # fmt: skip
_shows, _lowest, _row, _rows = Limits.is_shown, headcount._lowest, on_pages._row, people.PEOPLE.rows


class Mutant(NamedTuple):
    """A protection that is off, the district whose counts it protects, the day, and what its rule says otherwise.

    `by_audit` and `by_attacker` tell which of the two must see it.
    """

    off: Off
    cells: list[Of]
    as_of: str = "2025-03-01"
    differs: tuple[tuple[str, str], ...] = ()
    by_audit: bool = True
    by_attacker: bool = True


def cells(unit: str, *strengths: int, absent: int = 4, **more: Any) -> list[Of]:
    """Cells of a unit, with so many absent from each; the same in both years."""
    kind = more.pop("type_", "village")
    return [
        Of(f"{unit}-{number}-{kind}", unit, kind, {2023: (n, n - absent), 2024: (n, n - absent)}, **more)
        for number, n in enumerate(strengths)
    ]


USUAL = [*cells("xa-a", 11, 9, 12), *cells("xa-b", 14, 13, 11, 9), *cells("xa-c", 21, 16, 15, absent=3)]


def _everything_seen(patch: Any) -> None:
    """Counts of all cells, also of those that are kept secret."""
    project = projection.project

    def projected(summary: Any, links: Any = None) -> Any:
        patch.setattr(
            projection, "rounded_years", lambda home, _cells, years: headcount.rounded_years(home, summary.cells, years)
        )
        return project(summary, links)

    patch.setattr(projection, "project", projected)


def _by_cell(home: Any, found: Any, year: int, limits: Limits) -> Any:
    """Each unit on its own, however few cells it has."""
    return _groups(home, found, year, limits._replace(group_cells=1))


def _all_together(home: Any, found: Any, year: int, limits: Limits) -> Any:
    """The district beside its units: two counts of every cell."""
    groups = _groups(home, found, year, limits)
    return {**groups, "": tuple(sorted(slug for slugs in groups.values() for slug in slugs))}


def _members(cell: Any) -> Off:
    return _off(RoundedYear, "members", property(cell))


def _without(field: str, value: int) -> Off:
    return _off(
        headcount,
        "_may_tell",
        lambda rounded: _may_tell(rounded._replace(limits=rounded.limits._replace(**{field: value}))),
    )


def _any_rate(rounded: RoundedYear) -> bool:
    known = (rounded.members, rounded.present)
    return None not in known and all(low >= rounded.limits.hide_below for low in _lowest(rounded, *known))  # type: ignore[arg-type]  # None is looked for first


def _started(cell: Any, year: int, limits: Limits) -> bool:
    return (
        year in cell.year_units and sum(m.state in ("held", "late") for m in cell.months.get(year, ())) >= limits.months
    )


def _lower(change: Callable[[Limits], Limits]) -> Off:
    limits_of = headcount.limits_of
    return _off(headcount, "limits_of", lambda home: change(limits_of(home)))  # type: ignore[arg-type]  # these districts have limits


def _exact(limits: Limits, number: Fraction) -> int:  # as the method
    return int(number)


def _table(district: Any) -> Any:
    return ((*row[:3], row[3] + 1 if row[3] else row[3], *row[4:]) for row in _rows(district))


NEW = [*cells("xa-f", 15, 16, 17), *cells("xa-f", 9, type_="school", founded="2023-07-01")]
TWO, THIN = cells("xa-k", 14, 22), cells("xa-m", 4, 5, 9, absent=1)
MANY = cells("xa-g", 1400, 1400, 1400, absent=6)

COUNT_MUTANTS: dict[str, Mutant] = {
    "rounding": Mutant(_off(Limits, "rounded", _exact), USUAL),
    "rounding in the table": Mutant(_off(data, "PEOPLE", dataclasses.replace(people.PEOPLE, rows=_table)), USUAL),
    "least members of a group": Mutant(_off(Limits, "is_shown", lambda *_given: True), [*USUAL, *THIN], by_attacker=False),
    "distance from the fewest": Mutant(
        _off(Limits, "is_shown", lambda limits, number, _cells: _shows(limits, number, 0)), cells("xa-h", *[3] * 9, absent=1)
    ),
    "the fewest of the Charter": Mutant(
        _lower(lambda limits: limits._replace(least=1)), cells("xa-h", *[3] * 9, absent=1)
    ),
    "cells of a group": Mutant(_off(headcount, "_groups", _by_cell), [*USUAL, *TWO]),
    "a cell in one count only": Mutant(_off(headcount, "_groups", _all_together), USUAL),
    "years that are over": Mutant(
        _all(_off(headcount, "is_closed", lambda *_given: True), _off(headcount, "_is_counted", _started)),
        [one._replace(counts={**one.counts, 2025: one.counts[2024]}) for one in USUAL], "2025-09-01", by_attacker=False,
    ),
    "years that are settled": Mutant(
        _off(headcount, "is_closed", lambda home, year, _limits: home.as_of.year > year), USUAL, "2025-01-15",
        by_attacker=False,
    ),
    "cells of the whole year": Mutant(
        _all(_off(headcount, "_is_counted", _started), _off(headcount, "_is_steady", lambda *_given: True)),
        [*NEW, *cells("xa-f", 7, type_="agency", founded="2024-04-01")],
    ),
    "cells that meet": Mutant(
        _off(headcount, "_is_counted", lambda cell, year, limits: _is_counted(cell, year, limits._replace(months=0))),
        [*USUAL, *cells("xa-d", 10, 11, held=12), *cells("xa-d", 12, type_="school", held=4)], by_attacker=False,
    ),
    "the same cells as a year ago": Mutant(_off(headcount, "_is_steady", lambda *_given: True), NEW),
    "secret cells": Mutant(_everything_seen, [*USUAL, *cells("xa-a", 8, type_="police")], by_attacker=False),
    "complements": Mutant(
        _off(headcount, "_lowest", lambda rounded, members, present: [*_lowest(rounded, members, present)][:1]),
        cells("xa-a", 31, 30, 33, absent=1),
    ),
    "no rate of 100": Mutant(_off(headcount, "_may_tell", _any_rate), MANY, by_attacker=False),
    "least denominator": Mutant(
        _without("denominator", 0), cells("xa-a", 14, 15, 18, absent=7), differs=(("denominator", "60"),), by_attacker=False
    ),
    "total of rounded numbers": Mutant(_members(lambda _rounded: 130), USUAL),
    "rate of rounded numbers": Mutant(_off(RoundedYear, "rate", property(lambda _rounded: 88)), USUAL, by_attacker=False),
    "rounding on pages": Mutant(
        _off(on_pages, "_row", lambda *given: (row := _row(*given))._replace(members=row.members and row.members + 1)), USUAL
    ),
    "no number in words": Mutant(
        _off(on_pages, "_row", lambda *given: (row := _row(*given))._replace(name=f"{row.name}, 32 đảng viên")), USUAL
    ),
    "private figures": Mutant(
        _all(NO_GUARD, _off(projection, "_is_shown", lambda _id: True), _off(projection, "public_figures", lambda: tuple(api.figures()))),
        USUAL,
    ),
    "the rule itself": Mutant(_lower(lambda limits: limits._replace(round_to=1)), USUAL),
    "the rule for groups": Mutant(_lower(lambda limits: limits._replace(group_members=5)), [*USUAL, *THIN], by_attacker=False),
}  # fmt: skip
