"""A store in which every datum that must not come out is a text that stands nowhere else."""

from __future__ import annotations

import os
import subprocess
import textwrap
from typing import TYPE_CHECKING

from tests.support import RULEBOOK, USUAL

if TYPE_CHECKING:
    from pathlib import Path

AS_OF = "2024-04-15"
HOME = "records/qz-huyen"
CELL = f"{HOME}/cells/ban-qa"
_LETTERS = "bdghklmnprtvx"


def word(number: int) -> str:
    """An invented word with accents, another for each number."""
    first, second = divmod(number, len(_LETTERS))
    return f"Q{_LETTERS[first % len(_LETTERS)]}ộ{_LETTERS[second]}ưz"


def name(number: int) -> str:
    """An invented name of three words."""
    return f"{word(3 * number)} {word(3 * number + 1)} Đ{word(3 * number + 2).lower()}"


def phrase(kind: str) -> str:
    """An invented text of a kind, of three words."""
    return f"Zử{kind} wộ{kind} đyế{kind}"


# Each kind of text that a record may hold, as it stands in the store.
TEXTS = {
    kind: phrase(kind)
    for kind in (
        "place", "theme", "reason", "decision", "task", "postponed", "scheme", "plan", "observer", "training", "praise",
        "review", "option", "allowance", "inline", "note", "heading", "item", "cellone", "celltwo", "code",
        "linktext", "alt", "footnote", "bold", "plain", "quote", "secretcell", "secretunit", "secretrule", "armycell",
        "author", "subject", "notheld",
    )
}  # fmt: skip
NAMES = [name(number) for number in range(8)]
IDS = [f"qm-{4 + number}f7k{number}" for number in range(8)]
TOKENS = {
    "id": IDS[0], "resolution": "731-nq/qzcb", "slug": "qzslug-bau-bo", "url": "qzurl.example.invalid",
    "secret": "qz-cong-an", "army": "qz-quan-su", "unit": "qz-khoi-kin", "day": "2024-03-13", "born": "1971-03-09",
    "email": "qzthu-ky@qzmail.example.invalid",
}  # fmt: skip


def _meeting(day: str, more: str = "", minutes: str = "") -> str:
    ids = IDS
    return f"""---
date: {day}
time: 07:31-09:37
place: {TEXTS["place"]}
chair: {ids[0]}
minutes_by: {ids[1]}
attendance:
  roll: 8
  present: 7
  excused: {{{ids[2]}: sick}}
observers: [qz-btv-01]
resolution: {{number: {TOKENS["resolution"]}, kind: resolution, votes: {{for: 7, against: 0, other: 0}}}}
tasks:
  t1: {{title: {TEXTS["task"]}, owner: {ids[2]}, due: 2024-03-29}}
{more}---
{minutes or "Chi bộ họp."}
"""


def _minutes() -> str:
    return f"""## {TEXTS["heading"]}

- {TEXTS["item"]}
- {NAMES[3]} có mặt

| {TEXTS["cellone"]} | {TEXTS["celltwo"]} |
|---|---|
| {NAMES[4]} | 1 |

`{TEXTS["code"]}` và **{TEXTS["bold"]}** rồi [{TEXTS["linktext"]}](https://{TOKENS["url"]}/{IDS[5]})

![{TEXTS["alt"]}](https://{TOKENS["url"]}/x.png)

> {TEXTS["quote"]}

{TEXTS["plain"]} [^1]

[^1]: {TEXTS["footnote"]}
"""


def files() -> dict[str, str]:
    """The files of the store by path."""
    members = "".join(
        f"{id_}: {{joined: 2010-06-{10 + n}, official: 1971-03-0{n + 1}, roles: [{{role: {role}, from: 2020-07-1{n}}}]}}\n"
        if (role := ("secretary", "deputy")[n] if n < 2 else "")
        else f"{id_}: {{joined: 2010-06-{10 + n}, official: 1971-03-0{n + 1}}}\n"
        for n, id_ in enumerate(IDS)
    )
    members = members.replace("1971-03-01", TOKENS["born"])
    secret = {
        f"{HOME}/cells/{slug}/{path}": text
        for slug, kind, called in (
            (TOKENS["secret"], "police", TEXTS["secretcell"]),
            (TOKENS["army"], "military", TEXTS["armycell"]),
        )
        for path, text in {
            "cell.yml": f"name: {called}\ntype: {kind}\nunder: [{{unit: {TOKENS['unit']}, from: 2011-04-05}}]\nfounded: 2011-04-05\n",
            "2024/03-regular.md": "---\ndate: 2024-03-11\ntime: 07:30-09:40\nattendance: {roll: 5, present: 5}\n---\nHọp.\n",
        }.items()
    }
    return {
        RULEBOOK: str(USUAL[RULEBOOK]),
        "records/rulebook/quy-uoc.yml": str(USUAL["records/rulebook/quy-uoc.yml"]),
        "records/rulebook/qz-rieng.yml": f"title: {TEXTS['secretrule']}\nissuer: Quy ước\nsource: Mục I\napplies: {{from: 2012-12-13}}\nscope: qz-huyen/{TOKENS['unit']}\nregular: {{record_due_day: 9}}\n",
        f"{HOME}/district.yml": f"""name: Đảng bộ huyện Thử
level: district
from: 1964-01-01
records_from: 2024-01
units:
  xa-mot: {{name: Đảng bộ xã Một, level: commune, from: 1994-01-01}}
  xa-hai: {{name: Đảng bộ xã Hai, level: commune, from: 1994-01-01, to: 2023-12-31, successor: {TOKENS["unit"]}}}
  {TOKENS["unit"]}: {{name: {TEXTS["secretunit"]}, level: commune, from: 1994-01-02}}
""",
        f"{HOME}/observers/2024.yml": f"qz-btv-01: {{level: standing_committee, name: {TEXTS['observer']}, cells: {{ban-qa: 3}}}}\n",
        f"{HOME}/events/2024.yml": f"training: [{{date: 2024-02-21, title: {TEXTS['training']}, participants: 9}}]\ncommendations: [{{date: 2024-02-22, title: {TEXTS['praise']}, persons: 2}}]\n",
        f"{HOME}/reviews/qz-so-ket.yml": f"title: {TEXTS['review']}\ndate: 2024-03-23\noptions: {{keep: {TEXTS['option']}}}\nproposals: {{xa-mot: keep}}\n",
        f"{CELL}/cell.yml": f"name: Chi bộ bản Thử\ntype: village\nunder: [{{unit: xa-mot, from: 2010-05-01}}]\nfounded: 2010-05-01\nfixed_day: 7\npilot: {{scheme: {TEXTS['scheme']}, from: 2023-02-17}}\n",
        f"{CELL}/members.yml": members,
        f"{CELL}/names.yml": f"# {TEXTS['note']}\n" + "".join(f"{id_}: {NAMES[n]}\n" for n, id_ in enumerate(IDS)),
        f"{CELL}/allowances.yml": f"- {{code: AT103, from: 2024-01-01, until: 2024-12-31, reason: {TEXTS['allowance']}}}\n",
        f"{CELL}/2024/year.yml": f"thematic_plan: [{{quarter: 2, theme: {TEXTS['plan']}}}]\n",
        f"{CELL}/2024/01-regular.md": _meeting("2024-01-07"),
        f"{CELL}/2024/02-regular.md": f"---\nstate: not_held\nreason: {TEXTS['notheld']}\n---\n",
        f"{CELL}/2024/03-regular.md": _meeting(
            TOKENS["day"],
            f"theme: {TEXTS['theme']}\n# {TEXTS['inline']}\npostponed: {{from: 2024-03-05, reason: {TEXTS['postponed']}}}\nfollowup: {{2024-01/t1: done}}\n",
            _minutes(),
        ),
        f"{CELL}/2024/03-extraordinary-{TOKENS['slug']}.md": _meeting("2024-03-19"),
        f"{CELL}/2024/04-regular.md": "---\nstate: planned\ndate: 2024-04-27\n---\n",
        f"{HOME}/cells/ban-qb/cell.yml": f"name: Chi bộ bản Hai\ntype: village\nunder: [{{unit: xa-mot, from: 2010-05-01}}]\nfounded: 2010-05-01\nclosed: 2024-02-29\nsuccessor: {TOKENS['secret']}\n",
        f"{HOME}/cells/ban-qb/2024/01-regular.md": "---\nstate: waived\nreason: "
        f"{TEXTS['reason']}\ndecision: {TEXTS['decision']}\n---\n",
        **secret,
        "mkdocs.yml": f"site_name: Sổ Thử\ntheme: {{name: chibo}}\nplugins:\n  - chibo: {{profile: public, as_of: {AS_OF}}}\n",
        "docs/ghi-chu.md": f"# {NAMES[6]}\n",
    }  # fmt: skip


LEFT_OUT = {f"{CELL}/2024/02-extraordinary-{TOKENS['slug']}.md": "---\nstate: wrong\n---\n"}  # cannot be counted


def write(root: Path) -> None:
    """Write the store and commit it."""
    for path, text in files().items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(textwrap.dedent(text).lstrip(), encoding="utf-8", newline="\n")
    who = {"NAME": TEXTS["author"], "EMAIL": TOKENS["email"], "DATE": "2024-04-01T00:00:00Z"}
    env = dict(os.environ) | {f"GIT_{of}_{key}": value for of in ("AUTHOR", "COMMITTER") for key, value in who.items()}
    for call in (["init", "-q", "-b", "nhanh/qzrieng-cua-ban"], ["add", "-A"], ["commit", "-qm", TEXTS["subject"]]):
        subprocess.run(["git", *call], cwd=root, check=True, env=env)
