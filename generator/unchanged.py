"""A build or a check that need not be done: everything it depends on is as it was when it was done last.

This is asked before anything else is loaded, so it knows neither records nor pages. A yes needs that the program, what
was asked, the store's files and history, the day and, for a build, the output are what they were.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from generator import beside
from generator.cache.fingerprint import program
from generator.cache.shelf import Shelf, thrown_away
from generator.cache.standing import places_of, standing
from generator.store.contents import is_in_git, state, still

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from generator.beside import Seen
    from generator.model.text import Text
    from generator.store.contents import State

FOLDER = ".cache/chibo"
KEPT = 12  # ways of asking that are remembered


class Last:
    """The last run of one kind, as `.cache/chibo/` remembers it.

    Args:
        root: The store.
        purpose: `build` or `check`.
        asked: What the command was asked for, by option; together with `mkdocs.yml` that is all a run is told.
        output: Where the site stands; None for a check.
    """

    def __init__(self, root: Path, purpose: str, asked: Mapping[str, Any], output: Path | None = None) -> None:
        self._root = root
        self._output = output
        self._shelf = Shelf(root / FOLDER)
        self._asked = repr((purpose, sorted(asked.items()), os.environ.get("SOURCE_DATE_EPOCH"), str(output)))
        self._seen: tuple[str, State | None] = ("", None)  # what was looked at a moment ago
        self._texts: Seen | None = None  # the settings and the handbook, before anything has read them
        self._outside: dict[str, Seen] = {}  # the names in a folder, likewise
        self._begun: tuple[State | None, str, str] = (None, "", "")
        self._name = f"last/{purpose}-{hashlib.sha256(self._asked.encode()).hexdigest()[:16]}.json"

    def look(self) -> dict[str, Any] | None:
        """What that run said, if all is as it was; else None. To be asked before the settings are read."""
        self._texts = beside.texts(self._root)
        body = self._shelf.read(self._name, program())
        if body is None or is_in_git(self._root, FOLDER):
            return None
        try:
            kept = json.loads(body)
            if any(_today(zone) != day for zone, day in kept["days"].items()):
                return None
            held = state(self._root, kept["records"])
            self._seen = kept["records"], held
            if held is None or kept["key"] != self._key(held, kept["names"], kept["days"]) or not self._stands(kept):
                return None
            said = kept["said"]
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
            self._shelf.spoil(self._name)
            return None
        return said if isinstance(said, dict) else None

    def notes(self) -> tuple[Text, ...]:
        """What of the cache could not be used."""
        return thrown_away(FOLDER, self._shelf.spoilt)

    def begin(self, records: str, names: Path | None) -> None:
        """Look at the store before a run reads it. `records` is its folder, `names` that of the names outside."""
        self._names(str(names or ""))
        held = self._seen[1] if self._seen[0] == records else state(self._root, records)
        self._begun = held, records, str(names or "")

    def keep(self, said: dict[str, Any], days: Mapping[str, dt.date], files: Iterable[str] = ()) -> None:
        """Remember the run that was begun, unless something that it may have read was written meanwhile.

        Args:
            said: What it told the user.
            days: For each time zone, the day that was taken for today there; empty where a day was asked for.
            files: What the site holds.
        """
        held, records, names = self._begun
        if held is None or not still(self._root, held) or not self._is_still(names):
            return
        written = {zone: day.isoformat() for zone, day in days.items()}
        key = self._key(held, names, written)
        kept: dict[str, Any] = {"said": said, "records": records, "names": names, "days": written, "key": key}
        if self._output is not None:
            kept["places"] = places_of(files)
            kept["stands"] = standing(str(self._output), kept["places"])
        self._shelf.prepare()
        self._shelf.write(self._name, program(), json.dumps(kept, ensure_ascii=False).encode())
        with suppress(OSError):  # it is there for comfort
            self._shelf.keep_newest("last", KEPT)

    def _stands(self, kept: dict[str, Any]) -> bool:
        if self._output is None:
            return True
        if os.path.lexists(self._output.parent / f".{self._output.name}.journal"):
            return False
        return bool(kept["stands"]) and standing(str(self._output), kept["places"]) == kept["stands"]

    def _is_still(self, names: str) -> bool:
        """Tell whether settings, handbook and names are what they were before they were read."""
        return self._texts == beside.texts(self._root) and self._names(names) == beside.names(names)

    def _names(self, folder: str) -> Seen:
        """The names in a folder as they were when they were first asked for."""
        if folder not in self._outside:
            self._outside[folder] = beside.names(folder)
        return self._outside[folder]

    def _key(self, held: State, names: str, days: Mapping[str, str]) -> str:
        """The name of all that a run depends on."""
        texts = self._texts.name if self._texts is not None else ""
        parts = (self._asked, held.name, texts, self._names(names).name, sorted(days.items()))
        return hashlib.sha256(repr(parts).encode("utf-8", "surrogateescape")).hexdigest()


def _today(zone: str) -> str:
    from generator.model import zones

    return dt.datetime.now(zones.zone(zone)).date().isoformat()
