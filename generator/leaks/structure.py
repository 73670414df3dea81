"""What cells, units and documents of a store are public, and what is kept from the public as a whole."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

import yaml

from generator.leaks.fields import DAY, SHORTEST
from generator.leaks.scalars import scalars
from generator.model import codes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.leaks.needles import Needles
    from generator.store.paths import RecordPath

    Files = Iterable[tuple[RecordPath, str]]

_REMARK = re.compile(r"(?<!\S)#.*")
_UNIT = re.compile(r"\bunit[\"']?\s*:\s*[\"']?([\w-]+)")
_SECRET = re.compile(rf"\btype[\"']?\s*:\s*[\"']?(?:{'|'.join(sorted(codes.SECRET_TYPES))})\b")
_SCOPE = re.compile(r"\bscope[\"']?\s*:\s*[\"']?([\w/-]+)")


class Structure:
    """Tells secret cells and units from public ones, and puts what they are called among the needles.

    Attributes:
        open_days: the days that the public may know.
        hidden: the secret units as `DISTRICT/UNIT`.
        lines: what else is to be read of the files of cells, line by line.
    """

    def __init__(self, needles: Needles, open_days: Iterable[str]) -> None:
        self.open_days = set(open_days)
        self.hidden: set[str] = set()
        self.lines: set[str] = set()
        self._needles = needles
        self._shown: set[str] = set()
        self._secret: list[tuple[str, str]] = []
        self._under: dict[bool, dict[str, set[str]]] = {True: defaultdict(set), False: defaultdict(set)}

    def read(self, cells: Files, districts: Files, rules: Files) -> None:
        """Read all files of these kinds; cells first, since they make a unit secret."""
        for place, text in cells:
            self._cell(place, text)
        for place, text in districts:
            self._district(place, text)
        for slug, name in self._secret:
            self._needles.add_secret(slug, name)
        for slug in self._shown:  # two districts may call their cells alike
            self._needles.slugs.pop(slug, None)
        for _, text in rules:
            self._rules(text)

    def _cell(self, place: RecordPath, text: str) -> None:
        found, is_whole = scalars(text)
        values = [one for one in found if not one.is_key]
        is_secret = any(one.path == ("type",) and one.text in codes.SECRET_TYPES for one in values)
        is_secret = is_secret or (not is_whole and _SECRET.search(text) is not None)
        units = {one.text for one in values if one.key == "unit"}
        if is_secret or not is_whole:  # a remark of a public cell makes no unit public
            units.update(_UNIT.findall(text))
        self._under[is_secret][place.district] |= units
        for line in text.split("\n"):  # of a line with the name, which is public, only a remark behind it
            remark = _REMARK.search(line)
            self.lines.update([line] if "scheme" in line else [remark[0]] if remark else [])
        for one in values:
            if one.key == "scheme":
                self._needles.add_text(one.text, "scheme")
            if "pilot" in one.path and DAY.fullmatch(one.text):
                self._needles.add_day(one.text)
        names = [one.text.strip() for one in values if one.path == ("name",)]
        if is_secret:
            self._secret += [(place.cell, name) for name in names or [""]]
            return
        self._shown.add(place.cell)
        for name in (*names, place.cell):
            self._needles.add_public(name)
        self.open_days.update(day for one in values if "pilot" not in one.path for day in _days(one.text))

    def _district(self, place: RecordPath, text: str) -> None:
        known = _mapping(text)
        units = known.get("units")
        units = units if isinstance(units, dict) else {}
        is_hidden = place.district in self._under[True] and place.district not in self._under[False]
        above = {slug: _chain(slug, units) for slug in units}
        held = {
            kind: {unit for own in under.get(place.district, ()) if own in above for unit in above[own]}
            for kind, under in self._under.items()
        }
        hidden = set(units) if is_hidden else _hidden(units, above, held[True], held[False])
        self.hidden |= {f"{place.district}/{slug}" for slug in hidden}
        if is_hidden:
            self.hidden.add(place.district)
            self._needles.add_secret(place.district, str(known.get("name", "")))
        else:
            self._needles.add_public(str(known.get("name", "")))
            self._needles.add_public(place.district)
            self.open_days.update(day for day in (str(known.get("from")), str(known.get("to"))) if DAY.fullmatch(day))
        for slug, unit in units.items():
            name = str(unit.get("name", "")) if isinstance(unit, dict) else ""
            if slug in hidden:
                self._needles.add_secret(slug, name)
            else:
                self._needles.add_public(name)
                self._needles.add_public(slug)
                self._shown.add(slug)
                self.open_days.update(_days(str(unit)))

    def _rules(self, text: str) -> None:
        """What a document says is public, but for one of a secret unit."""
        found, is_whole = scalars(text)
        scopes = {one.text.strip() for one in found if one.key == "scope" and not one.is_key}
        if not is_whole:
            scopes.update(_SCOPE.findall(text))
        if self.hidden & scopes:
            for one in found:
                self._needles.add_text(one.text, "secret", SHORTEST)
            for line in () if is_whole else text.split("\n"):
                self._needles.add_text(line.partition(":")[2], "secret", SHORTEST)
            return
        for one in found if is_whole else ():
            self._needles.add_public(one.text)
        self.open_days.update(_days(text))


def _hidden(units: dict[str, object], above: dict[str, list[str]], secret: set[str], public: set[str]) -> set[str]:
    """The units that hold secret cells alone, those that are to carry one of them on, and those without cells below."""
    hidden, new = secret - public, secret - public
    while new:
        heirs = {str(unit.get("successor")) for slug in new if isinstance(unit := units[slug], dict)}
        new = ((heirs & units.keys()) - public) - hidden
        hidden |= new
    return hidden | {slug for slug in units if slug not in public and not hidden.isdisjoint(above[slug])}


def _days(text: str) -> list[str]:
    return [found[0] for found in DAY.finditer(text)]


def _chain(slug: str, units: dict[str, object]) -> list[str]:
    chain: list[str] = []
    while slug in units and slug not in chain:
        chain.append(slug)
        unit = units[slug]
        slug = str(unit.get("parent", "")) if isinstance(unit, dict) else ""
    return chain


def _mapping(text: str) -> dict[str, object]:
    try:
        known = yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506 - it makes strings only
    except yaml.YAMLError:
        return {}
    return known if isinstance(known, dict) else {}
