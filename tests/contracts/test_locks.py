"""The locks: every package pinned and hashed, nowhere said where from, the same version in each file, actions by commit."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from typing import Any

import pytest

from tests.contracts.source import ROOT

LOCKS = ["run", "dev", "properdocs", "oldest"]
FILES = [*LOCKS, "hugo", "fuzz"]  # what benchmarks and fuzzing need is no dependency, but pinned all the same
PIN = re.compile(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)(?:\s*;[^\\]*)?\s*\\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")
# What stands in each lock besides the runtime dependencies.
GROUPS = {
    "run": ["build"],
    "dev": ["build", "test", "dev"],
    "properdocs": ["build", "test", "properdocs"],
    "oldest": ["build", "test"],
}


def project() -> dict[str, Any]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)


def lock_text(lock: str) -> str:
    return (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")


def pins(lock: str) -> dict[str, str]:
    """Package → version."""
    return {match[1].lower(): match[2] for line in lock_text(lock).splitlines() if (match := PIN.match(line))}


def asked_for(lock: str) -> set[str]:
    """The packages that pyproject.toml wants in this lock, without their ranges."""
    everything = project()
    wanted = list(everything["project"]["dependencies"])
    for group in GROUPS[lock]:
        wanted += [one for one in everything["dependency-groups"][group] if isinstance(one, str)]
    names = {re.split(r"[<>=!~; \[]", one)[0].lower() for one in wanted}
    return names - ({"mkdocs"} if lock == "properdocs" else set())


@pytest.mark.parametrize("lock", FILES)
def test_every_line_is_a_pin_a_hash_or_a_comment(lock: str) -> None:
    strange = [
        line
        for line in lock_text(lock).splitlines()
        if line.strip() and not line.lstrip().startswith("#") and not PIN.match(line) and not HASH.match(line)
    ]
    assert strange == []
    assert "://" not in lock_text(lock)


@pytest.mark.parametrize("lock", FILES)
def test_every_pin_has_a_hash(lock: str) -> None:
    after = re.findall(r"^[A-Za-z0-9_.-]+==.*\n(.*)$", lock_text(lock), re.MULTILINE)
    assert after
    assert [line for line in after if not HASH.match(line)] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_holds_what_the_project_asks_for(lock: str) -> None:
    assert sorted(asked_for(lock) - set(pins(lock))) == [], "make lock"


def test_one_version_of_a_package_in_all_locks() -> None:
    run = pins("run")
    for lock in ("dev", "properdocs"):
        assert {one: version for one, version in pins(lock).items() if run.get(one, version) != version} == {}


def test_the_oldest_lock_holds_the_lower_bounds() -> None:
    """What pyproject.toml calls the oldest allowed version is the one that is tested."""
    bounds = [re.match(r"([A-Za-z0-9_.-]+)>=([^,]+)", one) for one in project()["project"]["dependencies"]]
    named = {bound[1].lower(): bound[2] for bound in bounds if bound}
    assert len(named) == len(bounds)
    own = pins("oldest")
    assert {one: version for one, version in named.items() if not same_version(own[one], version)} == {}


def same_version(one: str, other: str) -> bool:
    """Tell whether two versions are the same but for zeros at the end: `2.10.0` is `2.10`."""
    return re.sub(r"(\.0)+$", "", one) == re.sub(r"(\.0)+$", "", other)


def test_properdocs_stands_in_for_mkdocs() -> None:
    own = pins("properdocs")
    assert own["properdocs"] == "1.6.7"
    assert "mkdocs" not in own
    assert pins("run")["mkdocs"] == "1.6.1"


def test_the_bill_of_materials_is_that_of_the_lock() -> None:
    command = [sys.executable, str(ROOT / "tools" / "sbom.py")]
    made = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8").stdout
    kept = (ROOT / "requirements" / "sbom.cdx.json").read_text(encoding="utf-8")
    assert made == kept, "make lock"
    bill = json.loads(kept)
    assert {part["name"].lower(): part["version"] for part in bill["components"]} == pins("run")
    assert all(part["properties"] for part in bill["components"])
    assert "://" not in kept


def test_npm_lock_pins_with_hashes_and_names_no_host() -> None:
    folder = ROOT / "tests" / "browser"
    text = (folder / "package-lock.json").read_text(encoding="utf-8")
    packages = {path: one for path, one in json.loads(text)["packages"].items() if path}
    assert "://" not in text
    assert "resolved" not in text
    assert [path for path, one in packages.items() if not one["integrity"].startswith("sha512-")] == []
    wanted = json.loads((folder / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    assert {one: packages[f"node_modules/{one}"]["version"] for one in wanted} == wanted


def test_actions_are_pinned_by_commit_and_get_no_rights() -> None:
    for path in sorted((ROOT / ".github" / "workflows").glob("*.yml")):
        text = path.read_text(encoding="utf-8")
        uses = re.findall(r"uses:\s*(.+)$", text, re.MULTILINE)
        assert [one for one in uses if not re.fullmatch(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v[\d.]+", one)] == [], path
        assert re.search(r"^permissions: \{\}$", text, re.MULTILINE), path


def test_version_is_written_once() -> None:
    """The package and the distribution say the same version; the changelog will name it on release."""
    init = (ROOT / "generator" / "__init__.py").read_text(encoding="utf-8")
    assert f'__version__ = "{project()["project"]["version"]}"' in init
