"""What fuzzing begins with: the sample's own files, and a few texts of each kind that a record may hold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.fuzz.targets import PATHS

if TYPE_CHECKING:
    from collections.abc import Iterator

SAMPLE = Path(__file__).parents[2] / "records"
KINDS = {  # a part of the path of a sample file, and the paths of the targets that hold the same kind
    "/cell.yml": (0,), "/members.yml": (1,), "/names.yml": (2,), "allowances.yml": (3, 12), "/year.yml": (4,), "-regular.md": (5, 7), "-thematic": (6,),
    "/district.yml": (8,), "/observers/": (9,), "/events/": (10,), "/reviews/": (11,), "/rulebook/": (13, 14),
}  # fmt: skip
YAML = [
    "", "a: 1\n", "a:\n- b\n- {c: d}\n", "a: &x 1\nb: *x\n", "a: !t b\n", "<<: {a: b}\n", "%YAML 1.2\n---\na: b\n...\n", "a: |\n  b\n\n   c\n", "a: >-\n  b\n  c\n",
    "? a\n: b\n", "'a': \"b\\u00e0\\n\"\n", "a: b #c\n# d\n", "[a, {b: c}, 'd']\n", "a: b\na: c\n", "\ufeffa: b\r\n", "a: x\n  y\n", "a: e\u0301\u00a0b\n", "---\na: b\n---\nc\n",
]  # fmt: skip
MARKDOWN = [
    "# A\n\n## B\n- c\n  1. d\n\n> e\n", "|a|b|\n|:-:|-|\n|c|`d`|\n", "[a](https://b.invalid) ![c](d.png) <https://e.invalid>\n", "```\n<script>\n```\n", "<!-- allow[PR102]: a -->\n",
    "*a **b ~~c~~** d*\\\n&lt;&#65;&nbsp;\n", '[a][b]\n\n[b]: 02-regular.md "c"\n',
]  # fmt: skip
SETTINGS = [
    "site_name: A\ntheme: {name: chibo}\nplugins:\n  - chibo: {records: records, profile: internal, as_of: 2026-01-15, names: ../names, languages: [vi, en]}\n",
    "plugins: {chibo: {profile: public}}\nextra: !ENV X\n", "plugins:\n  - chibo:\n      records: ../x\n", "hooks: [a.py]\n",
]  # fmt: skip


def files() -> Iterator[tuple[int, bytes]]:
    """Number of a target's path, and the content of a file of the sample of that kind: the three shortest of each."""
    everything = sorted((path for path in SAMPLE.rglob("*.*")), key=lambda path: (path.stat().st_size, path))
    for part, numbers in KINDS.items():
        for path in [path for path in everything if part in f"/{path.relative_to(SAMPLE).as_posix()}"][:3]:
            for number in numbers:
                yield number, path.read_bytes()


def seeds(target: str) -> list[bytes]:
    """The first inputs of a target."""
    texts = [text.encode() for text in (*YAML, *MARKDOWN)]
    if target == "settings":
        return [text.encode() for text in SETTINGS] + texts[: len(YAML)]
    if target in {"record", "fix"}:
        return [bytes([number]) + raw for number, raw in files()] + [
            bytes([number]) + text for number, text in zip(range(len(PATHS)), texts, strict=False)
        ]
    if target == "minutes":
        return texts[len(YAML) :] + [raw.partition(b"\n---\n")[2] for number, raw in files() if number == 5]
    if target == "meeting":
        return [raw for number, raw in files() if number in {5, 6}] + [b"---\n" + text + b"---\n" for text in texts]
    return [raw for _, raw in files()] + texts
