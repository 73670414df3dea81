"""Every `run:` step of the workflows around records, run as the forge would run it.

The pull requests come from a fork and carry whatever would leave a mark if anything of theirs ran.
"""

from __future__ import annotations

import base64
import gzip
import json
import re
import sqlite3
from typing import TYPE_CHECKING

import pytest

from tests.site.conftest import tree
from tests.workflows import pull
from tests.workflows.pull import FAULTY, git
from tests.workflows.runner import workflow

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.workflows.pull import Forge
    from tests.workflows.runner import Job, Runner

    Ran = tuple[Runner, Job]

OLD_FAULT = "records/van-mau/cells/ban-na-thu/2025/03-regular.md"
PIP = "-I -m pip install --quiet --disable-pip-version-check --no-cache-dir"
INSTALL = [
    f"{PIP} --require-hashes --only-binary :all: -r requirements/run.txt",
    f"{PIP} --no-deps --no-build-isolation --no-index .",
]
FETCH, CHECK, PREVIEW = (
    "Lấy các commit của yêu cầu, chỉ làm dữ liệu",
    "Soát những gì yêu cầu làm xấu đi",
    "Dựng bản xem trước (công khai)",
)


def another_fault(folder: Path) -> None:
    pull.one_fewer_present(folder, FAULTY)


def another_place(folder: Path) -> None:
    file = folder / FAULTY
    file.write_text(file.read_text("utf-8").replace("Nhà văn hóa", "Hội trường"), "utf-8")


@pytest.fixture(scope="module")
def old_fault(forge: Forge) -> str:
    """A branch on which one record is wrong already."""
    git(forge.tree, "checkout", "-q", "-f", "--detach", forge.main)
    pull.one_fewer_present(forge.tree, OLD_FAULT)
    sha = forge.commit("một lỗi cũ")
    git(forge.tree, "push", "-q", str(forge.origin), f"{sha}:refs/heads/loi-cu")
    return sha


@pytest.fixture(scope="module")
def judged(pull_request: Callable[..., Runner], old_fault: str) -> Ran:
    found = pull_request(old_fault, another_fault)
    return found, found.job("check.yml", "check")


@pytest.fixture(scope="module")
def harmless(pull_request: Callable[..., Runner], forge: Forge) -> Ran:
    found = pull_request(forge.main, another_place, 8)
    return found, found.job("check.yml", "check")


@pytest.fixture(scope="module")
def sent(judged: Ran) -> Ran:
    """The second job of check.yml, were the pull request not from a fork."""
    machine, _ = judged
    fork = machine.values["github.event.pull_request.head.repo.full_name"]
    machine.values["github.event.pull_request.head.repo.full_name"] = "so/chi-bo"
    job = machine.job("check.yml", "sarif")
    machine.values["github.event.pull_request.head.repo.full_name"] = fork
    return machine, job


@pytest.fixture(scope="module")
def published(machine: Callable[..., Runner], forge: Forge) -> Ran:
    found = machine(about={"deployments": [{"id": 5, "sha": forge.main, "state": "success"}]})
    job = found.job("site.yml", "build")
    found.job("site.yml", "deploy")
    return found, job


@pytest.fixture(scope="module")
def reminded(machine: Callable[..., Runner]) -> Ran:
    found = machine()
    return found, found.job("monthly.yml", "remind")


@pytest.mark.parametrize("name", ["check.yml", "site.yml", "monthly.yml"])
def test_every_run_step_is_run_here(
    name: str, judged: Ran, harmless: Ran, sent: Ran, published: Ran, reminded: Ran
) -> None:
    ran = {step for _, job in (judged, harmless, sent, published, reminded) for step in job.steps}
    described = [step for job in workflow(name)["jobs"].values() for step in job["steps"] if "run" in step]
    assert described
    assert [step["name"] for step in described if step["name"] not in ran] == []


def test_the_program_is_installed_from_the_branch_merged_into_with_hashes(judged: Ran) -> None:
    machine, job = judged
    assert job["Cài chương trình từ nhánh đích"].status == 0
    assert machine.pip == INSTALL


def test_a_pull_request_is_read_and_nothing_of_it_runs(judged: Ran, harmless: Ran) -> None:
    for machine, job in (judged, harmless):
        assert job[FETCH].status == 0, job[FETCH].err
        assert machine.marks == []
        store = job.workspace / "store"
        assert git(store, "rev-parse", "HEAD") == machine.values["github.event.pull_request.base.sha"]
        assert git(store, "status", "--porcelain", "--untracked-files=no") == ""
        assert not list(job.workspace.rglob("sitecustomize.py"))


def test_the_token_is_written_nowhere(judged: Ran) -> None:
    machine, job = judged
    token = base64.b64encode(b"x-access-token:the-token-of-the-job")
    for file in (job.workspace / "store/.git").rglob("*"):
        if file.is_file():
            assert b"the-token-of-the-job" not in file.read_bytes()
            assert token not in file.read_bytes()
    assert not any("the-token-of-the-job" in step.out + step.err for step in job.steps.values())
    assert machine.values["github.token"] == "the-token-of-the-job"


def test_only_what_became_worse_is_held_against_it(judged: Ran) -> None:
    _, job = judged
    check = job[CHECK]
    assert check.status == 1, check.err
    errors = [line for line in check.out.splitlines() if line.startswith("::error ")]
    assert len(errors) == 1
    assert errors[0].startswith(f"::error file={FAULTY},line=")
    assert "AT101" in errors[0]
    assert OLD_FAULT not in check.out
    found = json.loads((job.workspace / "reports/chibo.sarif").read_text("utf-8"))
    results = [result for run in found["runs"] for result in run["results"]]
    assert [result["ruleId"] for result in results if result["level"] == "error"] == ["AT101"]
    assert OLD_FAULT not in json.dumps(results)
    assert "AT101" in (job.workspace / "reports/chibo.junit.xml").read_text("utf-8")


def test_the_page_of_the_run_says_what_changed_and_what_nobody_read(judged: Ran) -> None:
    _, job = judged
    check = job[CHECK]
    assert check.summary == (job.workspace / "reports/summary.md").read_text("utf-8")
    assert "AT101" in check.summary
    assert "Nà Ví" in check.summary
    changed = git(job.workspace / "store", "diff", "--name-only", "HEAD", "refs/chibo/head").splitlines()
    outside = [path for path in changed if not path.strip('"').startswith("records/")]
    assert len(outside) > 30
    assert f"Có {len(outside)} tệp thay đổi nằm ngoài `records/`" in check.summary


def test_a_change_that_makes_nothing_worse_passes(harmless: Ran) -> None:
    _, job = harmless
    check = job[CHECK]
    assert check.status == 0, check.out + check.err
    assert [line for line in check.out.splitlines() if line.startswith("::")] == []
    assert "AT101" not in check.summary
    assert "Nà Ví" in check.summary


def test_the_preview_is_public_with_the_settings_of_the_branch_merged_into(judged: Ran, harmless: Ran) -> None:
    for machine, job in (judged, harmless):
        assert job[PREVIEW].status == 0, job[PREVIEW].err
        preview = machine.artefacts / "ban-xem-truoc-cong-khai"
        pages = {path.relative_to(preview).as_posix(): path for path in preview.rglob("*") if path.is_file()}
        assert "index.html" in pages
        assert not any("Trang bị chiếm".encode() in path.read_bytes() for path in pages.values())
        assert [path for path in pages if "-regular/" in path] == [], "a public site has no page of a meeting"
        assert not any("cong-an" in path for path in pages)


def test_what_was_found_is_kept_whether_or_not_it_passed(judged: Ran, harmless: Ran) -> None:
    for machine, _ in (judged, harmless):
        kept = {path.name for path in (machine.artefacts / "ket-qua-soat").iterdir()}
        assert kept == {"summary.md", "chibo.sarif", "chibo.junit.xml"}


def test_code_scanning_gets_the_findings_but_for_forks(harmless: Ran, sent: Ran) -> None:
    machine, _ = harmless
    assert machine.job("check.yml", "sarif").steps == {}
    assert machine.forge["calls"] == []
    machine, job = sent
    assert job["Gửi kết quả"].status == 0, job["Gửi kết quả"].err
    ((method, path, body),) = machine.forge["calls"]
    assert (method, path) == ("POST", "repos/so/chi-bo/code-scanning/sarifs")
    assert (body["commit_sha"], body["ref"]) == (
        machine.values["github.event.pull_request.head.sha"],
        "refs/pull/7/head",
    )
    kept = (machine.artefacts / "ket-qua-soat/chibo.sarif").read_bytes()
    assert gzip.decompress(base64.b64decode(body["sarif"])) == kept


def hostile_names(folder: Path) -> None:
    """Names that would be a command, a line of the log, or lead out of the records."""
    cell = folder / "records/xa-van-son/cells/thon-na-vi/2025"
    for name in ("$(touch mark).md", "`id`;#.md", "x\n::error::y.md", "-rf.md", "..%2f.md", "\x1b[31m.md"):
        (cell / name).write_text("---\ndate: 2025-12-03\n---\n", "utf-8")
    (cell / "link.md").symlink_to("/etc/passwd")
    (folder / "records/xa-van-son/link").symlink_to("../..")


def test_hostile_names_are_refused_by_name_and_start_no_line_of_the_log(
    pull_request: Callable[..., Runner], forge: Forge
) -> None:
    machine = pull_request(forge.main, hostile_names, 9)
    job = machine.job("check.yml", "check")
    check = job[CHECK]
    assert check.status == 1, check.err
    assert machine.marks == []
    lines = check.out.splitlines()
    assert [
        line for line in lines if line.startswith("::") and not re.match(r"::(error|warning|notice) file=", line)
    ] == []
    codes = {code for line in lines if line.startswith("::") for code in re.findall(r"title=(\w+)", line)}
    assert {"PA001", "PA002"} <= codes
    assert "\x1b" not in check.out + check.summary
    assert "root:" not in check.out + check.summary
    assert job[PREVIEW].status == 0, job[PREVIEW].err


def test_the_very_site_that_was_built_is_deployed(published: Ran) -> None:
    machine, job = published
    assert job["Soát và dựng trang"].status == 0, job["Soát và dựng trang"].err
    assert machine.deployed == ["github-pages"]
    assert tree(machine.artefacts / "github-pages") == tree(job.workspace / "site")


def test_missing_months_are_flagged_and_published(published: Ran) -> None:
    machine, job = published
    step = job["Soát và dựng trang"]
    assert "::error " in step.out
    assert "ME101" in step.out
    assert "ME101" in step.summary
    assert not any("-regular" in path for path in tree(machine.artefacts / "github-pages"))
    assert 'data-state="missing"' in (machine.artefacts / "github-pages/van-mau/missing/2025/index.html").read_text(
        "utf-8"
    )


def test_the_figures_are_deployed_as_workbooks_and_database_in_the_profile_of_the_site(published: Ran) -> None:
    machine, _ = published
    files = machine.artefacts / "github-pages/data/v1/export"
    names = {path.name for path in files.iterdir()}
    assert "chibo.sqlite" in names
    assert any(name.startswith("van-mau-") and name.endswith(".xlsx") for name in names)
    with sqlite3.connect(files / "chibo.sqlite") as connection:
        assert connection.execute("SELECT value FROM about WHERE key = 'profile'").fetchone() == ("public",)
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert not {"meetings", "attendance", "tasks", "observers"} & tables


def test_one_wrong_record_and_nothing_is_deployed(machine: Callable[..., Runner], old_fault: str) -> None:
    found = machine(old_fault)
    job = found.job("site.yml", "build")
    assert job["Soát và dựng trang"].status == 1
    assert "AT101" in job["Soát và dựng trang"].summary
    assert "Cất trang đã dựng" not in job.steps
    assert list(found.artefacts.iterdir()) == []
    assert not (job.workspace / "site").exists()
    assert found.values["needs.build.result"] == "failure"


def test_the_monthly_run_opens_one_issue_a_district(reminded: Ran) -> None:
    machine, job = reminded
    assert job["Cập nhật các mục nhắc"].status == 0, job["Cập nhật các mục nhắc"].err
    issues = machine.forge["issues"]
    assert [issue["title"].partition(" (")[0] for issue in issues] == [
        "Thiếu biên bản: Đảng bộ huyện Vân Mẫu",
        "Thiếu biên bản: Đảng bộ xã Bình Phú",
        "Thiếu biên bản: Đảng bộ xã Vân Sơn",
    ]
    index = json.loads((job.workspace / "reminders/index.json").read_text("utf-8"))
    assert index["profile"] == "public"
    assert index["as_of"] > "2026-01-15", "today, whatever the settings of a sample say"
    assert not any("Công an" in issue["body"] for issue in issues)


def test_in_a_private_repository_every_cell_is_reminded(machine: Callable[..., Runner]) -> None:
    found = machine(about={"visibility": "private"})
    found.job("monthly.yml", "remind")
    assert any("Công an" in issue["body"] for issue in found.forge["issues"])
