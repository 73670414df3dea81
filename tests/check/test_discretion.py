"""No diagnostic quotes what is private, whoever found what."""

from __future__ import annotations

import dataclasses
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from generator.check.places import Resolver
from generator.model.diagnostic import Finding, Span
from generator.model.text import Text
from generator.rules import api, pr103_secrecy
from generator.store import yaml

if TYPE_CHECKING:
    from generator.model.diagnostic import Diagnostic

CLEAN = "a: 1\nb: Nhà văn hóa\n"
PRIVATE = f"{CLEAN}c: gọi 0912000567\n"
SECRET = f"{CLEAN}c: MẬT\n"
QUOTING = Finding(
    "FI003", "x.yml", ("b",),
    Text("`b` đang ghi “Nhà văn hóa”.", "`b` holds “Nhà văn hóa”."),
    Text("Cần: “tên: giá trị”.", "Expected: “name: value”."),
    Text('Viết "Nhà văn hóa bản…"; có phải “a”?', 'Write "Nhà văn…"; did you mean “xyz”?'),
)  # fmt: skip


def told(finding: Finding, text: str, *, public: bool = False) -> Diagnostic:
    return Resolver({"x.yml": text}, yaml.places, public=public).diagnostic(finding)


def said(diagnostic: Diagnostic) -> tuple[Text, Text, Text]:
    return diagnostic.found, diagnostic.expected, diagnostic.hint


def test_a_file_without_private_things_is_quoted() -> None:
    diagnostic = told(QUOTING, CLEAN)
    assert said(diagnostic) == (QUOTING.found, QUOTING.expected, QUOTING.hint)
    assert diagnostic.excerpt == ((2, "b: Nhà văn hóa"),)


@pytest.mark.parametrize("text", [PRIVATE, SECRET])
@pytest.mark.parametrize("code", ["FI003", "AT101", "ME105"])
def test_of_a_private_file_no_text_is_quoted(text: str, code: str) -> None:
    diagnostic = told(dataclasses.replace(QUOTING, code=code), text)
    assert diagnostic.found == Text("`b` đang ghi “…”.", "`b` holds “…”.")
    assert diagnostic.expected == QUOTING.expected, "what does not stand in the file is no quotation"
    assert diagnostic.hint == Text('Viết "Nhà văn hóa bản…"; có phải “a”?', 'Write "…"; did you mean “xyz”?')
    assert diagnostic.excerpt == ()
    assert diagnostic.span == (2, 1, 2, 15)


def test_what_is_cut_off_is_a_quotation_too() -> None:
    long = Finding("YA007", "x.yml", found=Text("cắt mất “Nhà văn…”", "cuts “Nhà văn hóa b…”"), span=Span(2))
    assert told(long, PRIVATE).found == Text("cắt mất “…”", "cuts “Nhà văn hóa b…”")
    keys = Finding("FI001", "x.yml", found=Text("không có `văn`, `b`", "no `văn`, `b`"))
    assert told(keys, PRIVATE).found == Text("không có `…`, `b`", "no `…`, `b`")


def test_the_number_of_a_person_is_masked_wherever_it_is_quoted() -> None:
    finding = Finding(
        "RE101", "x.yml", ("who", "0912000567", 3), Text("Không có 0912 000 567.", "No 0912 000 567."), Text("Cần 0912000567", "x"),
        Text("Xóa 0912000567", "y"), subject="0912000567",
    )  # fmt: skip
    diagnostic = told(finding, CLEAN)
    assert said(diagnostic) == (
        Text(f"Không có {'•' * 12}.", f"No {'•' * 12}."), Text(f"Cần {'•' * 10}", "x"), Text(f"Xóa {'•' * 10}", "y"),
    )  # fmt: skip
    assert diagnostic.subject == "•" * 10
    other = dataclasses.replace(finding, key=("who", "0913000567", 4), subject="0913000567")
    assert told(other, CLEAN).fingerprint == diagnostic.fingerprint, "no hash of a number that could be tried out"


def test_findings_of_the_private_kind_have_no_excerpt_and_say_what_they_say() -> None:
    notice = Finding("PR102", "x.yml", found=Text("“Nhà văn hóa” 0912000567", "b"), span=Span(2, 1, 2, 3))
    for text in (CLEAN, PRIVATE):
        assert (told(notice, text).found, told(notice, text).excerpt) == (notice.found, ())


@pytest.mark.parametrize(
    ("code", "public", "severity"),
    [
        ("PR102", False, "notice"),
        ("PR102", True, "warning"),
        ("PR101", True, "error"),
        ("AT101", True, "error"),
        ("YA006", True, "warning"),
    ],
)
def test_what_a_public_store_weighs_differently(code: str, public: bool, severity: str) -> None:
    assert told(Finding(code, "x.yml"), CLEAN, public=public).severity == severity


def test_where_a_rule_about_words_fails_nothing_is_quoted(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(api, "checks", lambda _: ((pr103_secrecy.RULE, broken),))
    assert told(QUOTING, CLEAN).excerpt == ()


def test_names_alone_make_no_file_private(monkeypatch: pytest.MonkeyPatch) -> None:
    rule = SimpleNamespace(code="PR102", find=pr103_secrecy.RULE.find)
    monkeypatch.setattr(api, "checks", lambda _: ((rule, lambda _: [Finding("PR102", "x.yml")]),))
    assert told(QUOTING, CLEAN).excerpt != ()
