"""A fingerprint names a fault, so that it stays the same while the file around it changes."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from generator.model.diagnostic import Finding, Span, fingerprint, in_order
from generator.model.text import Text
from tests.support import MARCH, checked

if TYPE_CHECKING:
    from pathlib import Path

USUAL = Finding(
    "AT101", "records/a/cells/b/2024/03-regular.md", ("attendance", "present"), subject="dv01", period="2024-03"
)
HELD = "---\ndate: 2024-03-05\ntime: 07:30-09:40\nattendance:\n  roll: 5\n  present: 3\n---\n"


@pytest.mark.parametrize(
    "change",
    [
        {"found": Text("Có mặt 3.", "3 present.")}, {"expected": Text("Phải dự 4.", "4 due.")}, {"hint": Text("Sửa.", "Mend.")},
        {"document": "Hướng dẫn"}, {"span": Span(7, 1, 7, 2)}, {"at_container": True},
    ],
)  # fmt: skip
def test_words_places_and_documents_do_not_matter(change: dict[str, object]) -> None:
    assert fingerprint(dataclasses.replace(USUAL, **change)) == fingerprint(USUAL)  # type: ignore[arg-type]  # fields by name


@pytest.mark.parametrize(
    "change",
    [
        {"code": "AT102"},
        {"path": "records/a/cells/c/2024/03-regular.md"},
        {"key": ("attendance", "roll")},
        {"key": ()},
        {"subject": "dv02"},
        {"period": "2024-04"},
    ],
)
def test_what_a_finding_is_about_matters(change: dict[str, object]) -> None:
    assert fingerprint(dataclasses.replace(USUAL, **change)) != fingerprint(USUAL)  # type: ignore[arg-type]  # fields by name


def test_subject_and_period_are_not_mixed_up() -> None:
    one, other = (Finding("AT101", "a", subject=s, period=p) for s, p in (("2024", ""), ("", "2024")))
    assert fingerprint(one) != fingerprint(other)


def test_the_position_in_a_list_does_not_matter() -> None:
    first, second = (Finding("RE101", "a.md", ("attendance", "spoke", i), subject="dv99") for i in (0, 7))
    assert fingerprint(first) == fingerprint(second)


def prints(root: Path, text: str) -> list[str]:
    return [d.fingerprint for d in checked(root, {MARCH: text}).diagnostics]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("date:", "# ghi chú\n\nplace: Nhà\ndate:"),
        ("  roll", "  # ghi chú\n  roll"),
        ("present: 3", "present: 2"),
        ("present: 3", "present:   3   # kiểm lại"),
        ("time: 07:30-09:40\n", ""),
        ("---\n", "---\r\n"),
    ],
)
def test_editing_the_file_keeps_the_fingerprint(tmp_path: Path, old: str, new: str) -> None:
    before = prints(tmp_path / "truoc", HELD)
    after = prints(tmp_path / "sau", HELD.replace(old, new, 1) if new else HELD.replace(old, "time: 08:00-10:10\n"))
    assert len(before) == 1
    assert after == before


def test_a_message_in_figures_and_one_elsewhere_have_prints_of_their_own(tmp_path: Path) -> None:
    diagnostics = checked(
        tmp_path, {MARCH: HELD.replace("present: 3", "present: 3\n  spoke: [dv98, dv99]\nchair: dv98")}
    ).diagnostics
    assert [d.code for d in diagnostics].count("RE101") == 3
    assert len({d.fingerprint for d in diagnostics}) == len(diagnostics)


def test_equal_ones_are_numbered_in_order_of_place(tmp_path: Path) -> None:
    text = "---\ndate: 2024-03-05\ntime: 07:30-09:40\nattendance:\n  roll: 5\n  present: 4\nobservers: [x, btv-01, x, x]\n---\n"
    diagnostics = checked(tmp_path, {MARCH: text}).diagnostics
    assert [(d.code, d.span.column) for d in diagnostics] == [("RE104", 13), ("RE104", 24), ("RE104", 27)]
    base = diagnostics[0].fingerprint
    assert [d.fingerprint for d in diagnostics] == [base, f"{base}-2", f"{base}-3"]


def test_diagnostics_stand_in_order_of_path_line_column_and_code(tmp_path: Path) -> None:
    (one,) = checked(tmp_path, {MARCH: HELD}).diagnostics
    places = [
        ("b", 1, 1, "AT101"),
        ("a", 2, 1, "AT101"),
        ("a", 1, 9, "AT101"),
        ("a", 1, 2, "RE101"),
        ("a", 1, 2, "AT102"),
        ("a", 10, 1, "AT101"),
    ]
    mixed = [
        dataclasses.replace(one, path=p, span=Span(line, col, line, col + 1), code=code, fingerprint=f"{i}")
        for i, (p, line, col, code) in enumerate(places)
    ]
    got = [(d.path, d.span.line, d.span.column, d.code) for d in in_order(mixed)]
    assert got == sorted(places)
