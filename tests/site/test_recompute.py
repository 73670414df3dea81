"""The figures of the built sample are those that a second program works out from the same files."""

from __future__ import annotations

import ast
import datetime as dt
import json
import shutil
import subprocess
import sys
from pathlib import Path

from tests.independent import recompute

SCRIPT = Path(recompute.__file__)


def test_every_figure_that_is_worked_out_again_agrees(built_sample: Path) -> None:
    compared, wrong = recompute.differences(built_sample.parent / "records", built_sample / "data/v1")
    assert wrong == []
    assert compared > 1500


def test_what_is_worked_out_again_has_something_to_count(built_sample: Path) -> None:
    as_of = dt.date.fromisoformat(json.loads((built_sample / "data/v1/index.json").read_text("utf-8"))["as_of"])
    found = recompute.recompute(built_sample.parent / "records", as_of)
    seen = {id_ for figures in found.values() for id_, (n, d) in figures.items() if n and d}
    assert {
        "meeting_coverage", "meetings_per_cell", "thematic_per_cell", "frequency_12", "attendance_rate_due",
        "attendance_rate_roll", "attendance_rate_due_macro", "speaker_share", "unexcused", "fixed_day_kept",
        "grades.good", "score_mean", "tasks_done", "admissions", "members_per_cell", "observer_cells",
        "observer_visits", "guests.invited", "model_meetings",
    } <= seen  # fmt: skip


def test_a_figure_that_differs_is_named(built_sample: Path, tmp_path: Path) -> None:
    data = tmp_path / "v1"
    shutil.copytree(built_sample / "data/v1", data)
    file = data / "van-mau/district.json"
    content = json.loads(file.read_text("utf-8"))
    content["stats"]["2024"]["tasks_done"]["n"] += 1
    file.write_text(json.dumps(content), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(SCRIPT), str(built_sample.parent / "records"), str(data)],
        text=True,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert "van-mau 2024 tasks_done: published " in done.stdout
    assert done.stdout.endswith(" figures compared, 1 differ\n")


def test_it_shares_no_code_with_the_program() -> None:
    tree = ast.parse(SCRIPT.read_text("utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not {name for name in imported if name.partition(".")[0] in {"generator", "tests", "site_templates"}}
