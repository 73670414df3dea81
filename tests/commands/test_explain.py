"""`chibo explain`: a rule in words, its examples file by file."""

from __future__ import annotations

import pytest

from generator.commands.explain import UnknownCode, render
from generator.rules import api
from tests.commands.stores import vi

ME107 = """\

Sai
  records/van-quan/cells/ban-c/2024/03-regular.md (vào kho ngày 12/4/2024):
      ---
      date: 2024-03-05  ← ME107
"""


def section(text: str, heading: str) -> list[str]:
    """The lines below a heading, up to the next empty line before a heading."""
    lines = text.split("\n")
    start = lines.index(heading) + 1
    end = next((n for n in range(start, len(lines)) if lines[n] and not lines[n].startswith(" ")), len(lines))
    return [line for line in lines[start:end] if line]


def test_the_head_names_code_kind_and_severity() -> None:
    text = render("at101", "vi")
    first, second, *_ = text.split("\n")
    assert first == "AT101 Số điểm danh cộng không khớp (Ghi sai, Lỗi)"
    assert second == "=" * len(first)
    assert text.endswith("\n")


def test_each_file_of_an_example_has_its_path_above_it() -> None:
    lines = section(render("AT107", "vi"), "Sai")
    heads = [line for line in lines if line.startswith("  records/")]
    assert heads == [f"  records/van-quan/cells/ban-c/2024/{month:02d}-regular.md:" for month in range(1, 5)]
    assert all(line in heads or line.startswith("      ") for line in lines)
    assert [line.strip() for line in lines if "←" in line] == ["dv04: work  ← AT107"]
    assert "←" not in "".join(section(render("AT107", "vi"), "Đúng"))


def test_files_are_set_apart_by_an_empty_line() -> None:
    assert "      ---\n\n  records/van-quan/cells/ban-c/2024/02-regular.md:\n      ---\n" in render("AT107", "en")


def test_the_day_of_a_commit_stands_beside_the_path() -> None:
    assert ME107 in render("ME107", "vi")
    assert "03-regular.md (first commit 2024-04-12):\n" in render("ME107", "en")


def test_a_fault_out_of_sight_is_told_with_its_place() -> None:
    assert section(render("ME101", "vi"), "Sai")[-1] == "  → ME101 ở records/van-quan/cells/ban-a/cell.yml:1"
    assert section(render("ME101", "en"), "Wrong")[-1] == "  → ME101 at records/van-quan/cells/ban-a/cell.yml:1"


def test_a_list_of_paths_stands_as_it_is() -> None:
    (line,) = section(render("PA002", "vi"), "Sai")
    assert line == "  records/van-quan/cells/ban-a/2024/04-regular.md -> 03-regular.md  ← PA002"


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("code", sorted(api.rules()))
def test_no_note_for_the_test_is_left(code: str, lang: str) -> None:
    text = render(code, lang)
    assert "# !" not in text
    assert "(git:" not in text
    assert "  # records/" not in text
    assert "\n\n\n" not in text


def test_an_unknown_code_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownCode) as refused:
        render("AT1O1", "vi")
    assert "Có phải AT1" in vi(refused.value.text)
