"""What may not come out: names, ids, days and free texts of a store, read line by line from its files.

The lines are read as text and not through the models of the records, so that a mistake there is none here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import yaml

from generator.leaks.words import folded, words
from generator.model import codes

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from generator.store.paths import RecordPath

LONGEST = 8  # words of a long text that are looked for: its beginning
_SHORTEST = 12  # letters of a line of minutes, a comment or a subject
_KEYS = {
    "place": "place", "theme": "theme", "title": "title", "reason": "reason", "decision": "decision",
    "name": "observer", "number": "resolution", "scheme": "scheme",
}  # fmt: skip
_TITLES = {"meeting": "task", "events": "event", "review": "review"}
_QUOTED = r"""\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'"""
_VALUE = re.compile(rf"""(?:^|[\s{{,-])"?([\w-]+)"?:[ ]+({_QUOTED}|[^\s{{\[#][^#]*?)(?=\s*(?:$|\s#))""")
_FLOW = re.compile(rf"""([\w-]+):\s+({_QUOTED}|[^,{{}}\[\]]+)""")
_REMARK = re.compile(r"(?<!\S)#.*")
_KEYED = re.compile(f'(?:{"|".join(_KEYS)})"?:')
_DAY = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
_ID = re.compile(r"^([^\s:#]+):", re.MULTILINE)
_SERIAL = re.compile(r"[a-z]{0,4}-?\d{0,4}")  # `dv01`: it stands in every handbook
_PARTS = re.compile(r"""[<>"()\[\]|*_`&]+""")


@dataclass
class Needles:
    """What is looked for, each with its kind.

    Attributes:
        names: the words of a name of three words or more, as written.
        pairs: the same of two words.
        phrases: words of other texts, without accents, at least two.
        tokens: what is found only as a whole: ids, days, numbers of resolutions, slugs.
        public: texts that may be shown, without accents: what stands inside them is no leak.
    """

    names: dict[tuple[str, ...], str] = field(default_factory=dict)
    pairs: dict[tuple[str, ...], str] = field(default_factory=dict)
    phrases: dict[tuple[str, ...], str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    public: set[str] = field(default_factory=set)

    def add_name(self, text: str, kind: str) -> None:
        """Look for a name, its words in any order, and its initials."""
        found = tuple(words(text))
        if len(found) == 2:
            self.pairs.setdefault(found, kind)
        elif len(found) > 2:
            self.names.setdefault(found, kind)
            first = [word[0] for word in folded(text)]
            self.phrases.setdefault(tuple(first), kind)
            self.phrases.setdefault((*first[:-1], folded(text)[-1]), kind)

    def add_text(self, text: str, kind: str, shortest: int = 0) -> None:
        """Look for the parts of a text, each by its first words; single words and short parts are passed over."""
        for part in _PARTS.split(text):
            found = folded(part)
            if len(found) >= (3 if shortest else 2) and sum(map(len, found)) >= shortest:
                self.phrases.setdefault(found[:LONGEST], kind)

    def add_token(self, text: str, kind: str) -> None:
        """Look for something that stands between spaces or slashes, unless it could stand for anything."""
        token = text.lower()
        if len(token) >= 6 and not _SERIAL.fullmatch(token) and re.search(r"[\d-]", token):
            self.tokens.setdefault(token, kind)

    def add_day(self, text: str) -> None:
        """Look for a day in each way that it is written."""
        year, month, day = text.split("-")
        for one in {text, f"{day}/{month}/{year}", f"{int(day)}/{int(month)}/{year}", f"{day}/{int(month)}/{year}"}:
            self.tokens.setdefault(one, "day")
        self.tokens.setdefault(f"{year}{month}{day}", "day")

    def add_public(self, text: str) -> None:
        """Let a text be shown."""
        found = " ".join(folded(text))
        if found:
            self.public.add(found)

    def without_public_days(self, days: Iterable[str]) -> None:
        """Days that the public may know stand for nothing else."""
        known = Needles()
        for day in days:
            known.add_day(day)
        for token in known.tokens:
            self.tokens.pop(token, None)


def collect(files: Iterable[tuple[RecordPath, bytes]], as_of: dt.date, extra: Iterable[str] = ()) -> Needles:
    """The needles of a store's files; `extra` are texts of the site itself, which may be shown."""
    needles, raws, open_days = Needles(), defaultdict[str, set[bytes]](set), {as_of.isoformat()}
    whole = defaultdict[str, list[tuple["RecordPath", str]]](list)
    for place, raw in files:
        if place.kind in {"cell", "district", "rules"}:
            whole[place.kind].append((place, raw.decode("utf-8", "replace")))
        elif place.kind == "meeting":
            front, _, minutes = raw.partition(b"\n---")
            raws["meeting"].update(front.split(b"\n"))
            raws["minutes"].update(minutes.split(b"\n"))
            if place.name:
                needles.add_token(place.name, "slug")
                needles.add_token(place.path.rpartition("/")[2].removesuffix(".md"), "slug")
        else:
            raws[place.kind].update(raw.split(b"\n"))
    for kind, known in raws.items():
        _read(kind, {line.decode("utf-8", "replace") for line in known}, needles)
    hidden = _structure(whole["cell"], whole["district"], needles, open_days)
    _rules(whole["rules"], hidden, needles, open_days)
    for text in extra:
        needles.add_public(text)
    needles.without_public_days(open_days)
    return needles


def _read(kind: str, lines: set[str], needles: Needles) -> None:
    """Take what one kind of file holds out of its different lines."""
    text = "\n".join(lines)
    for year, month, day in set(_DAY.findall(text)):
        needles.add_day(f"{year}-{month}-{day}")
    if kind == "minutes":
        for line in lines:
            needles.add_text(line, "minutes", _SHORTEST)
        return
    if kind in {"names", "members", "observers"}:
        for id_ in set(_ID.findall(text)):
            needles.add_token(id_.strip("\"'"), "observer" if kind == "observers" else "id")
    for line in lines:
        head, hash_, comment = line.partition("#")
        if hash_ and (not head or head[-1:].isspace()):
            needles.add_text(comment, "comment", _SHORTEST)
        if kind == "names":
            needles.add_name(_plain(head.partition(":")[2]), "name")
        elif kind == "review" or (kind != "members" and (":" not in line or _KEYED.search(line))):
            _front(kind, line, needles)


def _front(kind: str, line: str, needles: Needles) -> None:
    pairs = list(_FLOW.finditer(line)) if "{" in line else list(_VALUE.finditer(line))
    for found in pairs:
        key, value = found[1], _plain(found[2])
        what = _KEYS.get(key, kind if kind == "review" else "")
        what = _TITLES.get(kind, what) if key == "title" else "allowance" if kind == "allowances" and what else what
        if what == "resolution":
            needles.add_token(value, what)
        elif what:
            needles.add_text(value, what)
    if not pairs and ":" not in line:  # a text that goes on from the line before
        needles.add_text(line, _TITLES.get(kind, "text"), _SHORTEST)


def _plain(value: str) -> str:
    """A scalar as it is meant, without the quotes around it."""
    value = value.strip()
    if value[:1] in {'"', "'"}:
        try:
            return str(yaml.safe_load(value))
        except yaml.YAMLError:
            return value.strip("\"'")
    return value


def _structure(
    cells: list[tuple[RecordPath, str]],
    districts: list[tuple[RecordPath, str]],
    needles: Needles,
    open_days: set[str],
) -> set[str]:
    """Tell secret cells and units from public ones; give the secret units as `DISTRICT/UNIT`."""
    under: dict[bool, set[str]] = {True: set(), False: set()}
    secret: list[tuple[str, str]] = []
    lines: set[str] = set()
    for place, text in cells:
        known = _mapping(text)
        is_secret = known.get("type") in codes.SECRET_TYPES
        under[is_secret] |= {f"{place.district}/{unit}" for unit in re.findall(r"\bunit:\s*\"?([\w-]+)", text)}
        for line in text.split("\n"):  # of a line with the name, which is public, only a remark behind it
            remark = _REMARK.search(line)
            lines.update([line] if "scheme" in line else [remark[0]] if remark else [])
        if is_secret:
            secret.append((place.cell, str(known.get("name", ""))))
        else:
            needles.add_public(str(known.get("name", "")))
            needles.add_public(place.cell)
            open_days.update(day[0] for day in re.finditer(_DAY, re.sub(r"(?s)\npilot:.*?(?=\n\w|\Z)", "", text)))
    hidden: set[str] = set()
    for place, text in districts:
        hidden |= _district(place, text, under, needles, open_days)
    for slug, name in secret:
        needles.add_token(slug, "secret")
        needles.add_text(name, "secret")
    _read("cell", lines, needles)
    return hidden


def _district(
    place: RecordPath, text: str, under: dict[bool, set[str]], needles: Needles, open_days: set[str]
) -> set[str]:
    known = _mapping(text)
    units = known.get("units")
    units = units if isinstance(units, dict) else {}
    above = {f"{place.district}/{slug}": _chain(slug, units) for slug in units}
    held = {kind: {f"{place.district}/{s}" for u in own if u in above for s in above[u]} for kind, own in under.items()}
    hidden = held[True] - held[False]
    needles.add_public(str(known.get("name", "")))
    needles.add_public(place.district)
    open_days.update(day for day in (str(known.get("from")), str(known.get("to"))) if _DAY.fullmatch(day))
    for slug, unit in units.items():
        name = str(unit.get("name", "")) if isinstance(unit, dict) else ""
        if f"{place.district}/{slug}" in hidden:
            needles.add_token(slug, "secret")
            needles.add_text(name, "secret")
        else:
            needles.add_public(name)
            needles.add_public(slug)
            open_days.update(day[0] for day in _DAY.finditer(str(unit)))
    return hidden


def _chain(slug: str, units: dict[str, object]) -> list[str]:
    chain: list[str] = []
    while slug in units and slug not in chain:
        chain.append(slug)
        unit = units[slug]
        slug = str(unit.get("parent", "")) if isinstance(unit, dict) else ""
    return chain


def _rules(rules: list[tuple[RecordPath, str]], hidden: set[str], needles: Needles, open_days: set[str]) -> None:
    """What documents say is public, but for those of a secret unit."""
    for _, text in rules:
        is_hidden = any(f"scope: {unit}" in text.replace('"', "") for unit in hidden)
        for value in _scalars(_mapping(text)):
            if is_hidden:
                needles.add_text(value, "secret", _SHORTEST)
            else:
                needles.add_public(value)
        if not is_hidden:
            open_days.update(day[0] for day in _DAY.finditer(text))


def _mapping(text: str) -> dict[str, object]:
    try:
        known = yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506 - it makes strings only
    except yaml.YAMLError:
        return {}
    return known if isinstance(known, dict) else {}


def _scalars(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield str(key)
            yield from _scalars(one)
    elif isinstance(value, list):
        for one in value:
            yield from _scalars(one)
    elif value is not None:
        yield str(value)
