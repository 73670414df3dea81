"""The audit of small numbers: no count of few people may be worked out from what a public site says.

It knows nothing of the store and of how the numbers were made. It reads the files of the site (`published`), takes them
for equations between whole numbers (a rounded number is one of those it may stand for; a group is the sum of its cells,
a district of its groups, members are those who came and those who did not) and narrows every count by every other.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.leaks.intervals import UNKNOWN, System, rounded
from generator.leaks.published import DATA, Site, read_site

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

# What must hold however the store's own rule is written: a gate that its store can lower is none.
FEWEST_VALUES = 5
SMALL = 7  # the largest count that may never be told
LEAST = {
    "round_to": 5, "hide_below": 8, "group_cells": 3, "group_members": 20, "denominator": 20, "months": 6,
    "settle_days": 31,
}  # fmt: skip
CHARTER = 3  # members that everybody knows a cell to have at least: Điều lệ Đảng, Điều 24
SECRET = {"police", "military"}
MET = {"held", "late"}


class _Year(NamedTuple):
    """A district's year as published, with what can be seen of the cells."""

    site: Site
    slug: str
    year: int
    found: dict[str, Any]
    before: dict[str, Any] | None

    @property
    def rule(self) -> dict[str, int]:
        """The rule that the numbers say they follow."""
        rule: dict[str, int] = self.found["rule"]
        return rule

    @property
    def groups(self) -> list[dict[str, Any]]:
        """The groups of cells."""
        groups: list[dict[str, Any]] = self.found["groups"]
        return groups

    @property
    def shown(self) -> list[dict[str, Any]]:
        """The groups whose members are published."""
        return [group for group in self.groups if group["members"] is not None]


def audit(files: Mapping[str, Path]) -> list[str]:
    """The files of a site by which a count of few people could be told, in order; none for a site that may go out."""
    try:
        site = read_site(files)
        return sorted({*site.figures, *_numbers(site)})
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        return [f"{DATA}/index.json"]  # what cannot be read cannot be let through


def _numbers(site: Site) -> Iterator[str]:
    for slug, people in site.people.items():
        years = [
            _Year(site, slug, int(y), found, people["years"].get(str(int(y) - 1)))
            for y, found in people["years"].items()
        ]
        for year in years:
            if any(not holds for holds in (*_follows_rule(year), *_is_safe(year))):
                yield f"{DATA}/{slug}/people.json"
        if site.rows.get(slug, []) != [row for year in years for row in _rows_of(year)]:
            yield f"{DATA}/{slug}/people.csv"
    yield from (f"{DATA}/{slug}/people.csv" for slug in site.rows.keys() - site.people.keys())
    yield from (one.path for one in site.rounded if not _is_published(site, one.of, one.name, one.value, one.shown))
    for slug, path, number in site.persons:
        if number not in {str(found["members"]) for found in site.people.get(slug, {"years": {}})["years"].values()}:
            yield path


def _follows_rule(year: _Year) -> Iterator[bool]:
    """What a year must be, whatever its numbers."""
    rule, all_cells = year.rule, [cell for group in year.groups for cell in group["cells"]]
    yield all(rule[key] >= least for key, least in LEAST.items())
    yield dt.date.fromisoformat(year.site.as_of) > dt.date(year.year, 12, 31) + dt.timedelta(days=rule["settle_days"])
    yield len(all_cells) == len(set(all_cells))  # a cell of two counts is their difference
    for cell in all_cells:
        type_, months = year.site.cells.get(f"{year.slug}/{cell}", ("", {}))
        states = [months.get(f"{year.year}-{month:02d}", "inactive") for month in range(1, 13)]
        yield bool(type_) and type_ not in SECRET
        yield "inactive" not in states and sum(state in MET for state in states) >= rule["months"]
    for group in year.groups:
        yield len(group["cells"]) >= rule["group_cells"]
        yield group["members"] is None or (
            rounded(group["members"], rule["round_to"]).low >= rule["group_members"] and _is_steady(year, group)
        )
    yield from _rate(year)


def _rate(year: _Year) -> Iterator[bool]:
    """A rate is worked out anew from the numbers beside it."""
    members, present, percent = (year.found[key] for key in ("members", "present", "percent"))
    yield (present is None) == (percent is None)
    if percent is not None:
        yield members >= year.rule["denominator"]
        yield isinstance(percent, int) and abs(100 * present - percent * members) * 2 <= members
        yield 0 < percent < 100


def _is_steady(year: _Year, group: dict[str, Any]) -> bool:
    """Tell whether no few cells came to a group, or left it, since the year before."""
    now, least = set(group["cells"]), year.rule["group_cells"]
    for other in (year.before or {"groups": []})["groups"]:
        old = set(other["cells"])
        if now & old and any(0 < len(part) < least for part in (now - old, old - now)):
            return False
    return True


def _is_safe(year: _Year) -> Iterator[bool]:
    """What must hold of every protected count once all equations are solved."""
    system = _system(year)
    system.solve()
    yield all(interval.values >= FEWEST_VALUES for interval in system.known.values())
    if year.found["present"] is not None:
        yield all(system.known[name].low > SMALL for name in ("present", "absent"))


def _system(year: _Year) -> System:
    """The equations of a year: cells, groups, the district; who came and who did not."""
    system, rule = System(), year.rule
    for number, group in enumerate(year.groups):
        cells = [f"cell {cell}" for cell in group["cells"]]
        for cell in cells:
            system.bound(cell, max(CHARTER, rule["least"]))
        system.add(f"group {number}", cells)
        if group["members"] is not None:
            system.bound(f"group {number}", *rounded(group["members"], rule["round_to"]))
        elif _is_steady(year, group):
            system.bound(f"group {number}", 0, _most_hidden(rule, len(cells)))
    numbers = [n for n, group in enumerate(year.groups) if group["members"] is not None]
    if numbers:
        system.add("members", [f"group {number}" for number in numbers])
        if year.found["members"] != sum(group["members"] for group in year.shown):
            system.bound("members", *rounded(year.found["members"], rule["round_to"]))
    if year.found["present"] is not None:
        system.add("members", ["present", "absent"])
        system.bound("present", *rounded(year.found["present"], rule["round_to"]))
    return system


def _most_hidden(rule: dict[str, int], cells: int) -> int:
    """The most members that a group may have whose number is held back."""
    base, least = rule["round_to"], max(rule["group_members"], rule["least"] * cells + rule["round_to"])
    shown = next(n for n in range(base, UNKNOWN, base) if 2 * n - base >= 2 * least)
    return rounded(shown, base).low - 1


def _rows_of(year: _Year) -> Iterator[dict[str, str]]:
    """The rows that `people.csv` must have for a year."""
    for group in year.groups:
        scope = f"units/{group['unit']}" if group["unit"] else "rest"
        yield _row(year.year, scope, len(group["cells"]), group["members"], None, None)
    cells = sum(len(group["cells"]) for group in year.shown)
    yield _row(year.year, "district", cells, *(year.found[key] for key in ("members", "present", "percent")))


def _row(*values: int | str | None) -> dict[str, str]:
    names = ("year", "scope", "cells", "members", "present", "percent")
    return {name: "" if value is None else str(value) for name, value in zip(names, values, strict=True)}


def _is_published(site: Site, of: str, name: str, value: str, shown: str) -> bool:
    """Tell whether a number on a page is one of the data files, of that place, and says the same to people."""
    parts = [part for part in of.removesuffix("#rest").split("/") if part]
    at = next((n for n, part in enumerate(parts) if part in site.people), None)
    if at is None:
        return False
    slug, rest = parts[at], parts[at + 1 :]
    unit = "" if of.endswith("#rest") else rest[1] if rest[:1] == ["units"] else None
    years = site.people[slug]["years"]
    known = [found for year, found in years.items() if year in rest] or list(years.values())
    values: set[str] = set()
    for found in known:
        if unit is None and name == "rate":
            values.add(f"0.{found['percent']:02d}".rstrip("0") if found["percent"] is not None else "")
        elif unit is None:
            values.add(str(found[name]))
        else:
            values |= {str(group["members"]) for group in found["groups"] if group["unit"] == unit}
    digits = "".join(c for c in shown if c.isdigit())
    written = value.removeprefix("0.").ljust(2, "0").lstrip("0") if name == "rate" else value
    return value in values and digits == written
