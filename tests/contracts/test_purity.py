"""No clock, environment, file, print, process or network outside the edges, `store` and `publish`."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from tests.contracts.source import dotted, imports, modules, name, tree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# The rooms that do I/O, each with the kinds it is there for.
EDGES = {
    "generator.cache": {"file"},
    "generator.cli": {"clock", "environment", "file", "print", "process"},
    "generator.cli_build": {"print"},
    "generator.cli_check": {"environment", "file", "print"},
    "generator.cli_export": {"environment", "print"},
    "generator.cli_people": {"print"},
    "generator.mkdocs_plugin": {"clock", "environment", "file"},
    "generator.pipeline": set[str](),
    "generator.publish": {"file", "process"},
    "generator.store": {"file", "process"},
}
CALLS = {"open": "file", "print": "print", "input": "print", "breakpoint": "print"}
ATTRIBUTES = {
    "os.environ": "environment", "os.environb": "environment", "os.getenv": "environment", "os.getcwd": "environment",
    "os.open": "file", "os.scandir": "file", "os.listdir": "file", "os.walk": "file", "os.stat": "file", "os.replace": "file",
    "os.rename": "file", "os.remove": "file", "os.unlink": "file", "os.link": "file", "os.makedirs": "file", "os.mkdir": "file",
    "os.system": "process", "os.popen": "process",
    "datetime.now": "clock", "datetime.utcnow": "clock", "datetime.today": "clock", "date.today": "clock",
    "time.time": "clock", "time.time_ns": "clock", "time.localtime": "clock", "time.monotonic": "clock", "time.perf_counter": "clock",
    "sys.stdout": "print", "sys.stderr": "print", "sys.stdin": "print", "sys.exit": "print", "sys.argv": "environment",
    "Path.cwd": "environment", "Path.home": "environment",
}  # fmt: skip
# Methods of pathlib.Path under names that nothing else here has.
METHODS = {
    "read_text", "read_bytes", "write_text", "write_bytes", "iterdir", "rglob", "mkdir", "rmdir", "unlink", "touch",
    "is_file", "is_dir", "symlink_to", "hardlink_to",
}  # fmt: skip
IMPORTS = {
    "subprocess": "process", "multiprocessing": "process", "socket": "network", "ssl": "network", "urllib.request": "network",
    "http.client": "network", "http.server": "network", "tempfile": "file", "shutil": "file", "glob": "file", "fileinput": "file",
    "random": "chance", "secrets": "chance",
}  # fmt: skip
# Module → kind → reason. A line here is a decision; keep it short.
EXCEPTIONS: dict[str, dict[str, str]] = {
    "generator.call": {
        "environment": "the store is the folder one stands in",
        "print": "refusals end the command",
        "file": "finds the store",
    },
    "generator.commands.forget": {"file": "the cache holds names, so it goes with them"},
    "generator.commands.people": {"file": "names may lie in a folder outside the records"},
    "generator.commands.person_page": {"file": "a copy for one person lies where that person's keeper says"},
    "generator.commands.promise": {"file": "a certificate that a killed run laid ready is found, kept or removed"},
    "generator.commands.new_rule": {"file": "reads the rulebook files shipped in the wheel"},
    "generator.edges": {"environment": "SOURCE_DATE_EPOCH is read where a command begins"},
    "generator.ground": {"file": "a place is judged by the store it lies in, which mkdocs.yml tells"},
    "generator.model.record": {"environment": "pydantic is told to load no plugin before it is loaded itself"},
    "generator.leaks.gate": {"file": "reads the site that is to be published, and names outside the records"},
    "generator.leaks.published": {"file": "reads the site that is to be published, and nothing else"},
    "generator.leaks.guard": {"file": "tells what a stage holds from what stands at its output"},
    "generator.leaks.own": {"file": "reads the program's own texts, which say nothing of a store"},
    "generator.live": {"file": "pages that are gone are removed"},
    "generator.mkdocs_serve": {
        "file": "what is served lies in a folder that goes with the server",
        "print": "what stands in the way of a page is told on the terminal",
    },
    "generator.mkdocs_site": {"file": "the folder of a site is made beside the one that stands"},
    "generator.mkdocs_settings": {"file": "a store without mkdocs.yml is refused in words"},
    "generator.render.beside": {"file": "compiled templates lie beside the templates, inside the program"},
    "generator.store.source": {"environment": "git gets a clean environment"},
    "generator.store.vault": {"environment": "the path of a key is no setting of the store: whoever builds holds it"},
    "generator.unchanged": {
        "environment": "SOURCE_DATE_EPOCH is a part of what is asked",
        "clock": "a run for today is done again tomorrow",
    },
    "generator.options": {"clock": "today is the day that decides what is due where nobody names one"},
    "generator.pool": {"process": "the cell map runs on processes"},
}


def granted(module: str) -> set[str]:
    kinds = set(EXCEPTIONS.get(module, {}))
    for edge, own in EDGES.items():
        if module == edge or module.startswith(edge + "."):
            kinds |= own
    return kinds


def impure(path: Path) -> Iterator[tuple[int, str, str]]:
    """Line, what stands there, and its kind."""
    for line, target in imports(path):
        for one, kind in IMPORTS.items():
            if target == one or target.startswith(one + "."):
                yield line, f"import {target}", kind
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
            owner = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
            if (attribute := f"{owner}.{node.attr}") in ATTRIBUTES:
                yield node.lineno, attribute, ATTRIBUTES[attribute]
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name) and node.func.id in CALLS:
                yield node.lineno, f"{node.func.id}()", CALLS[node.func.id]
            elif isinstance(node.func, ast.Attribute) and node.func.attr in METHODS:
                yield node.lineno, f".{node.func.attr}()", "file"


@pytest.mark.parametrize("path", modules(), ids=name)
def test_module_does_no_io_that_is_not_its_job(path: Path) -> None:
    own = granted(dotted(path))
    assert [f"{name(path)}:{line} {what} ({kind})" for line, what, kind in impure(path) if kind not in own] == []


def test_exceptions_are_still_needed() -> None:
    kinds = {dotted(path): {kind for _, _, kind in impure(path)} for path in modules()}
    unused = [
        (module, kind) for module, own in EXCEPTIONS.items() for kind in own if kind not in kinds.get(module, set())
    ]
    assert unused == []


def test_impurity_would_be_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "import subprocess\nfrom datetime import date\nimport datetime as d, os\nx = date.today(), os.environ['A']\n"
    text += "y = d.datetime.now()\nprint(open('a'))\n"
    path = tmp_path / "generator" / "bad.py"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr("tests.contracts.source.ROOT", tmp_path)
    kinds = sorted((line, kind) for line, _, kind in impure(path))
    assert kinds == [(1, "process"), (4, "clock"), (4, "environment"), (5, "clock"), (6, "file"), (6, "print")]
