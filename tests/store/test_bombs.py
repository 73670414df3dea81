"""Texts that make a reader of YAML grow or hang: at a thousand bytes, at the quick readers' limit, at 100 kB and at the limit of a file.

Each is read in a process of its own: the time is that of the processor, the memory what the process came to hold
more than before, in libyaml too. Where a text is refused for its size alone, the reader is given it all the same.
"""

from __future__ import annotations

import functools
import os
import resource
import time
from typing import TYPE_CHECKING

import pytest

from generator.store import pure, straight, yaml
from generator.store.decode import FILE_LIMIT, decode
from generator.store.straight import LONGEST

if TYPE_CHECKING:
    from collections.abc import Callable

SIZES = [[LONGEST - 1, FILE_LIMIT], pytest.param([1_000, 100_000], marks=pytest.mark.torture)]
MEGABYTES = 64
SECONDS = 2  # most take a fortieth of it where nothing else runs; a text that makes a reader hang takes minutes


def laughs(size: int) -> str:
    """Nine of each, which holds nine of the one before."""
    lines = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"]
    while sum(map(len, lines)) < size:
        n = len(lines)
        lines.append(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n")
    return "".join(lines)[:size]


def merges(size: int) -> str:
    """Mappings that are merged into each other, level by level."""
    lines = ["a0: &a0 {x: y}\n"]
    while sum(map(len, lines)) < size:
        n = len(lines)
        lines.append(f"a{n}: &a{n}\n  <<: [*a{n - 1}, *a{n - 1}]\n  k{n}: v\n")
    return "".join(lines)[:size]


def filled(start: str, piece: str, end: str = "") -> Callable[[int], str]:
    return lambda size: (start + piece * (size // len(piece)))[: size - len(end)] + end


BOMBS: dict[str, Callable[[int], str]] = {
    "laughs": laughs, "merges": merges, "quadratic": lambda size: f"a: &a {'x' * (size // 2)}\nb: [{'*a,' * (size // 6)}]\n",
    "itself": filled("a: &a [", "*a, ", "]\n"), "brackets": filled("", "["), "braces": filled("", "{"), "keys": filled("", "{a: "), "closed": lambda size: "[" * (size // 2) + "]" * (size // 2),
    "dashes": filled("", "- "), "questions": filled("", "? "), "mixed": filled("", "[{a: "), "indents": lambda size: "".join(" " * n + "a:\n" for n in range(int((2 * size) ** 0.5) - 2)),
    "duplicates": filled("", "a: b\n"), "wide": filled("a: [", "x,", "]\n"), "spaces": filled("a: x", " ", "x  \nb: c\n"), "tabs": filled("a: x", "\t", "x\nb: c\n"), "newlines": filled("a: x", "\n", "x\n"),
    "colons": filled("a: ", "b:c ", "\n"), "key": filled("", "k", ": v\n"), "literal": filled("a: |\n", "  x\n"), "folded": filled("a: >\n", "  x\n\n"), "escapes": filled('a: "', "\\x41", '"\n'),
    "open": filled('a: "', "x\n "), "tags": filled("a: [", "!a b,", "]\n"), "cuts": filled("", "a: b #c\n"), "comments": filled("", "# \n"), "documents": filled("", "---\n"),
    "directives": filled("", "%YAML 1.2\n"), "flows": filled("", "- {a: [b, {c: d}]}\n"), "words": filled("a: [", "b c ", "]\n"),
}  # fmt: skip


def cost(act: Callable[[], object]) -> tuple[float, float]:
    """Seconds and megabytes that an act takes, in a process that ends with it."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        told = b"x"
        try:
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            started = time.process_time()
            act()
            seconds = time.process_time() - started
            told = f"{seconds} {(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024}".encode()
        finally:
            os.write(writing, told)
            os._exit(0)
    os.close(writing)
    told = os.read(reading, 100)
    os.close(reading)
    _, status = os.waitpid(child, 0)
    assert status == 0, f"killed: {status}"
    seconds, megabytes = map(float, told.split())
    return seconds, megabytes


def refused(text: str) -> None:
    """Read a text as a record is read."""
    found = decode("f.yml", text.encode())
    parsed = yaml.parse("f.yml", text)
    assert found.text is None or parsed.value is not None or parsed.findings or not text.strip("#\n ")


@pytest.mark.parametrize("sizes", SIZES)
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_of_any_size_costs_next_to_nothing(name: str, sizes: list[int]) -> None:
    for size in sizes:
        text = BOMBS[name](size)
        assert size * 0.8 - 40 <= len(text) <= size * 1.05 + 40
        seconds, megabytes = cost(functools.partial(refused, text))
        assert seconds < SECONDS, size
        assert megabytes < MEGABYTES, size


@pytest.mark.parametrize("bomb", ["[" * 1_000_000, "{a: " * 250_000, "- " * 500_000, "[" * 500_000 + "]" * 500_000])
@pytest.mark.parametrize("parser", [straight.Parser, pure.Parser])
def test_a_million_brackets_are_refused_by_each_reader(
    bomb: str, parser: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml, "Parser", parser)
    assert yaml.parse("f.yml", bomb).findings[-1].code == "YA005"
    seconds, megabytes = cost(lambda: yaml.parse("f.yml", bomb))
    assert seconds < SECONDS
    assert megabytes < MEGABYTES


@pytest.mark.parametrize("levels", [1, 8, 64, 512])
def test_merges_level_by_level_are_refused_one_by_one(levels: int) -> None:
    text = "a0: &a0 {x: y}\n" + "".join(
        f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}], k{n}: v}}\n" for n in range(1, levels)
    )
    findings = yaml.parse("f.yml", text).findings
    assert {f.code for f in findings} == {"YA003"}
    assert len(findings) + sum(f.more for f in findings) == 1 + 4 * (levels - 1)
