"""An attacker who has every file of a public site, knows the rule, and tries every number of people that there may be.

Shares nothing with the program or its audit. Where that narrows intervals, this tries numbers: each possible strength of
a group is put through the rule as the attacker knows it, and stays if that gives what the site shows. What is held back
tells something, too: the rule would have shown the rest. Who they are after: every cell, every group, the district, those
who came and those who did not.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FEWEST = 3  # everybody knows that a cell has three members at least
MOST = 80  # members of a cell, as far as anybody has heard
NUMBER = re.compile(r'data-rounded="(\w+)" value="([\d.]+)"(?: data-of="([^"]*)")?')
SAID = re.compile(r"(\d+) đảng viên")
EXACT = re.compile(
    r"^(?:units/|types/|cells/|district)\S*,\d{4}\S*,(?:attendance|members|speaker|unexcused|admissions)", re.MULTILINE
)


class Told(NamedTuple):
    """What the attacker has found out.

    Attributes:
        possible: The numbers that each protected count may be, by `YEAR what`.
        exact: What stands somewhere as it is.
        certain: What is certain of every member of a group.
    """

    possible: dict[str, set[int]]
    exact: list[str]
    certain: list[str]

    @property
    def broken(self) -> list[str]:
        """What should not have been possible."""
        few = [f"{name}: {sorted(numbers)}" for name, numbers in self.possible.items() if len(numbers) < 5]
        return [*few, *self.exact, *self.certain]


def attack(files: Mapping[str, Path], slug: str = "huyen-a") -> Told:
    """Read the site of one district and find out what can be found out."""
    texts = {path: place.read_text("utf-8-sig") for path, place in files.items()}
    told = Told({}, [path for path, text in texts.items() if path.endswith("stats.csv") and EXACT.search(text)], [])
    data = texts.get(f"data/v1/{slug}/people.json")
    years = json.loads(data)["years"] if data else {}
    seen = _everywhere(texts, slug, years)
    for year, found in years.items():
        _year(told, year, found, (years.get(str(int(year) - 1)) or {"groups": []})["groups"], seen[year])
    known = {value for numbers in seen.values() for values in numbers.values() for value in values}
    for path, text in texts.items():
        said = SAID.findall(re.sub(r"<[^>]*>", "", text)) if path.startswith((f"{slug}/", f"en/{slug}/")) else []
        told.exact.extend(f"{path}: {number}" for number in said if int(number) not in known)
    return told


def _everywhere(texts: Mapping[str, str], slug: str, years: Mapping[str, Any]) -> dict[str, dict[str, set[int]]]:
    """Every number of a year under the name of what it counts, wherever it stands."""
    seen: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for year, found in years.items():
        for group in found["groups"]:
            if group["members"] is not None:
                seen[year][group["unit"]].add(group["members"])
        for name in ("members", "present"):
            if found[name] is not None:
                seen[year][f"all {name}"].add(found[name])
    for line in texts.get(f"data/v1/{slug}/people.csv", "").splitlines()[1:]:
        year, scope, _, members, present, _ = line.split(",")
        whose = "all members" if scope == "district" else scope.removeprefix("units/").removeprefix("rest")
        for what, number in ((whose, members), ("all present", present)):
            if number:
                seen[year][what].add(int(number))
    for path, text in texts.items():
        for name, value, of in NUMBER.findall(text) if path.endswith(".html") else ():
            parts = (of or f"/{path.removesuffix('index.html')}").strip("/").split("/")
            when = next((part for part in parts if part.isdecimal()), None)
            if when is not None and name != "rate":
                whole = f"all {name}" if parts[-1] != "#rest" else ""
                seen[when][parts[parts.index("units") + 1] if "units" in parts else whole].add(int(value))
    return seen


def _year(told: Told, year: str, found: Any, before: list[Any], seen: Mapping[str, set[int]]) -> None:
    rule = found["rule"]
    groups = {group["unit"]: group["cells"] for group in found["groups"]}
    strengths: dict[str, set[int]] = {}
    for unit, cells in groups.items():
        sums = _sums([set(range(FEWEST, MOST + 1))] * len(cells))
        steady = all(_alike(cells, old["cells"], rule) for old in before)
        shown = seen.get(unit, set())
        strengths[unit] = {n for n in sums if _fits(n, shown, rule, len(cells), steady=steady)}
    strengths = _joined(strengths, {unit for unit in groups if seen.get(unit)}, seen.get("all members", set()), rule)
    _who_came(told, year, strengths, seen, rule)
    for unit, numbers in strengths.items():
        told.possible[f"{year} {unit}"] = numbers
        others = _sums([set(range(FEWEST, MOST + 1))] * (len(groups[unit]) - 1))
        for cell in groups[unit]:
            mine = {n for n in range(FEWEST, MOST + 1) if any(total - n in others for total in numbers)}
            told.possible[f"{year} {unit}/{cell}"] = mine
    all_cells = [cell for cells in groups.values() for cell in cells]
    told.exact.extend(f"{year} {cell}: in two counts" for cell in set(all_cells) if all_cells.count(cell) > 1)
    told.exact.extend(f"{year} {unit}: one cell, or two" for unit, cells in groups.items() if len(cells) < 3)
    for unit, cells in groups.items():
        came = {cell for old in before for cell in cells if not _alike(cells, old["cells"], rule)}
        if came and seen.get(unit):
            told.exact.append(f"{year} {unit}: the difference from the year before is that of few cells")


def _sums(parts: list[set[int]]) -> set[int]:
    """Every sum of one number of each."""
    sums = {0}
    for part in parts:
        low, high = min(part), max(part)
        sums = set(range(min(sums) + low, max(sums) + high + 1))  # the numbers of each are without gaps
    return sums


def _round(number: int, base: int) -> int:
    return (2 * number + base) // (2 * base) * base


def _is_shown(rounded: int, rule: Mapping[str, int], cells: int) -> bool:
    return 2 * rounded - rule["round_to"] >= 2 * max(rule["group_members"], FEWEST * cells + rule["round_to"])


def _fits(number: int, shown: set[int], rule: Any, cells: int, *, steady: bool) -> bool:
    """Tell whether a strength would have been shown as it is: everywhere so, or nowhere."""
    rounded = _round(number, rule["round_to"])
    if not shown:
        return not (steady and _is_shown(rounded, rule, cells))
    return all(number == one if one % rule["round_to"] else rounded == one for one in shown)


def _alike(cells: list[str], old: list[str], rule: Any) -> bool:
    now, then = set(cells), set(old)
    return not now & then or all(not part or len(part) >= rule["group_cells"] for part in (now - then, then - now))


def _joined(strengths: dict[str, set[int]], shown: set[str], totals: set[int], rule: Any) -> dict[str, set[int]]:
    """The strengths that a total leaves, where that is more than the sum of what is shown of the groups."""
    base = rule["round_to"]
    plain = sum(next(iter({_round(n, base) for n in strengths[unit]}), 0) for unit in shown)
    told = {total for total in totals if total != plain}
    if not told:
        return strengths
    kept = dict(strengths)
    for unit in shown:
        others = _sums([strengths[other] or {0} for other in shown - {unit}])
        kept[unit] = {
            n for n in strengths[unit]
            if any(all((n + o == t) if t % base else (_round(n + o, base) == t) for t in told) for o in others)
        }  # fmt: skip
    return kept


def _who_came(told: Told, year: str, strengths: dict[str, set[int]], seen: Mapping[str, set[int]], rule: Any) -> None:
    """Those who came, and those who did not, of all groups shown."""
    shown = [unit for unit in strengths if seen.get(unit)]
    if not shown or not all(strengths[unit] for unit in shown):
        return
    totals = _sums([strengths[unit] for unit in shown])
    told.possible[f"{year} all"] = totals
    members = sum(_round(min(strengths[unit]), rule["round_to"]) for unit in shown)
    values = seen.get("all present", set())
    came, absent = set(), set()
    for present in range(max(totals) + 1):
        if _as_shown(present, values, members, len(shown), rule):
            left = {total - present for total in totals if total >= present}
            absent |= left
            came |= {present} if left else set()
    told.possible[f"{year} came"], told.possible[f"{year} absent"] = came, absent
    if max(absent, default=0) == 0 or max(came, default=0) == 0:
        told.certain.append(f"{year}: all came, or nobody")
    if values and min(absent, default=0) <= 7:
        told.certain.append(f"{year}: so few were absent that each of them is known: {sorted(absent)}")


def _as_shown(present: int, values: set[int], members: int, groups: int, rule: Any) -> bool:
    base = rule["round_to"]
    rounded = _round(present, base)
    if values:
        return all(present == one if one % base else rounded == one for one in values)
    rate = (200 * rounded + members) // (2 * members)
    told = members >= rule["denominator"] and rate not in (0, 100)
    lows = (2 * rounded - base, 2 * (members - rounded) - base * (groups + 1))
    return not (told and all(low >= 2 * rule["hide_below"] for low in lows))
