"""A `gh` for the tests: answers the few calls that the scripts make, from a file of JSON, and writes down each call.

python gh.py STATE-FILE ARGUMENTS OF GH…
"""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import Any


def main() -> int:
    """Answer one call."""
    file = Path(sys.argv[1])
    state = json.loads(file.read_text("utf-8"))
    method, path, jq, body = arguments(sys.argv[2:])
    state["calls"].append([method, path, body])
    status, answer = reply(state, method, path, body) if os.environ.get("GH_TOKEN") else (401, None)
    file.write_text(json.dumps(state), "utf-8")
    if status >= 400:
        sys.stderr.write(f"gh: not today (HTTP {status})\n")
        return 1
    if "--silent" not in sys.argv:
        sys.stdout.write((chosen(answer, jq) if jq else json.dumps(answer, ensure_ascii=False)) + "\n")
    return 0


def arguments(given: list[str]) -> tuple[str, str, str, Any]:
    """Method, path, `--jq` and the body of a call."""
    assert given[0] == "api", given
    method, jq, body = "GET", "", None
    paths = []
    rest = iter(given[1:])
    for one in rest:
        if one == "--method":
            method = next(rest)
        elif one == "--jq":
            jq = next(rest)
        elif one == "--input":
            name = next(rest)
            body = json.loads(sys.stdin.read() if name == "-" else Path(name).read_text("utf-8"))
        elif not one.startswith("-"):
            paths.append(one)
    assert len(paths) == 1, given
    return method, paths[0], jq, body


def reply(state: dict[str, Any], method: str, path: str, body: Any) -> tuple[int, Any]:
    """Status and answer of the forge."""
    place = path.partition("?")[0].removeprefix("repos/so/chi-bo").lstrip("/")
    fixed = {
        "GET ": (200, {"visibility": state["visibility"]}),
        "GET pages": (200, {"public": state["pages_public"]}),
        "GET deployments": (200, [{"id": d["id"], "sha": d["sha"]} for d in state["deployments"]]),
        "POST code-scanning/sarifs": (state["sarif_status"], {}),
        "GET issues": (200, state["issues"]),
    }
    found = re.fullmatch(r"deployments/(\d+)/statuses", place)
    if method == "GET" and found:
        return 200, [{"state": d["state"]} for d in state["deployments"] if d["id"] == int(found[1])]
    return write(state["issues"], method, place, body) or fixed.get(f"{method} {place}", (404, None))


def write(issues: list[dict[str, Any]], method: str, place: str, body: Any) -> tuple[int, Any] | None:
    """Open or change an issue; None where that is not what is asked."""
    if (method, place) == ("POST", "issues"):
        issues.append({"number": len(issues) + 1, "state": "open", "user": {"login": "github-actions[bot]"}} | body)
        return 201, issues[-1]
    found = re.fullmatch(r"issues/(\d+)", place)
    if method == "PATCH" and found:
        issue = next(i for i in issues if i["number"] == int(found[1]))
        issue.update(body)
        return 200, issue
    return None


def chosen(answer: Any, jq: str) -> str:
    """The expressions of `--jq` that the scripts use."""
    if jq == ".[0].state":
        return answer[0]["state"] if answer else "null"
    if jq == r'.[] | "\(.id) \(.sha)"':
        return "\n".join(f"{one['id']} {one['sha']}" for one in answer)
    assert re.fullmatch(r"\.\w+", jq), jq
    return json.dumps(answer[jq[1:]]).strip('"')


if __name__ == "__main__":
    raise SystemExit(main())
