"""Where values stand, to the character: what edits rely on."""

from __future__ import annotations

import pytest

from generator.store.outline import Entry, read

TEXT = """đa: |  # ghi chú
  x
  y


# c
b: >-
  k
  # in
 # out
c: một
  hai # c
d: [a,
 # z
  'b'] # e
e:
  - q: 1

# cuối
g:
h: |+
  x

"""


def at(text: str, *path: str | int) -> Entry:
    return next(entry for entry in read(text) if entry.path == path)


@pytest.mark.parametrize(
    ("path", "line", "first", "last", "shape", "text"),
    [
        (("đa",), 0, 0, 2, "block", "x\ny\n"), (("b",), 6, 6, 8, "block", "k # in"), (("c",), 10, 10, 11, "plain", "một hai"), (("d",), 12, 12, 14, "flow", None),
        (("d", 1), None, 14, 14, "quoted", "b"), (("e",), 15, 16, 16, "open", None), (("e", 0), None, 16, 16, "open", None), (("e", 0, "q"), 16, 16, 16, "plain", "1"),
        (("g",), 19, 19, 19, "plain", ""), (("h",), 20, 20, 22, "block", "x\n\n"),
    ],
)  # fmt: skip
def test_each_value_has_its_lines(
    path: tuple[str | int, ...], line: int | None, first: int, last: int, shape: str, text: str | None
) -> None:
    entry = at(TEXT, *path)
    assert (entry.key.line if entry.key else None, entry.start.line, entry.last, entry.shape, entry.text) == (
        line, first, last, shape, text,
    )  # fmt: skip


def test_the_index_counts_characters() -> None:
    entry = at("đ: 'ế'  # x\n", "đ")
    assert "đ: 'ế'  # x\n"[entry.start.at : entry.end.at] == "'ế'"
    assert entry.start == (0, 3, 3)


def test_what_stands_in_brackets_says_so() -> None:
    assert at("a: {b: 1}\n", "a", "b").in_flow
    assert not at("a: {b: 1}\n", "a").in_flow
    assert not at("a:\n  b: 1\n", "a", "b").in_flow


def test_references_and_texts_without_keys() -> None:
    assert at("a: *b\n", "a").shape == "alias"
    assert read("chỉ có chữ\n") == []
    assert read("") == []
    assert [entry.path for entry in read("- a\n- b\n")] == [(0,), (1,)]
