"""One repository for all tests here; each run gets a machine of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.workflows import pull
from tests.workflows.runner import Runner

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# What an event tells of a pull request that wishes it were a command.
EVENT = {
    "github.event.pull_request.number": "7",
    "github.event.pull_request.head.repo.full_name": "ai-do/chi-bo",
    "github.repository": "so/chi-bo",
    "github.ref": "refs/heads/main",
    "github.token": "the-token-of-the-job",
    "inputs.allow_rewind": "",
}


@pytest.fixture(scope="session")
def forge(tmp_path_factory: pytest.TempPathFactory) -> pull.Forge:
    """The repository, as a forge keeps it."""
    return pull.make(tmp_path_factory.mktemp("forge"))


@pytest.fixture(scope="session")
def machine(forge: pull.Forge, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Runner]:
    """Makes a machine for a run on a commit of the main branch (by default its newest)."""

    def make(
        sha: str = "", *, env: dict[str, str] | None = None, about: dict[str, Any] | None = None, **values: str
    ) -> Runner:
        sha = sha or forge.main
        known = {**EVENT, "github.sha": sha, **{name.replace("__", "."): value for name, value in values.items()}}
        return Runner(tmp_path_factory.mktemp("machine"), forge.origin, known, env or {}, about or {})

    return make


@pytest.fixture(scope="session")
def pull_request(forge: pull.Forge, machine: Callable[..., Runner]) -> Callable[..., Runner]:
    """Makes a machine for a run on a pull request: what `change` does to the tree of `base`, with all that could run."""

    def make(base: str, change: Callable[[Path], None], number: int = 7) -> Runner:
        head_values = {
            "github__event__pull_request__base__sha": base,
            "github__event__pull_request__number": str(number),
        }
        hostile = "x$(touch ${IFS}mark)`id`;#"
        found = machine(base, env={"GITHUB_HEAD_REF": hostile, "GITHUB_ACTOR": hostile}, **head_values)
        marks = found.folder / "marks"
        pull.git(forge.tree, "checkout", "-q", "-f", "--detach", base)
        pull.plant(forge.tree, marks)
        change(forge.tree)
        subject = "".join(text.format(marks=marks) + "\n" for text in pull.TEXTS if "{{" not in text)
        name = f"$(touch {marks}/author)`touch {marks}/author-tick`"
        sha = forge.commit(subject, GIT_AUTHOR_NAME=name, GIT_COMMITTER_NAME=name, GIT_AUTHOR_EMAIL="a@b.invalid")
        forge.pull(number, sha)
        pull.git(forge.tree, "checkout", "-q", "-f", "--detach", base)
        pull.git(forge.tree, "clean", "-q", "-f", "-d", "-x")
        found.values["github.event.pull_request.head.sha"] = sha
        return found

    return make
