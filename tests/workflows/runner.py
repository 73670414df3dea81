"""Runs the jobs of a workflow on this machine the way the forge's runner does: each `run:` step in bash, the actions played.

Nothing is guessed: an expression, condition or action that is not known here is an error.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = ROOT / ".github" / "workflows"
CHIBO = Path(sys.executable).with_name("chibo")
REPOSITORY = "so/chi-bo"
EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}", re.DOTALL)

# Makes an environment as `python3 -I -m venv DIR` does, only that nothing is installed: the program under test is linked in, and
# what pip is asked for is written down. Anything else is done by the real Python.
PYTHON = """\
#!/bin/sh
if [ "$1 $2 $3" = "-I -m venv" ]; then
    mkdir -p "$4/bin"
    ln -sf "{chibo}" "$4/bin/chibo"
    printf '#!/bin/sh\\nprintf "%%s\\\\n" "$*" >>"{pip}"\\n' >"$4/bin/python"
    chmod +x "$4/bin/python"
    exit 0
fi
exec "{python}" "$@"
"""


def workflow(name: str) -> dict[str, Any]:
    """A workflow as YAML 1.2 would read it: `on` is a key, not a truth."""
    found = yaml.load((WORKFLOWS / name).read_text("utf-8"), Loader=yaml.BaseLoader)
    assert isinstance(found, dict)
    return found


@dataclass
class Step:
    """What came of a step."""

    name: str
    status: int
    out: str = ""
    err: str = ""
    summary: str = ""


@dataclass
class Job:
    """What came of a job: the folder it worked in, its steps by name."""

    workspace: Path
    steps: dict[str, Step] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Step:
        return self.steps[name]


@dataclass
class Runner:
    """A machine with nothing on it but what a run brings. `values` holds the expressions, `about` the fake forge's state."""

    folder: Path
    origin: Path
    values: dict[str, str]
    env: dict[str, str] = field(default_factory=dict)
    about: dict[str, Any] = field(default_factory=dict)
    artefacts: Path = field(init=False)
    deployed: list[str] = field(default_factory=list)
    jobs: int = 0

    def __post_init__(self) -> None:
        self.artefacts, tools, marks = (self.folder / name for name in ("artefacts", "tools", "marks"))
        for made in (self.artefacts, tools, marks, self.folder / "home", self.folder / "temp"):
            made.mkdir(parents=True)
        self._program(tools / "python3", PYTHON.format(chibo=CHIBO, python=sys.executable, pip=self.folder / "pip"))
        fake = Path(__file__).with_name("gh.py")
        self._program(
            tools / "gh", f'#!/bin/sh\nexec "{sys.executable}" -I "{fake}" "{self.folder / "forge.json"}" "$@"\n'
        )
        usual = {"visibility": "public", "pages_public": True, "deployments": [], "issues": [], "sarif_status": 202}
        (self.folder / "forge.json").write_text(json.dumps(usual | self.about | {"calls": []}), "utf-8")
        # A driver that every git of this machine knows: what is checked out or shown through it leaves a mark.
        (self.folder / "gitconfig").write_text(
            f'[filter "evil"]\n\tsmudge = touch {marks}/smudge; cat\n\tclean = touch {marks}/clean; cat\n'
            f'[diff "evil"]\n\ttextconv = touch {marks}/textconv; cat\n\tcommand = touch {marks}/diff\n',
            "utf-8",
        )

    @staticmethod
    def _program(path: Path, text: str) -> None:
        path.write_text(text, "utf-8")
        path.chmod(0o755)

    @property
    def forge(self) -> dict[str, Any]:
        """The state of the fake forge."""
        found: dict[str, Any] = json.loads((self.folder / "forge.json").read_text("utf-8"))
        return found

    @property
    def marks(self) -> list[str]:
        """What ran that should not have."""
        return sorted(path.name for path in (self.folder / "marks").iterdir())

    @property
    def pip(self) -> list[str]:
        """What pip was asked for, one call a line."""
        asked = self.folder / "pip"
        return asked.read_text("utf-8").splitlines() if asked.exists() else []

    def job(self, name: str, job: str) -> Job:
        """Run a job in a folder of its own; only artefacts go from one to the next."""
        self.jobs += 1
        done = Job(self.folder / f"job{self.jobs}")
        done.workspace.mkdir()
        whole = workflow(name)
        described = whole["jobs"][job]
        self.values["job"] = "success"
        if self.holds(described.get("if", "always()")):
            outer = {**whole.get("env", {}), **described.get("env", {})}
            for step in described["steps"]:
                self._step(step, outer, done)
        self.values[f"needs.{job}.result"] = self.values["job"] if done.steps else "skipped"
        return done

    def _step(self, step: dict[str, Any], outer: dict[str, str], done: Job) -> None:
        id_ = step.get("id", "")
        if not self.holds(step.get("if", "success()")):
            self.values[f"steps.{id_}.outcome"] = "skipped"
            return
        found = self._run(step, outer, done) if "run" in step else self._play(step, done)
        done.steps[step["name"]] = found
        self.values[f"steps.{id_}.outcome"] = "failure" if found.status else "success"
        if found.status:
            self.values["job"] = "failure"

    def _run(self, step: dict[str, Any], outer: dict[str, str], done: Job) -> Step:
        assert "${{" not in step["run"]
        temp = self.folder / "temp"
        files = {name: temp / name for name in ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_PATH")}
        for path in files.values():
            path.write_text("", "utf-8")
        (temp / "step.sh").write_text(step["run"] + "\n", "utf-8")
        asked = {key: self.resolve(value) for key, value in {**outer, **step.get("env", {})}.items()}
        ran = self.run(
            ["bash", "-e", str(temp / "step.sh")], done.workspace, **{n: str(p) for n, p in files.items()}, **asked
        )
        for line in files["GITHUB_OUTPUT"].read_text("utf-8").splitlines():
            key, _, value = line.partition("=")
            self.values[f"steps.{step['id']}.outputs.{key}"] = value
        assert files["GITHUB_ENV"].read_text() == files["GITHUB_PATH"].read_text() == ""
        return Step(
            step["name"], ran.returncode, ran.stdout, ran.stderr, files["GITHUB_STEP_SUMMARY"].read_text("utf-8")
        )

    def run(self, command: list[str], folder: Path, **env: str) -> subprocess.CompletedProcess[str]:
        """Run a command on this machine, with nothing of the machine that the tests run on but its programs."""
        return subprocess.run(
            command,
            cwd=folder,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=300,
            env={**self._machine(), **env},
        )

    def _machine(self) -> dict[str, str]:
        return {
            "PATH": f"{self.folder / 'tools'}:{os.environ['PATH']}",
            "HOME": str(self.folder / "home"),
            "TMPDIR": str(self.folder / "temp"),
            "LANG": "C.UTF-8",
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_REPOSITORY": REPOSITORY,
            "GIT_CONFIG_GLOBAL": str(self.folder / "gitconfig"),
            "GIT_CONFIG_NOSYSTEM": "1",
            **self.env,
        }

    def _play(self, step: dict[str, Any], done: Job) -> Step:
        action = step["uses"].partition("@")[0]
        given = {key: self.resolve(value) for key, value in step.get("with", {}).items()}
        if action == "actions/checkout":
            self._checkout(done.workspace / given["path"], given.get("ref", self.values["github.sha"]), given)
        elif action in {"actions/upload-artifact", "actions/upload-pages-artifact"}:
            source, name = done.workspace / given["path"], given.get("name", "github-pages")
            if source.exists():
                shutil.copytree(source, self.artefacts / name)
            else:
                assert given["if-no-files-found"] == "ignore"
        elif action == "actions/download-artifact":
            shutil.copytree(self.artefacts / given["name"], done.workspace / given["path"])
        elif action == "actions/deploy-pages":
            self.deployed.append(given.get("artifact_name", "github-pages"))
        else:
            assert action in {"actions/setup-python", "actions/configure-pages"}, action
        return Step(step["name"], 0)

    def _checkout(self, here: Path, ref: str, given: dict[str, str]) -> None:
        """Fetch branches with their history, or one commit alone; commits of forks never come by themselves."""
        assert given["persist-credentials"] == "false"
        sha = subprocess.run(
            ["git", "-C", str(self.origin), "rev-parse", ref], capture_output=True, encoding="utf-8", check=True
        )
        whole = given.get("fetch-depth") == "0"
        wanted = ["+refs/heads/*:refs/remotes/origin/*"] if whole else ["--depth=1", sha.stdout.strip()]
        for command in (
            ["init", "-q", str(here)],
            ["-C", str(here), "remote", "add", "origin", self.origin.as_uri()],
            ["-C", str(here), "fetch", "-q", "--no-tags", *wanted[:-1], "origin", wanted[-1]],
            ["-C", str(here), "checkout", "-q", "--detach", sha.stdout.strip()],
        ):
            subprocess.run(["git", *command], check=True, env={**os.environ, **self._machine()})

    def resolve(self, text: str) -> str:
        """Put values in the place of expressions."""
        return EXPRESSION.sub(lambda found: self.values[found[1]], text)

    def holds(self, condition: str) -> bool:
        """Tell whether a condition of `if:` holds: comparisons and calls joined by `&&`."""
        found = EXPRESSION.fullmatch(condition)
        return all(self._holds(part.strip()) for part in (found[1] if found else condition).split("&&"))

    def _holds(self, part: str) -> bool:
        if part in {"success()", "!cancelled()", "always()"}:
            return part != "success()" or self.values.get("job") == "success"
        left, operator, right = part.split()
        wanted = right.strip("'") if right.startswith("'") else self.values[right]
        return (self.values[left] == wanted) is (operator == "==")
