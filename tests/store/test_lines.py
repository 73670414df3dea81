"""What is read by lines is what the walker reads; a line of another form has no answer."""

from __future__ import annotations

import random

import pytest

from generator.store import lines
from tests.store.test_straight import PIECES, RECORDS, edited, front, walked

MORE = [
    "a: b\n", "  a: b\n", "- a\n", "  - a\n", "    - {a: b}\n", "\n\n", " :", ": :", "a:b", ",b", ", ,", "(", "[[[", "]]]",
    "\\", "~", "null", "=", "`", "ệ",
]  # fmt: skip


def read(text: str) -> object:
    """The value by lines, of a text that may be read so."""
    return None if set(text) & set('&*!#"\t') or "<<" in text or "%" in text else lines.value_of(text)


def test_edited_records_are_read_as_the_walker_reads_them() -> None:
    chance = random.Random(11)
    texts = [front(path) for path in sorted(RECORDS.rglob("*.md"))]
    number = 0
    for _ in range(3000):
        text = edited(chance, chance.choice(texts))
        at = chance.randrange(len(text))
        text = chance.choice([text, text[:at] + chance.choice(MORE + PIECES) + text[at:]])
        text = text.replace("\u00a0", "").replace("\u0301", "")
        value = read(text)
        number += value is not None
        assert value is None or walked(text) == (value, [], False, frozenset()), text
    assert number > 300


def test_nearly_every_meeting_of_the_sample_is_read_by_lines() -> None:
    texts = [front(path) for path in RECORDS.rglob("*.md")]
    assert sum(read(text) == walked(text).value for text in texts) > 0.8 * len(texts)


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\n", "a: 07:30-09:15\nb: x, y [z] - w\n", "a:\n  b: 1\n\n  c:\n    - x\n    - {y: z}\nd: 2\n", "a:\n- x\n- y\nb: 1\n", "- {a: b}\n- c\n",
        "a: {}\nb: []\n", "a: [x, y z, {b: c , d : [1,2]}]", "  a: 1\n  b: 2\n", "a:   x\n",
    ],
)  # fmt: skip
def test_the_usual_forms_are_read(text: str) -> None:
    assert lines.value_of(text) == walked(text).value is not None


@pytest.mark.parametrize(
    "text",
    [
        "", "a\n", "a:\n", "a: \n", "a:\nb: 1\n", "a: 1\na: 2\n", "a: {b: 1, b: 2}\n", "a: 1\n  b: 2\n", "a:\n  b: 1\n c: 2\n", "a: 1\n- x\n", "- x\na: 1\n",
        "- \n", "- a: 1\n", "- - a\n", "a: b: c\n", "a: b:\n", "a: b \n", "a:b\n", "a: -1\n", "a: {b}\n", "a: {b: }\n", "a: [b: c]\n", "a: [b,]\n",
        "a: {b:c}\n", "a: [-b]\n", "a: [b?c]\n", "a: {b: c}, d: {e: f}\n", "a: {b: c} d\n", "a: x\ty\n", "a: x\\y\n", "a: |\n  x\n", "a: x\n  y\n", "a: x\n\n  y\n",
        f"a: {{{'x' * lines.LONGEST_FLOW}: y}}\n", f"a: {'[' * (lines.FLOW_MOST + 1)}{']' * (lines.FLOW_MOST + 1)}\n",
        "".join(f"{'  ' * n}a:\n" for n in range(lines.BLOCK_MOST + 2)) + "  " * (lines.BLOCK_MOST + 2) + "a: 1\n",
    ],
)  # fmt: skip
def test_other_forms_have_no_answer(text: str) -> None:
    assert lines.value_of(text) is None
