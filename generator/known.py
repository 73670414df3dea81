"""What earlier runs found out of each cell, under a key of everything that its result may depend on.

A cell's key holds the content of its folder (git's names for it), the rulebook, its district's own files, the days its
records were first committed, what the site is asked to be, and the program. Cells that it names are looked up too:
what is kept for a cell holds only while those are what they were.
"""

from __future__ import annotations

import dataclasses
import functools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from generator import beside
from generator.cache.codec import Codec, Unreadable
from generator.cache.fingerprint import program
from generator.cache.memo import Made, Sum, Sums
from generator.cache.shelf import Shelf, thrown_away
from generator.kept import codecs, hash_of, read, written
from generator.model.text import Text
from generator.publish import manifest
from generator.store import vault
from generator.store.contents import contents, is_in_git, marks, marks_listed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from generator.beside import Moment, Seen
    from generator.options import Options
    from generator.publish.manifest import Entry
    from generator.store.index import StoreIndex
    from generator.store.paths import RecordPath
    from generator.store.source import Mark, Source
    from generator.work import CellResult, Shared

FOLDER = ".cache/chibo"
NOT_ASKED = {"root", "as_of", "revision", "paths", "jobs", "keep_going"}  # no cell's result depends on these itself


class Keys(NamedTuple):
    """The keys of the cells of a store by `DISTRICT/CELL`: of what others may know of them, and of all they give.

    `homes` are those of what stands above the cells, by district.
    """

    facts: dict[str, str]
    whole: dict[str, str]
    homes: dict[str, str]


@dataclass
class Known:
    """The cells that an earlier run has worked on.

    Attributes:
        shelf: Where they are kept.
        variant: What kind of run it is: its results are kept apart from those of others.
        present: What stands at the output; a cell whose pages are not all there is worked on again. None: no pages.
        keys: The keys of the cells; known once the store is opened.
        history: For each cell a name of the days its files were committed; known then too.
    """

    shelf: Shelf
    variant: str
    present: Mapping[str, Entry] | None = None
    keys: Keys = field(default_factory=lambda: Keys({}, {}, {}))
    history: dict[str, str] = field(init=False, default_factory=dict)
    _source: Source = field(init=False)
    _marks: dict[str, Mark] = field(init=False, default_factory=dict)
    _files: dict[str, list[str]] = field(init=False, default_factory=dict)
    _names: dict[str, list[str]] = field(init=False, default_factory=dict)  # where names outside may lie, by cell
    _names_seen: dict[str, Moment] = field(init=False, default_factory=dict)  # how they stood before they were read
    _handbook: tuple[str, Seen] | None = field(init=False, default=None)  # its key, and what it was looked at

    def begin(self, source: Source, index: StoreIndex) -> None:
        """Look at the files before any of them is read."""
        self._source, self._marks = source, marks_listed(source, index.paths)
        self.shelf.prepare()
        if is_in_git(source.root, FOLDER):
            self.shelf.refuse()

    def open(self, shared: Shared) -> None:
        """Work out the keys of all cells."""
        self._look_at_names(shared.options, shared.index.cells)
        held = contents(shared.source, shared.index.paths, self._marks)
        self.keys = keys_of(shared, self.variant, held)
        above = [file.path for file in shared.index.rulebook]
        for slug, district in shared.index.districts.items():
            own = [*above, *(file.path for file in district.files)]
            for cell, files in district.cells.items():
                when = [(shared.history.first.get(f.path), shared.history.last.get(f.path)) for f in files]
                self.history[f"{slug}/{cell}"] = hash_of(when)
            self._files |= {
                f"{slug}/{cell}": [*own, *(f.path for f in files)] for cell, files in district.cells.items()
            }

    def _look_at_names(self, options: Options, cells: Iterable[str]) -> None:
        self._names = {} if options.names is None else {ref: _places(str(options.names), ref) for ref in cells}
        self._names_seen = {ref: beside.moment(places) for ref, places in self._names.items()}

    def look(self, cells: Iterable[str]) -> dict[str, CellResult]:
        """Those of the cells whose result stands, by `DISTRICT/CELL`."""
        looked = {ref: self._look(ref) for ref in cells}
        return {ref: result for ref, result in looked.items() if result is not None}

    def _look(self, ref: str) -> CellResult | None:
        name = self._name(ref)
        body = self.shelf.read(name, self.keys.whole[ref])
        if body is None:
            return None
        try:
            named, result = read(body)
        except Unreadable:
            self.shelf.spoil(name)
            return None
        if any(self.keys.facts.get(other, "") != key for other, key in named.items()):
            return None
        present = self.present
        if present is not None and any(present.get(path) != entry for path, entry in result.pages.items()):
            return None
        return result

    def keep(self, result: CellResult) -> None:
        """Keep the result of a cell, unless a file that it may come from has been written since the run began."""
        named = {ref: self.keys.facts.get(ref, "") for ref in result.named}
        body = written(named, result)  # also where it is not kept: the result gets the names of its parts
        if self.is_still(result):
            self.shelf.write(self._name(result.ref), self.keys.whole[result.ref], body)

    def is_still(self, result: CellResult) -> bool:
        """Tell whether no file that a result may come from has been written since the run began."""
        paths = [path for ref in (result.ref, *result.named) for path in self._files.get(ref, ())]
        outside = beside.moment(self._names.get(result.ref, ())) == self._names_seen.get(result.ref, ())
        return outside and marks(self._source, paths) == {p: self._marks[p] for p in paths if p in self._marks}

    def handbook(self, options: Options, as_of: dt.date) -> dict[str, Entry] | None:
        """What MkDocs made of the handbook last time; None where it may be something else now, or is gone."""
        name, seen = f"handbook-{self.variant}.json", beside.texts(options.root)
        self._handbook = handbook_key(options, as_of, seen), seen
        body = self.shelf.read(name, self._handbook[0])
        if body is None:
            return None
        try:
            entries: dict[str, Entry] = _handbook_codec().loads(body)
        except Unreadable:
            self.shelf.spoil(name)
            return None
        present = self.present or {}
        return entries if all(present.get(path) == entry for path, entry in entries.items()) else None

    def keep_handbook(self, options: Options, entries: dict[str, Entry]) -> None:
        """Keep what MkDocs made of the handbook, unless that was written since `handbook` was asked for it."""
        key, seen = self._handbook or ("", None)
        if seen == beside.texts(options.root):
            self.shelf.write(f"handbook-{self.variant}.json", key, _handbook_codec().dumps(entries))

    def made(self, key: str) -> tuple[dict[str, Made], Sums]:
        """The files above the cells that were made under this key, and sums, with what was read for each."""
        name = f"above-{self.variant}.json"
        head, *lines = (self.shelf.read(name, key) or b"").split(b"\n")
        made: dict[str, Made] = {}
        sums: dict[str, Sum] = {}
        try:
            if head:
                made, sums = _made_codec().loads(head)
        except Unreadable:
            self.shelf.spoil(name)
        sums = {called: found for called, found in sums.items() if 0 <= found.line < len(lines)}
        return made, Sums(lines, sums, codecs().stats)

    def keep_made(self, key: str, made: dict[str, Made], sums: Sums) -> None:
        """Keep what was made above the cells."""
        known, lines = sums.all()
        self.shelf.write(f"above-{self.variant}.json", key, b"\n".join([_made_codec().dumps((made, known)), *lines]))

    def notes(self) -> tuple[Text, ...]:
        """What went wrong with the cache; the results are what they are without it."""
        notes = [*thrown_away(FOLDER, self.shelf.spoilt)]
        if self.shelf.trouble == "git":
            notes.append(
                Text(
                    f"{FOLDER}: nằm trong git nên không dùng; hãy bỏ khỏi git (git rm -r --cached {FOLDER}).",
                    f"{FOLDER}: is kept in git, so it is not used; remove it from git (git rm -r --cached {FOLDER}).",
                )
            )
        elif self.shelf.trouble:
            notes.append(
                Text(
                    f"{self.shelf.root}: không ghi được ({self.shelf.trouble}); lần sau phải làm lại từ đầu.",
                    f"{self.shelf.root}: cannot be written ({self.shelf.trouble}); the next run starts afresh.",
                )
            )
        return tuple(notes)

    def throw_away(self) -> tuple[Text, ...]:
        """Trust nothing that is kept for this kind of run: it was found out late that some of it is of no use."""
        for name in (f"cells/{self.variant}", f"above-{self.variant}.json", f"handbook-{self.variant}.json"):
            self.shelf.spoil(name)
        return self.notes()

    def tidy(self) -> None:
        """Forget cells that the store no longer has."""
        self.shelf.keep_only(f"cells/{self.variant}", (f"{ref}.json" for ref in self.keys.whole))

    def _name(self, ref: str) -> str:
        return f"cells/{self.variant}/{ref}.json"


def known_of(options: Options, purpose: str, present: Mapping[str, Entry] | None = None) -> Known:
    """What is known in a store for a purpose (`check`, `build`)."""
    return Known(Shelf(options.root / FOLDER), f"{purpose}-{options.profile}", present)


def keys_of(shared: Shared, variant: str, held: Mapping[str, str]) -> Keys:
    """The keys of all cells of a store; `held` names the content of each file."""
    keys = Keys({}, {}, {})
    top = hash_of(
        program(), variant, shared.counts, _asked(shared.options),
        _files(shared.index.rulebook, held), sorted(shared.index.reachable), shared.history.start,
    )  # fmt: skip
    for slug, district in shared.index.districts.items():
        home = shared.homes[slug]
        above = hash_of(
            top,
            slug,
            _files(district.files, held),
            home.as_of,
            district.first_year,
            slug in shared.usable,
        )
        keys.homes[slug] = above
        for cell, files in district.cells.items():
            ref = f"{slug}/{cell}"
            keys.facts[ref] = hash_of(above, cell, _files(files, held))
            first = [shared.history.first.get(file.path) for file in files]
            keys.whole[ref] = hash_of(keys.facts[ref], first, _names_outside(shared.options, ref))
    return keys


@functools.cache
def _handbook_codec() -> Codec:
    return Codec(dict[str, manifest.Entry])


@functools.cache
def _made_codec() -> Codec:
    return Codec(tuple[dict[str, Made], dict[str, Sum]], {"Reads": dict[str, int]})


def handbook_key(options: Options, as_of: dt.date, seen: Seen | None = None) -> str:
    """A name of all that the handbook's pages are made of; `seen` is what was found of its texts, if they were seen."""
    seen = seen or beside.texts(options.root)
    return hash_of(program(), _asked(options), as_of, seen.name)


def _asked(options: Options) -> list[tuple[str, str]]:
    asked = {f.name: getattr(options, f.name) for f in dataclasses.fields(options)}
    return sorted((name, str(value)) for name, value in asked.items() if name not in NOT_ASKED)


def _files(files: Iterable[RecordPath], held: Mapping[str, str]) -> list[tuple[str, bool, str]]:
    return [(file.path, file.refused, held.get(file.path, "")) for file in files]


def _places(folder: str, ref: str) -> list[str]:
    district, _, cell = ref.partition("/")
    return [*vault.places_of(folder, district, cell), *vault.key_places()]


def _names_outside(options: Options, ref: str) -> str:
    """The content of the names that a store keeps in a folder of its own; empty where it does not."""
    if options.names is None:
        return ""
    district, _, cell = ref.partition("/")
    return vault.fingerprint(options.names, district, cell)
