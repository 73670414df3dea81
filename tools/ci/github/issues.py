#!/usr/bin/env -S python3 -I
"""tools/ci/github/issues.py FOLDER: one issue a district, from what `chibo remind` wrote into FOLDER.

Where something is missing the district's issue is opened, reopened or brought up to date; where all is in it is closed.
It is found again by the first line of its text, in issues of this very account only, so nobody else's issue is ever
touched. Running it twice changes nothing. Needs `gh`, GITHUB_REPOSITORY, and a token that may write issues.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

AUTHOR = "github-actions[bot]"
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def main() -> int:
    """Go through the districts in their order; say in one line each what was done."""
    folder = Path(sys.argv[1])
    repository = os.environ["GITHUB_REPOSITORY"]
    index = json.loads((folder / "index.json").read_text("utf-8"))
    ours = [issue for issue in listed(repository) if is_ours(issue)]
    for entry in index["districts"]:
        district = str(entry["district"])
        if not SLUG.fullmatch(district):
            raise SystemExit("index.json: a district's name is not one")
        body = (folder / f"{district}.md").read_text("utf-8")
        mark = body.split("\n", 1)[0]
        own = sorted((i for i in ours if first_line(i) == mark), key=lambda issue: int(issue["number"]))
        for done in settle(repository, own, str(entry["title"]), body, int(entry["missing"])):
            print(f"{district}: {done}")
    return 0


def settle(repository: str, own: list[dict[str, Any]], title: str, body: str, missing: int) -> list[str]:
    """Bring the issues of one district to what they should be; the oldest one is kept, others are closed."""
    done = [close(repository, extra) for extra in own[1:] if extra["state"] == "open"]
    if not own:
        if missing:
            number = call("POST", f"repos/{repository}/issues", {"title": title, "body": body})["number"]
            done.append(f"mở mục {number}")
        return done
    issue = own[0]
    if missing:
        wanted = {"title": title, "body": body, "state": "open"}
        said = "viết lại" if issue["state"] == "open" else "mở lại"
    elif issue["state"] == "open":
        wanted = {"title": title, "body": body, "state": "closed", "state_reason": "completed"}
        said = "đủ biên bản, đóng"
    else:
        return done
    if any(text(issue.get(key)) != text(wanted[key]) for key in ("title", "body", "state")):
        call("PATCH", f"repos/{repository}/issues/{issue['number']}", wanted)
        done.append(f"{said} mục {issue['number']}")
    return done


def close(repository: str, issue: dict[str, Any]) -> str:
    """Close an issue that stands beside the one that is kept."""
    call("PATCH", f"repos/{repository}/issues/{issue['number']}", {"state": "closed", "state_reason": "not_planned"})
    return f"đóng mục trùng {issue['number']}"


def listed(repository: str) -> list[dict[str, Any]]:
    """Every issue of the repository, open and closed. Pages come one after another, or as one list: both are read."""
    answer = gh("api", "--paginate", f"repos/{repository}/issues?state=all&per_page=100")
    decoder, at, found = json.JSONDecoder(), 0, []
    while answer[at:].strip():
        at += len(answer[at:]) - len(answer[at:].lstrip())
        page, at = decoder.raw_decode(answer, at)
        found += page
    return found


def is_ours(issue: dict[str, Any]) -> bool:
    """Tell whether this account opened it, as an issue."""
    return "pull_request" not in issue and (issue.get("user") or {}).get("login") == AUTHOR


def first_line(issue: dict[str, Any]) -> str:
    """The line that holds the mark."""
    return text(issue.get("body")).split("\n", 1)[0]


def text(value: object) -> str:
    """A text as it is compared: a forge may change line ends and what stands behind the last word."""
    return str(value or "").replace("\r\n", "\n").rstrip()


def call(method: str, path: str, fields: dict[str, str]) -> dict[str, Any]:
    """Send fields to the forge; they travel by standard input, never as arguments."""
    answer = gh("api", "--method", method, path, "--input", "-", stdin=json.dumps(fields))
    found: dict[str, Any] = json.loads(answer)
    return found


def gh(*arguments: str, stdin: str | None = None) -> str:
    """Run gh; where it fails, what it says ends the run."""
    done = subprocess.run(["gh", *arguments], input=stdin, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise SystemExit(f"gh {arguments[0]}: {done.stderr.strip()}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
