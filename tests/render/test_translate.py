"""Words looked up while a template is compiled; the number that decides between one and many."""

from __future__ import annotations

import pytest

from generator.model.words import Words
from generator.render.engine import environment

ENGLISH = Words("en", {"%(n)s chi bộ": ("%(n)s cell", "%(n)s cells"), "%(n)s trên %(d)s chi bộ": ("%(n)s of %(d)s cell", "%(n)s of %(d)s cells")})  # fmt: skip
PLAIN = "{% trans n=n %}{{ n }} chi bộ{% endtrans %}"
NAMED = "{% trans n=n, d=d, count=d %}{{ n }} trên {{ d }} chi bộ{% pluralize count %}{{ n }} trên {{ d }} chi bộ{% endtrans %}"  # fmt: skip


@pytest.mark.parametrize(("n", "words"), [(1, "1 cell"), ("1", "1 cell"), (0, "0 cells"), (21, "21 cells")])
def test_the_number_n_decides(n, words):
    assert environment(words=ENGLISH).from_string(PLAIN).render(n=n) == words


@pytest.mark.parametrize(("n", "d", "words"), [(1, 2, "1 of 2 cells"), (0, 1, "0 of 1 cell"), (1, 1, "1 of 1 cell")])
def test_another_number_decides_where_it_is_named(n, d, words):
    assert environment(words=ENGLISH).from_string(NAMED).render(n=n, d=d) == words


def test_vietnamese_has_one_form():
    assert environment().from_string(NAMED).render(n=1, d=2) == "1 trên 2 chi bộ"
