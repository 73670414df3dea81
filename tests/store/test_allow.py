"""Comments that allow something: where they stand, what they cover, and that none costs the square of its length."""

from __future__ import annotations

import time

import pytest

from generator.store.allow import inline

N = 200_000


@pytest.mark.parametrize(
    ("text", "minutes_line", "codes", "reason", "covered", "columns"),
    [
        ("a: b  # allow[AT104]: vì sao  \n", None, ("AT104",), "vì sao", (1,), (7, 29)),
        ("# allow[AT104, AT105]: x\n\n# c\na: b\n", None, ("AT104", "AT105"), "x", (1, 4), (1, 25)),
        ("# allow[AT104]\n", None, ("AT104",), "", (1, 1), (1, 15)),
        ("#allow[AT104] : x : y", None, ("AT104",), "x : y", (1, 1), (1, 22)),
        ("A <!-- allow[PR102]: x -->\n", 1, ("PR102",), "x", (1,), (3, 27)),
        ("<!--allow[PR102]-->\n\n# B\n", 1, ("PR102",), "", (1, 3), (1, 20)),
        ("<!-- allow[PR102] no --> <!-- allow[PR101]: y -->\n", 1, ("PR101",), "y", (1,), (26, 50)),
    ],
)
def test_a_comment_is_read(
    text: str,
    minutes_line: int | None,
    codes: tuple[str, ...],
    reason: str,
    covered: tuple[int, ...],
    columns: tuple[int, int],
) -> None:
    (found,) = inline("x", text, minutes_line)
    assert (found.codes, found.reason, found.lines) == (codes, reason, covered)
    assert found.span is not None
    assert (found.span.column, found.span.end_column) == columns


@pytest.mark.parametrize(
    ("text", "minutes_line"),
    [("a: b # allow[AT104] vì\n", None), ("a#allow[AT104]: x\n", None), ("# allow[AT104: x\n", None), ("# allow[PR102]: x\n", 1), ("<!-- allow[PR102]: x\n-->\n", 1), ("<!-- allow[PR102]: x -->\n", 2)],
)  # fmt: skip
def test_what_is_no_such_comment_allows_nothing(text: str, minutes_line: int | None) -> None:
    assert inline("x", text, minutes_line) == []


@pytest.mark.parametrize(
    "text",
    [
        f"# allow[AT104]: x{' ' * N}y\n", f"<!-- allow[PR102]: x{' ' * N}y -->\n", f"<!-- allow[PR102]{' ' * N}y\n", "<!-- allow[PR102]: x " * (N // 20), "<!-- allow[PR102] x " * (N // 20) + "-->",
        "# allow[" * (N // 8), "# allow[AT104]: x\n" * (N // 18), "<!-- allow[PR102]: x -->\n" * (N // 25), f"# allow[{'A,' * (N // 2)}]: x\n", "#" * N + " allow[AT104]: x", f"#{' ' * N}allow[x\n",
    ],
)  # fmt: skip
@pytest.mark.parametrize("minutes_line", [None, 1])
def test_none_costs_its_square(text: str, minutes_line: int | None) -> None:
    started = time.process_time()
    inline("x", text, minutes_line)
    assert time.process_time() - started < 1.5
