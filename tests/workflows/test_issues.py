"""`issues.py`: one issue a district, found again by its mark, never anybody else's."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.workflows.runner import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.workflows.runner import Runner

SCRIPT = ROOT / "tools/ci/github/issues.py"
BOT = {"login": "github-actions[bot]"}
MARK = "<!-- chibo remind: huyen-a -->"


@pytest.fixture
def run(
    machine: Callable[..., Runner], tmp_path: Path
) -> Callable[..., tuple[str, list[dict[str, Any]], list[list[Any]]]]:
    """Runs the script over what `chibo remind` wrote: what it says, the issues then, the calls that changed something."""

    def ran(
        missing: int,
        *issues: dict[str, Any],
        title: str = "Thiếu",
        body: str = f"{MARK}\nbảng\n",
        district: str = "huyen-a",
    ):
        entry = {"district": district, "title": title, "missing": missing, "file": f"{district}.md"}
        (tmp_path / "index.json").write_text(json.dumps({"districts": [entry]}), "utf-8")
        (tmp_path / "huyen-a.md").write_text(body, "utf-8")
        found = machine(about={"issues": list(issues)})
        done = found.run([str(SCRIPT), str(tmp_path)], found.folder, GH_TOKEN="t")
        assert done.returncode == 0, done.stderr
        return done.stdout, found.forge["issues"], [call for call in found.forge["calls"] if call[0] != "GET"]

    return ran


def issue(number: int = 1, **more: Any) -> dict[str, Any]:
    return {"number": number, "title": "Thiếu", "body": f"{MARK}\nbảng\n", "state": "open", "user": BOT} | more


def test_what_is_missing_opens_an_issue(run) -> None:
    said, issues, calls = run(3)
    assert calls == [["POST", "repos/so/chi-bo/issues", {"title": "Thiếu", "body": f"{MARK}\nbảng\n"}]]
    assert [(i["number"], i["state"]) for i in issues] == [(1, "open")]
    assert said == "huyen-a: mở mục 1\n"


def test_the_second_run_changes_nothing(run) -> None:
    assert run(3, issue())[2] == []
    assert run(3, issue(body=f"{MARK}\r\nbảng"))[2] == [], "a forge may change line ends"
    assert run(0, issue(state="closed", body="x"))[2] == []
    assert run(0)[2] == []
    assert run(0, issue(state="closed"))[2] == []


@pytest.mark.parametrize("change", [{"body": f"{MARK}\nbảng cũ"}, {"title": "Thiếu nhiều hơn"}])
def test_what_differs_is_written_anew(run, change) -> None:
    said, issues, calls = run(3, issue(**change))
    assert [(method, path) for method, path, _ in calls] == [("PATCH", "repos/so/chi-bo/issues/1")]
    assert (issues[0]["title"], issues[0]["body"], issues[0]["state"]) == ("Thiếu", f"{MARK}\nbảng\n", "open")
    assert said == "huyen-a: viết lại mục 1\n"


def test_when_all_is_in_the_issue_is_closed(run) -> None:
    said, issues, calls = run(0, issue(), title="Đủ", body=f"{MARK}\nđủ\n")
    assert len(calls) == 1
    assert (issues[0]["state"], issues[0]["title"], issues[0]["state_reason"]) == ("closed", "Đủ", "completed")
    assert said == "huyen-a: đủ biên bản, đóng mục 1\n"


def test_a_closed_issue_is_opened_again_where_something_is_missing(run) -> None:
    said, issues, calls = run(1, issue(state="closed"))
    assert len(calls) == len(issues) == 1
    assert issues[0]["state"] == "open"
    assert said == "huyen-a: mở lại mục 1\n"


def test_nobody_elses_issue_is_touched(run) -> None:
    strangers = [
        issue(1, user={"login": "ai-do"}),
        issue(2, user=None),
        issue(3, body="bảng\n" + MARK),
        issue(4, body=None),
        issue(5, body="<!-- chibo remind: huyen-b -->\nbảng"),
        issue(6, pull_request={"url": "x"}),
    ]
    _, issues, calls = run(2, *strangers)
    assert issues[:6] == strangers
    assert [method for method, *_ in calls] == ["POST"]


def test_of_two_the_older_is_kept(run) -> None:
    _, issues, _ = run(2, issue(9), issue(4), issue(7, state="closed"))
    assert {i["number"]: i["state"] for i in issues} == {4: "open", 7: "closed", 9: "closed"}
    _, issues, _ = run(0, issue(9), issue(4, state="closed"))
    assert {i["number"]: i["state"] for i in issues} == {4: "closed", 9: "closed"}


def test_texts_travel_as_data(run) -> None:
    body = f"{MARK}\n$(touch x) `touch x` \u2028 \"'\\\n::error::x\n"
    said, issues, _ = run(1, title='-F "$(touch x)"', body=body)
    assert (issues[0]["title"], issues[0]["body"]) == ('-F "$(touch x)"', body)
    assert "::" not in said


def test_pages_are_read_one_after_another(machine: Callable[..., Runner], tmp_path: Path) -> None:
    """gh prints one list for each page of an answer."""
    (tmp_path / "index.json").write_text(
        '{"districts": [{"district": "huyen-a", "title": "t", "missing": 1}]}', "utf-8"
    )
    (tmp_path / "huyen-a.md").write_text(f"{MARK}\nbảng\n", "utf-8")
    found = machine()
    pages = f"{json.dumps([issue(n, user=None) for n in range(1, 101)])}\n{json.dumps([issue(101, title='t')])}"
    (tmp_path / "pages").write_text(pages, "utf-8")
    gh = found.folder / "tools/gh"
    gh.write_text(f'#!/bin/sh\necho "$2" >>"{tmp_path}/calls"\ncat "{tmp_path}/pages"\n', "utf-8")
    done = found.run([str(SCRIPT), str(tmp_path)], found.folder)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert (tmp_path / "calls").read_text("utf-8") == "--paginate\n"


def test_a_forge_that_refuses_ends_the_step(machine: Callable[..., Runner], tmp_path: Path) -> None:
    (tmp_path / "index.json").write_text('{"districts": []}', "utf-8")
    found = machine()
    done = found.run([str(SCRIPT), str(tmp_path)], found.folder)  # without a token
    assert done.returncode == 1
    assert "HTTP 401" in done.stderr


def test_a_district_that_is_no_name_ends_the_step(machine: Callable[..., Runner], tmp_path: Path) -> None:
    (tmp_path / "index.json").write_text('{"districts": [{"district": "../x", "title": "t", "missing": 1}]}', "utf-8")
    found = machine()
    done = found.run([str(SCRIPT), str(tmp_path)], found.folder, GH_TOKEN="t")
    assert done.returncode == 1
    assert "index.json" in done.stderr
