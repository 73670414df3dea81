from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support import USUAL, found, only, places

if TYPE_CHECKING:
    from pathlib import Path


def rules(start: str, scope: str) -> str:
    return f"title: Quy định\nissuer: Huyện ủy\nsource: Mục I\napplies: {{from: {start}}}\nscope: {scope}\n"


def test_another_day_or_another_scope(tmp_path: Path) -> None:
    files = {
        "records/rulebook/a.yml": rules("2018-07-06", "van-quan"),
        "records/rulebook/b.yml": rules("2018-07-06", "van-quan/xa-tan-doan"),
        "records/rulebook/c.yml": rules("2024-07-06", "van-quan"),
    }
    assert found(tmp_path, files) == []


def test_the_later_file_by_name_is_the_place(tmp_path: Path) -> None:
    files = {
        "records/rulebook/a.yml": rules("2024-01-01", "van-quan"),
        "records/rulebook/b.yml": rules("2024-01-01", "van-quan").replace("01}", "01}  # ! RB102"),
        "records/rulebook/c.yml": rules("2024-01-01", "van-quan").replace("01}", "01}  # ! RB102"),
    }
    diagnostics = found(tmp_path, files)
    assert places(diagnostics) == [("RB102", 4, 11, 27), ("RB102", 4, 11, 27)]
    assert "a.yml" in diagnostics[0].found.vi


def test_an_end_written_out_makes_no_difference(tmp_path: Path) -> None:
    both = rules("2024-01-01", "van-quan").replace("01}", "01, to: 2024-12-31}")
    files = {"records/rulebook/a.yml": both, "records/rulebook/b.yml": both.replace("31}", "31}  # ! RB102")}
    assert only(found(tmp_path, files)).subject == "a"


def test_a_document_that_goes_on_beside_a_newer_one_is_no_fault(tmp_path: Path) -> None:
    """As the conventions do: what both state is what the newer one says, whatever the older one said."""
    both = "duration: {regular: %s}\n"
    files = {
        "records/rulebook/a.yml": rules("2023-01-01", "van-quan").replace("01}", "01, to: 2199-12-31}") + both % 60,
        "records/rulebook/b.yml": rules("2024-01-01", "van-quan") + both % 90,
    }
    assert found(tmp_path, files) == []
    short = "records/van-quan/cells/ban-a/2024/03-regular.md"
    told = found(tmp_path, {**files, short: str(USUAL[short]).replace("07:30-09:40", "07:30-08:59  # ! ME105")})
    assert "90 phút" in only(told).expected.vi
