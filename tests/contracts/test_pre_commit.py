"""The hooks of `.pre-commit-hooks.yaml`: well-formed, their commands exist, and file names reach the checker."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

import click
import pytest
import yaml

from generator.cli import main
from tests.contracts.source import ROOT
from tests.site.conftest import run
from tests.support import JANUARY, MARCH, write

if TYPE_CHECKING:
    from pathlib import Path

HOOKS: dict[str, dict[str, Any]] = {
    hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
}


def test_there_is_one_to_check_and_one_to_mend() -> None:
    assert list(HOOKS) == ["chibo-check", "chibo-fix"]


@pytest.mark.parametrize("hook", HOOKS.values(), ids=HOOKS)
def test_a_hook_says_all_that_a_runner_needs(hook: dict[str, Any]) -> None:
    assert set(hook) == {"id", "name", "description", "entry", "language", "files", "require_serial"}
    assert hook["language"] == "python"
    assert hook["require_serial"] is True, "two runs would read the same store side by side"


@pytest.mark.parametrize("hook", HOOKS.values(), ids=HOOKS)
def test_it_looks_at_records_only(hook: dict[str, Any]) -> None:
    assert re.search(hook["files"], JANUARY)
    assert not re.search(hook["files"], f"docs/{JANUARY}")
    assert not re.search(hook["files"], "mkdocs.yml")


@pytest.mark.parametrize("hook", HOOKS.values(), ids=HOOKS)
def test_its_command_and_options_exist(hook: dict[str, Any]) -> None:
    script, command, *options = hook["entry"].split()
    with (ROOT / "pyproject.toml").open("rb") as file:
        assert script in tomllib.load(file)["project"]["scripts"]
    params = main.commands[command].params
    assert {word for param in params for word in param.opts} >= set(options)
    assert any(isinstance(param, click.Argument) and param.nargs == -1 for param in params), "it takes file names"


def test_the_check_looks_at_the_files_it_is_given(tmp_path: Path) -> None:
    write(tmp_path, {})
    given = [*HOOKS["chibo-check"]["entry"].split()[1:], "--as-of", "2024-04-15", JANUARY, MARCH]
    done = run(*given, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    file = tmp_path / MARCH
    file.write_text(file.read_text("utf-8").replace("present: 4", "present: 3"), "utf-8")
    done = run(*given, cwd=tmp_path)
    assert done.returncode == 1
    assert f"{MARCH}:6:3: AT101" in done.stdout
    done = run(*given[:-1], cwd=tmp_path)
    assert done.returncode == 0, "the other file is not its business"


def test_the_fix_mends_the_files_it_is_given_and_no_other(tmp_path: Path) -> None:
    write(tmp_path, {})
    wrong = {
        path: (tmp_path / path).read_text("utf-8").replace("Chi bộ họp.", "Chi bộ\u00a0họp.")
        for path in (JANUARY, MARCH)
    }
    for path, text in wrong.items():
        (tmp_path / path).write_text(text, "utf-8")
    done = run(*HOOKS["chibo-fix"]["entry"].split()[1:], "--as-of", "2024-04-15", MARCH, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "\u00a0" not in (tmp_path / MARCH).read_text("utf-8")
    assert (tmp_path / JANUARY).read_text("utf-8") == wrong[JANUARY]
