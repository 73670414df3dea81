"""The scripts that speak to GitHub: which profile may be shown where, what is published, where findings go."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import pytest

from tests.workflows.runner import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.workflows.runner import Runner

CI = ROOT / "tools" / "ci"


def told(
    machine: Callable[..., Runner], name: str, *arguments: str, about: dict[str, Any], **env: str
) -> tuple[int, str]:
    found = machine(about=about)
    done = found.run([str(CI / "github" / name), *arguments], found.folder, GH_TOKEN="t", **env)
    return done.returncode, done.stdout.strip()


@pytest.mark.parametrize(
    ("said", "visibility", "pages", "expected"),
    [
        ("true", "private", False, (0, "profile=internal")),
        ("true", "private", True, (2, "")),
        ("true", "public", False, (2, "")),
        ("true", "public", True, (2, "")),
        ("true", "internal", False, (2, "")),
        ("true", "private", None, (2, "")),
        ("", "private", False, (0, "profile=public")),
        ("false", "private", False, (0, "profile=public")),
        ("True", "private", False, (0, "profile=public")),
        ("1", "private", False, (0, "profile=public")),
        ("yes", "private", False, (0, "profile=public")),
        ("", "public", True, (0, "profile=public")),
    ],
)
def test_the_internal_site_is_built_only_where_its_host_is_known_to_be_private(
    machine: Callable[..., Runner],
    tmp_path: Path,
    said: str,
    visibility: str,
    pages: bool | None,
    expected: tuple[int, str],
) -> None:
    about = {"visibility": visibility, "pages_public": pages}
    (tmp_path / "mkdocs.yml").write_text(f"site_name: Sổ\nextra:\n  private_host: {said}\n", "utf-8")
    assert told(machine, "profile", "site", about=about, STORE=str(tmp_path)) == expected


@pytest.mark.parametrize(
    ("visibility", "profile"), [("private", "internal"), ("internal", "public"), ("public", "public"), ("", "public")]
)
def test_issues_hold_more_only_in_a_private_repository(
    machine: Callable[..., Runner], visibility: str, profile: str
) -> None:
    assert told(machine, "profile", "issues", about={"visibility": visibility}) == (0, f"profile={profile}")


def test_a_forge_that_does_not_answer_ends_the_step(machine: Callable[..., Runner]) -> None:
    found = machine()
    for command in (["profile", "issues"], ["published"]):
        done = found.run([str(CI / "github" / command[0]), *command[1:]], found.folder)  # without a token
        assert (done.returncode, done.stdout) == (1, "")


def test_the_newest_deployment_that_succeeded_is_what_is_published(machine: Callable[..., Runner]) -> None:
    def deployed(*states: str) -> dict[str, Any]:
        return {"deployments": [{"id": 9 - n, "sha": str(n) * 40, "state": state} for n, state in enumerate(states)]}

    assert told(machine, "published", about=deployed("failure", "success", "inactive")) == (0, f"last={'1' * 40}")
    assert told(machine, "published", about=deployed("failure", "in_progress")) == (0, "last=")
    assert told(machine, "published", about=deployed()) == (0, "last=")


@pytest.mark.parametrize(("status", "expected"), [(202, 0), (403, 0), (404, 0), (422, 1), (500, 1)])
def test_a_repository_without_code_scanning_is_not_at_fault(
    machine: Callable[..., Runner], tmp_path: Path, status: int, expected: int
) -> None:
    found = machine(about={"sarif_status": status})
    (tmp_path / "a.sarif").write_text("{}", "utf-8")
    command = [str(CI / "github/sarif"), str(tmp_path / "a.sarif")]
    done = found.run(command, found.folder, GH_TOKEN="t", HEAD_SHA="a" * 40, NUMBER="7")
    assert done.returncode == expected, done.stderr
    assert ("code scanning" in done.stdout) is (status in {403, 404})
    assert base64.b64decode(found.forge["calls"][0][2]["sarif"])
    for wrong in ({"HEAD_SHA": "x", "NUMBER": "7"}, {"HEAD_SHA": "a" * 40, "NUMBER": "7/merge"}):
        assert found.run(command, found.folder, GH_TOKEN="t", **wrong).returncode == 2
