"""The program's own source, read as trees: what the contract tests look at."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent.parent
GENERATOR = ROOT / "generator"
TEMPLATES = ROOT / "site_templates"


def modules(*folders: Path) -> list[Path]:
    """Every Python file under these folders (by default the program), sorted."""
    return sorted(path for folder in folders or (GENERATOR, TEMPLATES) for path in folder.rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of one file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def name(path: Path) -> str:
    """The path as a person writes it: from the top of the checkout."""
    return path.relative_to(ROOT).as_posix()


def dotted(path: Path) -> str:
    """The name a module is imported by."""
    return name(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Line and absolute dotted name of everything a module imports, types included."""
    here = dotted(path).split(".")
    package = here if path.name == "__init__.py" else here[:-1]
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            target = ".".join([*base, *([node.module] if node.module else [])])
            yield from ((node.lineno, f"{target}.{alias.name}") for alias in node.names)


def tracked() -> list[Path]:
    """The files of the checkout that are, or would be, committed."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, capture_output=True, check=True).stdout.decode().split("\0")
    return sorted({path for one in listed if one and (path := ROOT / one).is_file() and not path.is_symlink()})
