from __future__ import annotations

import pytest

from generator.commands.new_rule import refusal, scaffold, shipped
from tests.commands.stores import CELL, Store, fill, uncomment, vi

SHIPPED = ["hd-12-btctw-2018", "hd-42-btctw-2025", "quy-uoc-so-chi-bo"]
HINT = "# yaml-language-server: $schema=../../.vscode/schema/rules.json\n"
HEAD = f"""\
{HINT}\
# Một văn bản quy định. Điền phần đầu; phần sau, văn bản nêu điều nào thì bỏ dấu # đầu các dòng của điều đó.
# Văn bản không nêu thì không ghi. Có sẵn để chép: hd-12-btctw-2018, hd-42-btctw-2025, quy-uoc-so-chi-bo.
title:                       # số, ký hiệu, ngày của văn bản; trong ngoặc kép nếu có dấu hai chấm hoặc dấu #
issuer:                      # cơ quan ban hành
source:                      # điều, mục
applies:
  from:                      # ngày có hiệu lực
  to:                        # ngày hết hiệu lực; để trống thì hết khi có văn bản mới cùng phạm vi
scope:                       # all, hoặc ĐẢNG-BỘ, hoặc ĐẢNG-BỘ/ĐƠN-VỊ
#extends: hd-42-btctw-2025   # lấy mọi điều của tệp đó, trừ điều ghi lại ở đây
"""
PATH = "records/rulebook/van-quan-2026.yml"


def test_the_rules_that_come_with_the_program():
    assert shipped() == SHIPPED


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_rule_is_the_one_of_the_sample(repository, name):
    path, text = scaffold(name)
    assert path == f"records/rulebook/{name}.yml"
    assert text == HINT + (repository / path).read_text("utf-8")


def test_the_shipped_rules_pass(tmp_path):
    store = Store(tmp_path)
    store.cell("cell.yml", CELL)
    assert [d for name in SHIPPED for d in store.check(f"records/rulebook/{name}.yml")] == []


def test_an_unknown_name_gives_a_template():
    path, text = scaffold("van-quan-2026")
    assert path == PATH
    assert text.startswith(HEAD)


def test_the_template_names_each_blank_and_passes_once_filled(tmp_path):
    store = Store(tmp_path)
    store.cell("cell.yml", CELL)
    text = scaffold("van-quan-2026")[1]
    store.write(PATH, text)
    assert {(d.code, d.subject) for d in store.check(PATH)} == {
        ("FI002", key) for key in ("title", "issuer", "source", "from", "scope")
    }
    text = fill(
        text, title='"Hướng dẫn 03: chấm điểm"', issuer="Huyện ủy", source="Mục 1", _from="2024-01-01", scope="huyen-a"
    )
    store.write(PATH, text)
    assert store.check(PATH) == []
    samples = [line[1:] for line in text.split("\n") if line.startswith("#") and not line.startswith("# ")]
    store.write(PATH, uncomment(text, *samples))
    assert store.check(PATH) == []


def test_names_that_do_not_work_are_refused():
    assert refusal("hd-42-btctw-2025") is refusal("van-quan-2026") is None
    assert vi(refusal("Hướng dẫn")).endswith("Có sẵn: hd-12-btctw-2018, hd-42-btctw-2025, quy-uoc-so-chi-bo.")
