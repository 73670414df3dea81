"""The examples for GitLab and Gitea in the handbook, run line by line as those forges would run them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.workflows import pull
from tests.workflows.runner import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.workflows.runner import Runner

PAGE = (ROOT / "docs/handbook/may-soat.md").read_text("utf-8")
HOST = "git.example.invalid"


def example(heading: str) -> dict[str, Any]:
    """The YAML below a heading."""
    found = re.search(rf"^## {heading}\n.*?^```yaml\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    assert found
    parsed = yaml.load(found[1], Loader=yaml.BaseLoader)
    assert isinstance(parsed, dict)
    return parsed


def ran(machine: Runner, folder: Path, lines: list[str], env: dict[str, str]) -> tuple[int, str]:
    """Run the lines of a job one after another in one shell, the forge's address leading to the repository here."""
    (folder / "gitconfig").write_text(
        f'[url "{machine.origin.as_uri()}"]\n'
        f"\tinsteadOf = https://gitlab-ci-token:t@{HOST}/so/chi-bo.git\n"
        f"\tinsteadOf = https://x-access-token:t@{HOST}/so/chi-bo.git\n"
        "[safe]\n\tdirectory = *\n",
        "utf-8",
    )
    env = {"GITHUB_ACTIONS": "", "GIT_CONFIG_GLOBAL": str(folder / "gitconfig"), **env}
    done = machine.run(["bash", "-e", "-c", "\n".join(lines)], folder, **env)
    return done.returncode, done.stdout + done.stderr


def gitlab(machine: Runner, job: str, **known: str) -> dict[str, str]:
    """The variables of a job, those of GitLab put into them."""
    variables = {
        "CI_DEFAULT_BRANCH": "main", "CI_JOB_TOKEN": "t", "CI_SERVER_HOST": HOST, "CI_MERGE_REQUEST_PROJECT_PATH": "so/chi-bo",
        "CI_MERGE_REQUEST_IID": "7", "CI_COMMIT_SHA": machine.values.get("github.event.pull_request.head.sha", ""), **known,
    }  # fmt: skip
    own = example("GitLab")[job].get("variables", {})
    return variables | {k: re.sub(r"\$(\w+)", lambda found: variables[found[1]], v) for k, v in own.items()}


@pytest.fixture(scope="module")
def faulty(pull_request: Callable[..., Runner], forge: pull.Forge) -> Runner:
    def change(folder: Path) -> None:
        pull.one_fewer_present(folder, pull.FAULTY)

    found = pull_request(forge.main, change, 7)
    sha = found.values["github.event.pull_request.head.sha"]
    pull.git(forge.origin, "update-ref", "refs/merge-requests/7/head", sha)
    return found


def test_gitlab_judges_a_merge_request(faulty: Runner, tmp_path: Path) -> None:
    job = example("GitLab")["soat"]
    status, said = ran(faulty, tmp_path, job["script"], gitlab(faulty, "soat"))
    assert status == 1, said
    assert f"{pull.FAULTY}:9:3: AT101" in said
    assert faulty.marks == []
    for path in [*job["artifacts"]["paths"], job["artifacts"]["reports"]["junit"], "preview/index.html"]:
        assert (tmp_path / path).exists(), path


def test_gitea_judges_a_pull_request(faulty: Runner, tmp_path: Path) -> None:
    job = example("Gitea")["jobs"]["soat"]
    values = faulty.values | {
        "github.server_url": f"https://{HOST}",
        "github.event.pull_request.base.ref": "main",
        "github.token": "t",
    }
    env = {k: re.sub(r"\$\{\{ (.*?) \}\}", lambda found: values[found[1]], v) for k, v in job["env"].items()}
    assert not any("${{" in step["run"] for step in job["steps"])
    status, said = ran(faulty, tmp_path, [step["run"] for step in job["steps"]], env)
    assert status == 1, said
    assert f"{pull.FAULTY}:9:3: AT101" in said
    assert faulty.marks == []


@pytest.mark.parametrize(("job", "made"), [("pages", "public/index.html"), ("nhac", "reminders/index.json")])
def test_gitlab_publishes_and_reminds(machine: Callable[..., Runner], tmp_path: Path, job: str, made: str) -> None:
    found = machine()
    checkout = tmp_path / "checkout"
    pull.git(tmp_path, "clone", "-q", str(found.origin), str(checkout))
    described = example("GitLab")[job]
    status, said = ran(found, checkout, described["script"], gitlab(found, job))
    assert status == 0, said
    assert (checkout / made).is_file()
    assert made.startswith(described["artifacts"]["paths"][0])
    if job == "nhac":
        assert json.loads((checkout / made).read_text("utf-8"))["profile"] == "public"


def test_every_command_and_variable_of_the_page_exists() -> None:
    commands = dict(re.findall(r"^\| `(tools/ci/\w+)` \|.*\| (.*) \|$", PAGE, re.MULTILINE))
    assert len(commands) == 6
    shared = (ROOT / "tools/ci/common").read_text("utf-8")
    for path, variables in commands.items():
        text = (ROOT / path).read_text("utf-8") + shared
        for name in re.findall(r"`(\w+)`", variables):
            assert f"${name}" in text or f"${{{name}:-" in text, (path, name)
    assert "`private_host: true`" in PAGE
    assert "private_host:" in (ROOT / "tools/ci/github/profile").read_text("utf-8")
