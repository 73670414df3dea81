"""The wheel holds all that a run needs, and builds a store far from the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.contracts.source import GENERATOR, ROOT, TEMPLATES


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("build")
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = out.glob("chibo-*.whl")
    return built


def test_wheel_holds_program_theme_rulebooks_and_handbook(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    wanted = {path.relative_to(ROOT).as_posix() for folder in (GENERATOR, TEMPLATES) for path in files(folder)}
    wanted |= {
        f"generator/_handbook/{path.relative_to(ROOT / 'docs' / 'handbook')}"
        for path in files(ROOT / "docs" / "handbook")
    }
    assert sorted(wanted - inside) == []
    assert any(one.startswith("generator/_handbook/") for one in inside)
    assert any(one.startswith("generator/_rulebook/") and one.endswith(".yml") for one in inside)
    assert [
        one for one in inside if one.split("/")[0] not in ("generator", "site_templates") and "dist-info" not in one
    ] == []


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]


def test_wheel_builds_a_store_far_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    installed, store = tmp_path / "installed", tmp_path / "store"
    zipfile.ZipFile(wheel).extractall(installed)
    shutil.copytree(ROOT / "records", store / "records")
    shutil.copy(ROOT / "mkdocs.yml", store)
    (store / "docs").mkdir()
    (store / "docs" / "index.md").write_text("# Kho\n", encoding="utf-8")
    # First on the path: the wheel. -P: the current folder is never on it.
    environment = os.environ | {"PYTHONPATH": str(installed)}
    where = subprocess.run(
        [sys.executable, "-P", "-c", "import generator, site_templates; print(generator.__file__, site_templates.__file__)"],
        cwd=store, env=environment, capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip
    assert [Path(one).parent.parent for one in where] == [installed, installed]
    done = subprocess.run(
        [sys.executable, "-P", "-m", "generator", "build", "--output", "site"],
        cwd=store, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    for page in ("index.html", "handbook/index.html", "rules/AT101/index.html"):
        assert (store / "site" / page).is_file(), page
