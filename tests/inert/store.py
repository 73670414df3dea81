"""A store that holds given texts in every field of free text, in minutes, in the handbook, as keys and as names of files."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.inert import strings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

ROOT = Path(__file__).resolve().parents[2]
AS_OF = "2024-12-20"
DISTRICT = "records/van-quan"
MONTHS = range(1, 7)
TYPED = frozenset({"handbook.title", "handbook.text", "minutes"})  # Markdown: what is shown is not what was typed
# What a public page shows of these; the gate refuses a public site that holds any of the others.
PUBLIC = frozenset({
    "site_name", "copyright", "district.name", "unit.name", "cell.name", "handbook.title", "handbook.text",
})  # fmt: skip
# Every field of free text that the record format has, and the other places where a person's words stand.
FIELDS = (
    "site_name", "copyright", "rulebook.title", "rulebook.issuer", "rulebook.source", "rulebook.confidence", "district.name", "unit.name",
    "seat.name", "training.title", "commendation.title", "review.title", "review.option", "cell.name", "pilot.scheme",
    "member.name", "place", "theme", "resolution.number", "task.title", "postponed.reason", "not_held.reason", "waived.reason", "waived.decision",
    "planned.place", "plan.theme", "allowance.reason", "inline.reason", "minutes", "handbook.title", "handbook.text", "unknown.key", "wrong.value",
    "file.name",
)  # fmt: skip


class Held(NamedTuple):
    """The files of a store by path, and what each field was given."""

    files: dict[str, str]
    given: dict[str, list[str]]


def quoted(text: str) -> str:
    """A text of one line as YAML in single quotes."""
    return "'" + text.replace("'", "''") + "'"


def store(
    texts: Sequence[str], again: Callable[[str, str], str] = lambda _, text: text, *, broken: bool = True
) -> Held:
    """A store with each of the texts in each field that a meeting, a member or an entry of a list has.

    A field that stands once in a cell takes every sixth, one that stands once in a store the canary, with which every
    field begins. `again` may change a text by the field it is for. With `broken` there are records besides that cannot
    be counted.
    """
    given: dict[str, list[str]] = {field: [] for field in FIELDS}
    sources = {
        field: itertools.chain([strings.CANARY], itertools.islice(itertools.cycle(texts), 5 * n % len(texts), None))
        for n, field in enumerate(FIELDS)
    }

    def raw(field: str) -> str:
        text = again(field, next(sources[field]))
        given[field].append(text)
        return text

    def new(field: str) -> str:
        return quoted(raw(field))

    cells = -(-(len(texts) + 1) // len(MONTHS))
    files = {**_settings(new), **_shared(new, len(texts) + 1, cells)}
    for number in range(cells):
        files.update(_cell(f"{DISTRICT}/cells/ban-{number}", new, raw, number))
    for number in range(0, len(texts), 25):
        prose = "\n\n".join(raw("handbook.text") for _ in texts[number : number + 25])
        files[f"docs/handbook/thu-{number // 25}.md"] = f"# {raw('handbook.title')}\n\n{prose}\n"
    if broken:
        files.update(_broken(new, raw, given["file.name"], min(len(texts), 200)))
    return Held(files, given)


def _settings(new: Callable[[str], str]) -> dict[str, str]:
    return {
        "mkdocs.yml": f"site_name: {new('site_name')}\ncopyright: {new('copyright')}\ntheme: {{name: chibo}}\nplugins:\n  - chibo: {{as_of: {AS_OF}}}\n",
        "docs/index.md": "# Sổ\n",
        "records/rulebook/quy-dinh.yml": (
            f"title: {new('rulebook.title')}\nissuer: {new('rulebook.issuer')}\nsource: {new('rulebook.source')}\napplies: {{from: 2018-01-01}}\n"
            "scope: all\nregular: {every: month, record_due_day: 10}\nthematic: {every: quarter}\nduration: {regular: 90}\n"
            f"attendance: {{target: {{default: '>= 90%'}}, unexcused: 0}}\nconfidence:\n  thematic: {new('rulebook.confidence')}\n"
        ),
    }  # fmt: skip


def _shared(new: Callable[[str], str], texts: int, cells: int) -> dict[str, str]:
    units = "".join(f"  xa-{n}: {{name: {new('unit.name')}, level: commune, from: 1994-01-01}}\n" for n in range(cells))
    seats = "".join(
        f"btv-{n}:\n  level: standing_committee\n  name: {new('seat.name')}\n  cells: [ban-{n % cells}]\n"
        for n in range(texts)
    )
    training = "".join(
        f"  - date: 2024-02-21\n    title: {new('training.title')}\n    participants: 9\n" for _ in range(texts)
    )
    praise = "".join(
        f"  - date: 2024-02-22\n    title: {new('commendation.title')}\n    persons: 2\n" for _ in range(texts)
    )
    reviews = {
        f"{DISTRICT}/reviews/so-ket-{n}.yml": f"title: {new('review.title')}\ndate: 2024-03-23\noptions:\n  keep: {new('review.option')}\nproposals:\n  xa-{n}: keep\n"
        for n in range(cells)
    }  # fmt: skip
    return {
        f"{DISTRICT}/district.yml": f"name: {new('district.name')}\nlevel: district\nfrom: 1964-01-01\nrecords_from: 2024-01\nunits:\n{units}",
        f"{DISTRICT}/observers/2024.yml": seats,
        f"{DISTRICT}/events/2024.yml": f"training:\n{training}commendations:\n{praise}",
        **reviews,
    }  # fmt: skip


def _cell(folder: str, new: Callable[[str], str], raw: Callable[[str], str], number: int) -> dict[str, str]:
    ids = [f"dv0{n}" for n in MONTHS]
    files = {
        "cell.yml": f"name: {new('cell.name')}\ntype: village\nunder:\n  - {{unit: xa-{number}, from: 2010-05-01}}\nfounded: 2010-05-01\nfixed_day: 5\npilot:\n  scheme: {new('pilot.scheme')}\n  from: 2024-01-01\n",
        "members.yml": "".join(f"{id_}: {{joined: 2010-05-01, official: 2005-05-19, roles: [{{role: secretary, from: 2020-05-01}}]}}\n" for id_ in ids),
        "names.yml": "".join(f"{id_}: {new('member.name')}\n" for id_ in ids),
        "allowances.yml": f"- code: ME102\n  from: 2024-01-01\n  until: 2024-12-31\n  reason: {new('allowance.reason')}\n",
        "2024/year.yml": f"thematic_plan:\n  - quarter: 4\n    theme: {new('plan.theme')}\n",
        "2024/07-regular.md": f"---\nstate: not_held\nreason: {new('not_held.reason')}\n---\n",
        "2024/08-regular.md": f"---\nstate: waived\nreason: {new('waived.reason')}\ndecision: {new('waived.decision')}\n---\n",
        "2024/12-regular.md": f"---\nstate: planned\ndate: 2024-12-27\nplace: {new('planned.place')}\n---\n",
    }  # fmt: skip
    for month in MONTHS:
        files[f"2024/{month:02d}-regular.md"] = _meeting(month, new, raw)
    return {f"{folder}/{name}": text for name, text in files.items()}


def _meeting(month: int, new: Callable[[str], str], raw: Callable[[str], str]) -> str:
    return f"""---
date: 2024-{month:02d}-05
time: 07:30-09:40
place: {new("place")}
chair: dv01
minutes_by: dv02
attendance:
  roll: 6
  present: 4
  excused: {{dv03: sick}}
  # allow[AT105]: {raw("inline.reason").replace(chr(10), " ")}
  unexcused: [dv04]
observers: [btv-0]
theme: {new("theme")}
resolution:
  number: {new("resolution.number")}
  votes: {{for: 4, against: 0, other: 0}}
tasks:
  t1:
    title: {new("task.title")}
    owner: dv05
    due: 2024-{month:02d}-25
postponed:
  from: 2024-{month:02d}-03
  reason: {new("postponed.reason")}
---
{raw("minutes")}
"""


def _broken(new: Callable[[str], str], raw: Callable[[str], str], given: list[str], number: int) -> dict[str, str]:
    """Records that cannot be counted, whose faults quote what was written."""
    files: dict[str, str] = {}
    for at in range(number):
        month = f"{DISTRICT}/cells/ban-0/2024/09-extraordinary-x{at}.md"
        files[month] = f"---\n{new('unknown.key')}: 1\ndate: {new('wrong.value')}\ntime: 07:30-09:40\n---\n"
        name = raw("file.name").replace("/", "\u2215").replace("\0", "")[:60]
        given[-1] = name
        if name.strip(" .") and not name.startswith((".", "~")):
            files[f"{DISTRICT}/cells/ban-0/2024/{name}"] = "x\n"
    return files


def write(root: Path, files: dict[str, str]) -> None:
    """Write the files of a store."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8", newline="\n")


def marked(field: str, text: str) -> str:
    """A text with a mark of its field behind it, by which it is known again in whatever was made of it."""
    return f"{text} k{FIELDS.index(field)}"


def public_only(field: str, text: str) -> str:
    """The text where a public page may show it, else a plain one, which the gate would stop if it came out."""
    return marked(field, text) if field in PUBLIC else f"Zqk {field}"


def chibo(root: Path, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a store, as a user would."""
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=root, env={**os.environ, "PYTHONPATH": str(ROOT), **env}, text=True, capture_output=True, check=False, errors="surrogateescape",
    )  # fmt: skip


def git(root: Path, *arguments: str) -> None:
    """Run git in a store."""
    subprocess.run(["git", *arguments], cwd=root, check=True)


def built(root: Path, files: dict[str, str], profile: str) -> Path:
    """Write a store and build its site, records that cannot be counted left out; give back the folder of the site."""
    if not (root / "records").exists():
        write(root, files)
        for call in (["init", "-q"], ["add", "-A"], ["commit", "-qm", strings.CANARY]):
            git(root, *call)
    site = root / f"site-{profile}"
    done = chibo(root, "build", "--profile", profile, "--keep-going", "--output", str(site))
    assert done.returncode <= 1, done.stderr
    assert site.is_dir(), done.stderr
    return site


def pages(site: Path) -> Iterator[Path]:
    """Every page of a site."""
    return (path for path in sorted(site.rglob("*.html")))
