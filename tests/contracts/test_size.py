"""No long module, function or template: the tail is where a house gets dark."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from tests.contracts.source import ROOT, TEMPLATES, modules, name, tree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MODULE, FUNCTION, TEMPLATE = 320, 45, 130


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Name and length of each function, its docstring not counted."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            documented = isinstance(first, ast.Expr) and ast.get_docstring(node, clean=False) is not None
            docstring = (first.end_lineno or first.lineno) - first.lineno + 1 if documented else 0
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1 - docstring


def test_no_module_is_too_long() -> None:
    everywhere = [*modules(), *modules(ROOT / "tests", ROOT / "tools", ROOT / "benchmarks")]
    own = [path for path in everywhere if "node_modules" not in path.parts]
    assert {name(path): count for path in own if (count := lines(path)) > MODULE} == {}


def test_no_function_is_too_long() -> None:
    own = [*modules(), *modules(ROOT / "tools", ROOT / "benchmarks")]
    found = [(path, *one) for path in own for one in functions(path)]
    assert found
    assert {f"{name(path)}:{function}": length for path, function, length in found if length > FUNCTION} == {}


def test_no_template_is_too_long() -> None:
    templates = sorted(TEMPLATES.rglob("*.html"))
    assert templates
    assert {name(path): count for path in templates if (count := lines(path)) > TEMPLATE} == {}
