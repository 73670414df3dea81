from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support import MARCH, found, meeting, only, places

if TYPE_CHECKING:
    from pathlib import Path

FRONT = "date: 2024-03-05\ntime: 07:30-09:30\nattendance: {roll: 5, present: 4}\n"


@pytest.mark.parametrize(
    "line",
    [
        'place: "Nhà họp tổ #3"',
        "place: Nhà họp tổ#3",
        "place: Nhà họp tổ 3 # ghi chú",
        "place: Nhà họp tổ 3 #",
        "# cả dòng là ghi chú",
        "#cả dòng",
        "place: |\n  Nhà họp tổ #3",
    ],
)
def test_quoted_texts_and_real_comments_are_fine(tmp_path: Path, line: str) -> None:
    assert found(tmp_path, {MARCH: meeting(f"{FRONT}{line}")}) == []


def test_a_cut_text(tmp_path: Path) -> None:
    diagnostics = found(tmp_path, {MARCH: meeting(f"{FRONT}place: Nhà họp tổ #3 cũ  # ! YA007")})
    assert places(diagnostics) == [("YA007", 5, 19, 24)]
    warning = only(diagnostics)
    assert warning.severity == "warning"
    assert '"Nhà họp tổ #3 cũ"' in warning.hint.vi


def test_a_cut_list_entry(tmp_path: Path) -> None:
    text = meeting(f"{FRONT}tasks:\n  t1:\n    title: Đường #4  # ! YA007\n    owner: dv01")
    assert places(found(tmp_path, {MARCH: text})) == [("YA007", 7, 18, 20)]
