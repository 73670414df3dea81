"""The layer table: import-linter keeps the arrows between our own modules, this file those to other libraries."""

from __future__ import annotations

import sys
import tomllib
from typing import TYPE_CHECKING

import pytest

from tests.contracts.source import GENERATOR, ROOT, dotted, imports, modules, name

if TYPE_CHECKING:
    from pathlib import Path

# Room → what it may import besides the standard library. Anything not listed may import what pyproject.toml asks for.
MAY_IMPORT = {
    "model": {"pydantic", "pydantic_core", "generator.model"},
    "rules": {"generator.model", "generator.rules.api"},
    "stats": {"generator.model", "generator.stats.api"},
}
# A room's own front desk gathers what is in it (discovery), so it sees the whole room.
FRONT_DESKS = {"__init__", "api"}


def allowed(target: str, granted: set[str]) -> bool:
    top = target.split(".", maxsplit=1)[0]
    if top in sys.stdlib_module_names:
        return True
    return any(target == one or target.startswith(one + ".") for one in granted)


def strangers(room: str) -> list[str]:
    found = []
    for path in modules(GENERATOR / room):
        granted = MAY_IMPORT[room] | ({f"generator.{room}"} if path.stem in FRONT_DESKS else set())
        # `from generator.model import Ratio` names the package: `generator.model.Ratio` starts with it.
        found += [f"{name(path)}:{line} imports {what}" for line, what in imports(path) if not allowed(what, granted)]
    return found


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_inner_rooms_import_only_what_the_table_allows(room: str) -> None:
    assert strangers(room) == []


def test_import_linter_keeps_every_contract() -> None:
    cli = pytest.importorskip("importlinter.cli")
    assert cli.lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


def test_every_top_level_module_has_its_place_in_the_layers() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        contracts = {one["id"]: one for one in tomllib.load(file)["tool"]["importlinter"]["contracts"]}
    rows: list[str] = contracts["layers"]["layers"]
    placed = {module.strip(" ()") for row in rows for module in row.replace(":", "|").split("|")}
    there = {dotted(path) for path in top_level(GENERATOR)}
    assert sorted(there - placed) == [], "a new room: give it a row in [tool.importlinter]"


def top_level(folder: Path) -> list[Path]:
    files = [path for path in folder.glob("*.py") if path.name != "__init__.py"]
    return files + [path / "__init__.py" for path in folder.iterdir() if (path / "__init__.py").is_file()]


def test_a_stranger_would_be_seen() -> None:
    assert allowed("generator.model.record.Cell", MAY_IMPORT["rules"])
    assert not allowed("generator.modelling", MAY_IMPORT["rules"])
    assert not allowed("generator.store.yaml", MAY_IMPORT["rules"])
    assert not allowed("yaml", MAY_IMPORT["model"])
