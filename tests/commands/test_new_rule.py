from __future__ import annotations

import datetime as dt

import pytest
import yaml
from click.testing import CliRunner

from generator.cli_new import new
from generator.commands.new_rule import refusal, scaffold, shipped
from generator.model.rulebook import Rulebook, Rules
from tests.books import as_text
from tests.commands.stores import CELL, Store, fill, uncomment, vi

SHIPPED = [
    "an-phu-2025",
    "hd-09-btctw-2012",
    "hd-12-btctw-2018",
    "hd-42-btctw-2025",
    "nghe-an-08-qdtu-2021",
    "quy-uoc-so-chi-bo",
]
LISTED = ", ".join(SHIPPED)
LOCAL = ["an-phu-2025", "nghe-an-08-qdtu-2021"]
HINT = "# yaml-language-server: $schema=../../.vscode/schema/rules.json\n"
HEAD = f"""\
{HINT}\
# Một văn bản quy định. Điền phần đầu; phần sau, văn bản nêu điều nào thì bỏ dấu # đầu các dòng của điều đó.
# Văn bản không nêu thì không ghi. Có sẵn để chép: {LISTED}.
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


def read(name):
    return Rules.model_validate(as_text(yaml.safe_load(scaffold(name)[1])))


def test_the_rules_that_come_with_the_program():
    assert shipped() == SHIPPED


def test_a_shipped_rule_is_the_one_of_the_sample(repository):
    in_both = [name for name in SHIPPED if (repository / f"records/rulebook/{name}.yml").is_file()]
    assert set(in_both) >= {"hd-12-btctw-2018", "hd-42-btctw-2025", "quy-uoc-so-chi-bo"}
    for name in in_both:
        path, text = scaffold(name)
        assert path == f"records/rulebook/{name}.yml"
        assert text == HINT + (repository / path).read_text("utf-8")


def test_every_shipped_rule_says_where_it_comes_from_and_how_sure_it_is():
    for name in SHIPPED:
        rules = read(name)
        assert rules.title, name
        assert rules.source, name
        assert rules.confidence, name
        stated = set(rules.model_dump(exclude_none=True)) - {"title", "issuer", "source", "applies", "scope", "extends"}
        assert stated - {"confidence"} <= set(rules.confidence), name


def test_no_convention_cites_a_document_and_no_document_a_convention():
    conventions = [name for name in SHIPPED if read(name).issuer == "Quy ước của Sổ Chi Bộ"]
    assert conventions == ["quy-uoc-so-chi-bo"]


@pytest.mark.parametrize("scope", [None, "huyen-a", "huyen-a/xa-a"])
def test_the_shipped_rules_pass(tmp_path, scope):
    store = Store(tmp_path)
    store.cell("cell.yml", CELL)
    for name in LOCAL:
        store.write(*scaffold(name, scope))
    assert [d for name in SHIPPED for d in store.check(f"records/rulebook/{name}.yml")] == []


def test_a_shipped_rule_for_a_scope_differs_in_that_line_alone():
    plain, local = (scaffold("nghe-an-08-qdtu-2021", scope)[1].split("\n") for scope in (None, "huyen-a/xa-a"))
    changed = [(a, b) for a, b in zip(plain, local, strict=True) if a != b]
    assert changed == [("scope: all", "scope: huyen-a/xa-a")]


def test_documents_of_one_scope_leave_no_day_without_one():
    """A local document for the whole store ends no other; the conventions begin before them all."""
    book = Rulebook({name: read(name) for name in SHIPPED})
    for day in ("2012-03-02", "2018-07-05", "2018-07-06", "2021-09-15", "2023-10-30", "2025-10-27", "2025-10-28"):
        found = book.in_force("huyen-a", (), dt.date.fromisoformat(day))
        assert found.get("regular", "every") == "month", day
        assert found.get("regular", "record_due_day") == 10, day
    assert book.in_force("huyen-a", (), dt.date(2012, 3, 1)).get("regular", "every") is None


def test_an_unknown_name_gives_a_template():
    path, text = scaffold("van-quan-2026")
    assert path == PATH
    assert text.startswith(HEAD)
    scoped = scaffold("van-quan-2026", "van-quan")[1]
    assert scoped.replace("scope: van-quan              #", "scope:                       #") == text


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
    assert vi(refusal("Hướng dẫn")).endswith(f"Có sẵn: {LISTED}.")
    assert refusal("a" * 64) is None
    assert refusal("a" * 65) is not None


@pytest.mark.parametrize("scope", ["all", "huyen-a", "huyen-a/xa-a"])
def test_scopes_that_work(scope):
    assert refusal("van-quan-2026", scope) is None


@pytest.mark.parametrize("scope", ["", "Huyện A", "huyen-a/", "/xa-a", "huyen-a/xa-a/to-1", "huyen_a", "a" * 65])
def test_scopes_that_do_not_work_are_refused(scope):
    assert vi(refusal("van-quan-2026", scope)).startswith(f"Phạm vi “{scope}” chưa đúng.")


def test_on_the_command_line(tmp_path, monkeypatch):
    for name, text in (("mkdocs.yml", "site_name: S\ntheme: {name: chibo}\nplugins: [chibo]\n"), ("docs/index.md", "")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "records").mkdir()
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        return CliRunner().invoke(new, ["rule", *arguments])

    assert run("an-phu-2025", "--scope", "phuong-an-phu").output == "Đã tạo records/rulebook/an-phu-2025.yml\n"
    assert "\nscope: phuong-an-phu\n" in (tmp_path / "records/rulebook/an-phu-2025.yml").read_text("utf-8")
    assert run("hd-09-btctw-2012").exit_code == 0
    assert "\nscope: all\n" in (tmp_path / "records/rulebook/hd-09-btctw-2012.yml").read_text("utf-8")
    refused = run("nghe-an-08-qdtu-2021", "--scope", "Nghệ An")
    assert (refused.exit_code, "Phạm vi “Nghệ An” chưa đúng" in refused.output) == (2, True)
    assert not (tmp_path / "records/rulebook/nghe-an-08-qdtu-2021.yml").exists()
    refused = run("nul")
    assert (refused.exit_code, "Windows dành tên “nul" in refused.output) == (2, True), refused.output
    assert not (tmp_path / "records/rulebook/nul.yml").exists()
