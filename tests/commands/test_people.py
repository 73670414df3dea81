"""How a name is found in a text, and a row in a file."""

from __future__ import annotations

import unicodedata

import pytest

from generator.commands import people, rows
from generator.commands.people import Name
from tests.commands.persons import NAME


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("NÔNG THỊ HOÀ.", "X."),
        ("Nông\u00a0Thị\r\nHòa", "X"),
        (unicodedata.normalize("NFD", "chị Nông Thị Hoà nói"), unicodedata.normalize("NFD", "chị X nói")),
        ("Nông Th\u200bị Hoà, ốm", "X, ốm"),
        ("Nông Thị Hoài; aNông Thị Hoà", "Nông Thị Hoài; aNông Thị Hoà"),
        ("Nông Thị Hoà Bình và Nông Thị Hoà", "Nông Thị Hoà Bình và X"),
        ("", ""),
    ],
)
def test_a_name_is_found_as_it_is_written(written: str, left: str) -> None:
    name = Name([NAME], [f"{NAME} Bình", "Lý Văn Tám"])
    assert name.replace(written, "X")[0] == left


def test_every_letter_has_its_place() -> None:
    mixed = unicodedata.normalize("NFD", "Đồng chí Hoà\u200b, ") + "Ủy viên \u0301x"
    plain, begins, ends = people.letters(mixed)
    assert len(plain) == len(begins) == len(ends)
    assert all(begin < end for begin, end in zip(begins, ends, strict=True))


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_row_ends_where_the_next_begins(ending: str) -> None:
    kept = ending.join(["# đầu", "a: 1", "b:", "  x: 2  # riêng", "", "# của c", "c: 3", ""])
    assert rows.without(kept, "b") == ending.join(["# đầu", "a: 1", "", "# của c", "c: 3", ""])
    assert rows.without(kept, "d") == kept
    told = rows.marked(kept, "b", "ngày")
    assert told == kept.replace("b:", f"# b: đã xóa họ tên ngày{ending}b:").replace("  # riêng", "")
    assert rows.marked(told, "b", "ngày khác") == told
    assert (rows.remark_above(kept, "c"), rows.remark_above(kept, "b"), rows.remark_above(told, "b")) == (6, 0, 0)
