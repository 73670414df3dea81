"""What a cell secretary meets on the forge: forms in plain words, each with the warning that must not be missing."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.workflows.runner import ROOT

if TYPE_CHECKING:
    from pathlib import Path

FORMS = sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("[0-9]*.yml"))
PULL = ROOT / ".github/PULL_REQUEST_TEMPLATE.md"
KEYS = {
    "markdown": {"value"},
    "input": {"label", "description", "placeholder"},
    "textarea": {"label", "description", "placeholder", "render"},
    "dropdown": {"label", "description", "options"},
    "checkboxes": {"label", "description", "options"},
}


def form(path: Path) -> dict[str, Any]:
    found = yaml.safe_load(path.read_text("utf-8"))
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("path", FORMS, ids=lambda p: p.stem)
def test_a_form_is_what_the_forge_takes(path: Path) -> None:
    found = form(path)
    assert set(found) == {"name", "description", "title", "body"}
    ids = [part["id"] for part in found["body"] if part["type"] != "markdown"]
    assert len(ids) == len(set(ids)) > 2
    assert all(re.fullmatch(r"[a-z-]+", id_) for id_ in ids)
    for part in found["body"]:
        assert set(part) <= {"type", "id", "attributes", "validations"}
        assert set(part["attributes"]) <= KEYS[part["type"]], part
        assert set(part.get("validations", {})) <= {"required"}
    assert any(part.get("validations", {}).get("required") for part in found["body"])
    names = [form(one)["name"] for one in FORMS]
    assert names == ["Hỏi cách ghi", "Báo lỗi chương trình", "Đề nghị sửa quy định"]


@pytest.mark.parametrize("path", FORMS, ids=lambda p: p.stem)
def test_a_form_warns_before_anything_is_written(path: Path) -> None:
    first = form(path)["body"][0]
    assert first["type"] == "markdown"
    assert "ai cũng xem được" in first["attributes"]["value"]
    assert re.search(r"\*\*(?:Xin đừng|Không) ", first["attributes"]["value"])


def test_no_form_asks_who_somebody_is() -> None:
    for path in FORMS:
        labels = [part["attributes"].get("label", "") for part in form(path)["body"]]
        assert not any(re.search(r"họ tên|điện thoại|email|căn cước", label, re.IGNORECASE) for label in labels)


def test_a_blank_issue_cannot_go_around_the_warning() -> None:
    config = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/config.yml").read_text("utf-8"))
    assert config["blank_issues_enabled"] is False


def test_a_pull_request_begins_with_the_warning() -> None:
    text = PULL.read_text("utf-8")
    assert text.startswith("<!--")
    assert "KHÔNG ghi ở đây họ tên" in text
    assert text.count("<!--") == text.count("-->")
    assert text.count("- [ ] ") == 2
    assert unicodedata.is_normalized("NFC", text)
