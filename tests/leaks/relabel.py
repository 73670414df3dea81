"""A store in which everybody is somebody else: other ids, names, days and places in the lists, and nothing else moves."""

from __future__ import annotations

import datetime as dt
import random
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_TOKEN = re.compile(r"(?<![a-z0-9/-])(?:[a-z0-9-]+/)*[a-z0-9]+(?:-[a-z0-9]+)*(?![a-z0-9/-])")
_ROW = re.compile(r"(?m)^(?=[a-z0-9][a-z0-9-]*:)")
_BEFORE = re.compile(r"(?P<key>admitted|official): (?P<day>\d{4}-\d{2}-\d{2})")
_LETTERS = "abcdeghiklmnopqrstuvxy"
LATE = dt.date(2015, 1, 1)  # days before this one say nothing of the years that are shown


def relabel(root: Path, seed: int) -> set[str]:
    """Change a store below a folder; tell what words went: ids and names."""
    chance = random.Random(seed)
    cells = sorted(path.parent for path in root.glob("records/*/cells/*/cell.yml"))
    ids = {(cell.parts[-3], cell.name): _others(chance, _keys(cell)) for cell in cells}
    listed = sorted({name for cell in cells for name in _names(cell)})
    names = {name: _called(chance, number, len(name.split())) for number, name in enumerate(listed)}
    any_name = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))) or r"(?!)")
    for cell in cells:
        home = cell.parts[-3], cell.name
        for file in sorted(path for path in cell.rglob("*") if path.suffix in {".md", ".yml"}):
            text = file.read_text(encoding="utf-8")
            text = _TOKEN.sub(lambda found: _renamed(found[0], home, ids), text)  # noqa: B023 - used at once
            text = any_name.sub(lambda found: names[found[0]], text)
            if file.name in {"members.yml", "names.yml"}:
                text = _shuffled(chance, text)
            file.write_text(text, encoding="utf-8", newline="\n")
    return {id_ for own in ids.values() for id_ in own} | set(names)


def _keys(cell: Path) -> list[str]:
    files = [cell / name for name in ("members.yml", "names.yml")]
    texts = [file.read_text(encoding="utf-8") for file in files if file.is_file()]
    return sorted({row.partition(":")[0] for text in texts for row in _rows(text)[1:]})


def _rows(text: str) -> list[str]:
    """What stands above the first row, and the rows."""
    head, *rows = _ROW.split(text)
    return [head, *rows]


def _names(cell: Path) -> list[str]:
    file = cell / "names.yml"
    rows = _rows(file.read_text(encoding="utf-8"))[1:] if file.is_file() else []
    return [row.partition(":")[2].partition("\n")[0].partition(" #")[0].strip() for row in rows]


def _others(chance: random.Random, ids: Iterable[str]) -> dict[str, str]:
    """Another id for each, of any length and in any order."""
    found: dict[str, str] = {}
    for id_ in ids:
        other = "".join(chance.choices(_LETTERS, k=chance.randrange(3, 9))) + str(chance.randrange(99))
        found[id_] = other if other not in found.values() else f"{other}-{len(found)}"
    return found


def _called(chance: random.Random, number: int, words: int) -> str:
    """A name of so many words that nobody else has."""
    made = ["".join(chance.choices(_LETTERS, k=chance.randrange(2, 6))) for _ in range(words)]
    made[-1] += "".join(_LETTERS[int(digit)] for digit in f"{number:04d}")
    return " ".join(word.capitalize() for word in made)


def _renamed(token: str, home: tuple[str, str], ids: dict[tuple[str, str], dict[str, str]]) -> str:
    """An id, or a reference that ends in one: `ban-cu/dv07`, `huyen-b/ban-cu/dv07`."""
    *above, id_ = token.split("/")
    cell = above[-1] if above else home[1]
    district = above[-2] if len(above) > 1 else home[0]
    return "/".join([*above, ids.get((district, cell), {}).get(id_, id_)])


def _shuffled(chance: random.Random, text: str) -> str:
    """The rows in another order, with other days long ago."""
    head, *rows = _rows(text if text.endswith("\n") else f"{text}\n")
    chance.shuffle(rows)
    return head + "".join(_earlier(row, dt.timedelta(chance.randrange(2000))) for row in rows)


def _earlier(row: str, by: dt.timedelta) -> str:
    def moved(found: re.Match[str]) -> str:
        day = dt.date.fromisoformat(found["day"])
        return f"{found['key']}: {day - by if day < LATE else day}"

    return _BEFORE.sub(moved, row)
