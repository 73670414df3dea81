"""What our own workflows must keep, beyond what an auditor of other people's workflows would ask for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Read from the actions' own repositories: release tag and its commit.
PINS = {
    "actions/checkout": ("v7.0.1", "3d3c42e5aac5ba805825da76410c181273ba90b1"),
    "actions/setup-python": ("v7.0.0", "5fda3b95a4ea91299a34e894583c3862153e4b97"),
    "actions/upload-pages-artifact": ("v5.0.0", "fc324d3547104276b827a68afc52ff2a11cc49c9"),
    "actions/deploy-pages": ("v5.0.0", "cd2ce8fcbc39b97be8ca5fce6e763baed58fa128"),
    "actions/upload-artifact": ("v7.0.0", "bbbca2ddaa5d8feaa63e36b76fdaad77386f024f"),
    "actions/download-artifact": ("v8.0.1", "3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c"),
    "actions/configure-pages": ("v5.0.0", "983d7736d9b0ae728b81ab479565c72886d7745b"),
}
DANGEROUS = {"pull_request_target", "workflow_run", "issue_comment", "repository_dispatch"}
USES = re.compile(r"^\s*(?:-\s+)?uses:\s*(?P<what>\S+)(?:\s+#\s*(?P<tag>\S+))?\s*$", re.MULTILINE)

Job = dict[str, Any]


class Workflow:
    """A workflow as its text and as what YAML makes of it, every scalar a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        found = yaml.load(text, Loader=yaml.BaseLoader)
        self.top: dict[str, Any] = found if isinstance(found, dict) else {}

    @property
    def events(self) -> set[str]:
        """What starts it."""
        on = self.top.get("on", [])
        return {on} if isinstance(on, str) else set(on)

    @property
    def jobs(self) -> dict[str, Job]:
        """Its jobs by id."""
        return dict(self.top.get("jobs") or {})

    @property
    def steps(self) -> list[tuple[str, dict[str, Any]]]:
        """Each step with the id of its job."""
        return [(name, step) for name, job in self.jobs.items() for step in job.get("steps", [])]

    @property
    def publishes(self) -> bool:
        """Tell whether something leaves the repository from here."""
        granted = [job.get("permissions") for job in self.jobs.values()]
        return any(isinstance(g, dict) and {"pages", "packages", "id-token"} & set(g) for g in granted)


def violations(text: str) -> set[str]:
    """The names of the rules that a workflow breaks."""
    workflow = Workflow(text)
    return {rule.__name__ for rule in RULES if any(True for _ in rule(workflow))}


def event(w: Workflow) -> Iterator[str]:
    """Nothing runs with rights because a stranger wrote something."""
    yield from w.events & DANGEROUS


def top_permissions(w: Workflow) -> Iterator[str]:
    """No rights but those that a job asks for."""
    if w.top.get("permissions") != {}:
        yield "permissions"


def job_permissions(w: Workflow) -> Iterator[str]:
    """Each job names its rights one by one, and may write on a pull request nothing but findings."""
    for name, job in w.jobs.items():
        granted = job.get("permissions")
        named = isinstance(granted, dict) and set(granted.values()) <= {"read", "write", "none"}
        if not named or ("pull_request" in w.events and written(job) - {"security-events"}):
            yield name


def fork_writes(w: Workflow) -> Iterator[str]:
    """A job that writes on a pull request runs for this repository's own branches only."""
    for name, job in w.jobs.items():
        guarded = "head.repo.full_name == github.repository" in str(job.get("if", ""))
        if "pull_request" in w.events and written(job) and not guarded:
            yield name


def written(job: Job) -> set[str]:
    """What a job may write."""
    granted = job.get("permissions")
    return {right for right, value in granted.items() if value == "write"} if isinstance(granted, dict) else set()


def pins(w: Workflow) -> Iterator[str]:
    """Actions of the table, by commit, their tag in a comment."""
    for found in USES.finditer(w.text):
        action, _, commit = found["what"].partition("@")
        if PINS.get(action) != (found["tag"], commit):
            yield found["what"]
    written = [str(step["uses"]) for _, step in w.steps if "uses" in step]
    written += [str(job["uses"]) for job in w.jobs.values() if "uses" in job]
    if sorted(written) != sorted(found["what"] for found in USES.finditer(w.text)):
        yield "an action that is not on a line of its own"


def images(w: Workflow) -> Iterator[str]:
    """No container but by digest."""
    for job in w.jobs.values():
        container = job.get("container")
        asked = [container.get("image", "") if isinstance(container, dict) else container] if container else []
        asked += [service.get("image", "") for service in (job.get("services") or {}).values()]
        yield from (image for image in asked if "@sha256:" not in image)


def runners(w: Workflow) -> Iterator[str]:
    """Machines of the forge, which are thrown away; what runs on them is pinned elsewhere."""
    for name, job in w.jobs.items():
        if "uses" not in job and not re.fullmatch(r"ubuntu-latest", str(job.get("runs-on"))):
            yield name


def credentials(w: Workflow) -> Iterator[str]:
    """A checkout leaves no token behind, takes no submodules, and never takes what a pull request brings."""
    for name, step in w.steps:
        if str(step.get("uses", "")).startswith("actions/checkout@"):
            given = step.get("with") or {}
            ref = f"{given.get('ref', '')} {given.get('repository', '')}"
            kept = given.get("persist-credentials") != "false" or {"submodules", "lfs", "token"} & set(given)
            if kept or re.search(r"head|refs/pull|merge_commit", ref):
                yield name


def texts(w: Workflow) -> Iterator[str]:
    """No expression in a script, not even a harmless one, and none that a shell gets as its name."""
    for name, step in w.steps:
        if "${{" in f"{step.get('run', '')}{step.get('shell', '')}{step.get('working-directory', '')}":
            yield name


def strangers(w: Workflow) -> Iterator[str]:
    """What a stranger writes is handed to no step: neither title, text, label, branch nor name."""
    fields = r"title|body|head_ref|head\.ref|head\.label|message|author|default_branch|login|labels|page_name|user"
    yield from re.findall(rf"\$\{{\{{[^}}]*\b(?:{fields})\b", w.text)


def environment(w: Workflow) -> Iterator[str]:
    """No step changes the environment of the next ones."""
    for name, step in w.steps:
        if re.search(
            r"GITHUB_(?:ENV|PATH)|ACTIONS_ALLOW_UNSECURE|::(?:set-env|add-path)",
            f"{step.get('run', '')}{step.get('env', '')}",
        ):
            yield name


def secrets(w: Workflow) -> Iterator[str]:
    """No secret at all: the token of the job is enough."""
    yield from re.findall(r"\bsecrets\s*[.\[:]|secrets:\s*inherit|toJSON\(\s*(?:secrets|github)", w.text)


def caches(w: Workflow) -> Iterator[str]:
    """What is published comes from no cache; nor is one filled on the way."""
    for name, step in w.steps:
        used = str(step.get("uses", ""))
        if w.publishes and ("actions/cache" in used or any("cache" in key for key in step.get("with") or {})):
            yield name


def concurrency(w: Workflow) -> Iterator[str]:
    """Two runs of one thing do not go side by side."""
    found = w.top.get("concurrency")
    if not (isinstance(found, dict) and found.get("group") and found.get("cancel-in-progress") in {"true", "false"}):
        yield "concurrency"
    elif w.publishes and found["cancel-in-progress"] != "false":
        yield "a deployment that is cut off"


def timeouts(w: Workflow) -> Iterator[str]:
    """Each job ends by itself, within the hour."""
    for name, job in w.jobs.items():
        if not (str(job.get("timeout-minutes", "")).isdigit() and int(job["timeout-minutes"]) <= 60):
            yield name


def downloads(w: Workflow) -> Iterator[str]:
    """Nothing from the network is piped into an interpreter, and nothing is installed without its hash."""
    for name, step in w.steps:
        run = str(step.get("run", ""))
        if re.search(r"(?:curl|wget)[^\n]*\|", run) or re.search(r"\b(?:pip|pipx|npm|uvx?)\b[^\n]*\binstall\b", run):
            yield name


def blind_eyes(w: Workflow) -> Iterator[str]:
    """A failure is a failure, and no auditor is told to look away."""
    yield from re.findall(r"continue-on-error:\s*true|\|\|\s*true\b|#\s*zizmor:\s*ignore", w.text)


RULES: tuple[Callable[[Workflow], Iterator[str]], ...] = (
    event, top_permissions, job_permissions, fork_writes, pins, images, runners, credentials, texts, strangers,
    environment, secrets, caches, concurrency, timeouts, downloads, blind_eyes,
)  # fmt: skip
