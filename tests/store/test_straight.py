"""What is read straight from the events is what the walker reads; all else is left to it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from generator.store.straight import DEEPEST, LONGEST, value_of
from generator.store.yaml import Parsed, _Walker

RECORDS = Path(__file__).parents[2] / "records"
PIECES = [
    *"{}[],:#-?&*!|>'\"%@ \n\t", ": ", ", ", " #", "- ", "\n  ", "\n- ", "---\n", "...\n", "''", '""', "[]", "{}", "<<: a\n",
    "a: ", "key:\n", "# c\n", "\u00a0", "e\u0301", "{a: {b: c}}", "[a: b]", "{a}", "{a: }", "[a,]", "? a\n: b\n", "|\n  x\n",
]  # fmt: skip


def walked(text: str) -> Parsed:
    """What the walker makes of a text."""
    return _Walker("f.yml", text, 1, None).run()


def front(path: Path) -> str:
    """The YAML of a file of the sample."""
    text = path.read_text()
    return text.split("---\n")[1] if path.suffix == ".md" else text


def edited(chance: random.Random, text: str) -> str:
    """The text with something put in, left out, or doubled."""
    for _ in range(chance.choice([1, 1, 2])):
        at = chance.randrange(len(text))
        lines = text.split("\n")
        lines.insert(chance.randrange(len(lines)), chance.choice(lines))
        cut, put, doubled = text[:at] + text[at + 1 :], text[:at] + chance.choice(PIECES) + text[at:], "\n".join(lines)
        text = chance.choice([cut, put, put, doubled]) or "a"
    return text


def test_edited_records_are_read_as_the_walker_reads_them() -> None:
    chance = random.Random(7)
    texts = [front(path) for path in sorted(RECORDS.rglob("*.*"))]
    read = 0
    for text in (edited(chance, chance.choice(texts)) for _ in range(3000)):
        value = value_of(text)
        read += value is not None
        assert value is None or walked(text) == (value, [], False, frozenset()), text
    assert read > 500


def test_nearly_every_record_of_the_sample_is_read_straight() -> None:
    texts = [front(path) for path in RECORDS.rglob("*.md")]
    assert sum(value_of(text) == walked(text).value for text in texts) > 0.9 * len(texts)


@pytest.mark.parametrize(
    "text",
    [
        "", "a:\n", "- \n", "a: ''\n", "a: 1\na: 2\n", "a: {b: 1, b: 2}\n", "{a: 1}: 2\n", "? [a]\n: b\n", "a: 1\n...\nb: 2\n", "a: [1\n",
        "%YAML 1.1\n---\na: 1\n", "a: &x 1\n", "a: !t 1\n", "<<: a\n", "a: 1 #x\n", 'a: "\\u200b"\n', "a: e\u0301\n", "a: b\u00a0c\n", "a: \x01\n",
        "[" * (DEEPEST + 1) + "]" * (DEEPEST + 1), f"a: {'x' * LONGEST}\n",
    ],
)  # fmt: skip
def test_what_may_need_a_second_look_is_left_to_the_walker(text: str) -> None:
    assert value_of(text) is None
