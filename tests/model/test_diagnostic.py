"""What a diagnostic says, and the document it rests on."""

from __future__ import annotations

import pytest

from generator.model.diagnostic import under
from generator.model.text import Text
from tests.report.samples import diagnostic


def test_a_statement_is_what_was_found_and_expected() -> None:
    assert diagnostic().statement("vi") == "Cộng 17. Phải dự 18."
    assert diagnostic().statement("en") == "17 in all. 18 are due."
    assert diagnostic(expected=Text("", "")).statement("vi") == "Cộng 17."


def test_a_message_names_its_document() -> None:
    assert diagnostic().message("vi") == "Cộng 17. Phải dự 18 (theo Hướng dẫn 12)."
    assert diagnostic().message("en") == "17 in all. 18 are due (under Hướng dẫn 12)."
    assert diagnostic(document="").message("vi") == "Cộng 17. Phải dự 18."


@pytest.mark.parametrize(
    ("statement", "documents", "message"),
    [
        ("A.", [], "A."),
        ("A.", ["", ""], "A."),
        ("A", ["B"], "A (theo B)."),
        ("A?", ["B"], "A? (theo B)."),
        ("A…", ["B", "", "C"], "A… (theo B; C)."),
        ("", ["B"], "(theo B)."),
    ],
)
def test_documents_stand_in_brackets_at_the_end(statement: str, documents: list[str], message: str) -> None:
    assert under(statement, documents, "vi") == message
