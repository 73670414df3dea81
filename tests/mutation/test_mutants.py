from __future__ import annotations

import ast
import textwrap

import pytest

from tests.mutation.mutants import mutants, mutated


def changes(source: str) -> list[tuple[str, str]]:
    """What becomes what."""
    return [(m.was, m.to) for m in mutants(textwrap.dedent(source))]


def of(expression: str) -> set[str]:
    """What becomes of the test of an `if`."""
    return {m.to for m in mutants(f"if {expression}:\n    a()\n")}


@pytest.mark.parametrize(
    ("expression", "becomes"),
    [
        ("a", {"True", "False"}),
        ("a < b", {"True", "False", "a <= b"}),
        ("a <= b", {"True", "False", "a < b"}),
        ("a > b", {"True", "False", "a >= b"}),
        ("a >= b", {"True", "False", "a > b"}),
        ("a == b", {"True", "False", "a != b"}),
        ("a not in b", {"True", "False", "a in b"}),
        ("a is None", {"True", "False", "a is not None"}),
        ("not a", {"True", "False", "a"}),
        ("a and b", {"True", "False", "a", "b"}),
        ("a or b or c", {"True", "False", "b or c", "a or c", "a or b"}),
        ("a and (b or c)", {"True", "False", "b or c", "a", "c", "b"}),
        ("a and b < c", {"True", "False", "b < c", "a", "b <= c"}),
        ("0 < a < b", {"True", "False", "0 <= a < b", "0 < a <= b", "a < b", "0 < a"}),
        ("any(a.b for a in c)", {"True", "False"}),
        ("a(b == c)", {"True", "False", "b != c"}),
    ],
)
def test_what_an_if_asks(expression: str, becomes: set[str]) -> None:
    assert of(expression) == becomes


def test_each_operand_alone_is_decided_by_leaving_it_out() -> None:
    """To decide `a` for true is to leave it out of `a and b`, to decide it for false is to decide the whole."""
    texts = [ast.unparse(mutated("x = 1 if a and b else 2\n", m)) for m in mutants("x = 1 if a and b else 2\n")]
    assert sorted(texts) == sorted(f"x = 1 if {test} else 2" for test in ("True", "False", "a", "b"))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("while a:\n    b()", [("a", "True"), ("a", "False")]),
        ("x = a if b else c", [("b", "True"), ("b", "False")]),
        ("x = [a for a in b if a.c]", [("a.c", "True"), ("a.c", "False")]),
        ("x = a or []", [("a or []", "[]"), ("a or []", "a")]),
        ("x = a == b", [("a == b", "True"), ("a == b", "False"), ("a == b", "a != b")]),
        ("x = sum(a.is_due(b) for a in c)", [("a.is_due(b)", "True"), ("a.is_due(b)", "False")]),
        ("x = f(a, has_b(c))", [("has_b(c)", "True"), ("has_b(c)", "False")]),
        ("x = f'{1 if a else 2}'", [("a", "True"), ("a", "False")]),
        ("def f(a: int | None = 1) -> bool:\n    return a", [("a", "True"), ("a", "False")]),
        ("def f(a) -> int:\n    return a", []),
        ("x = a + b", []),
        ("x: int | None = f(a)", []),
        ("if TYPE_CHECKING:\n    import a\n", []),
    ],
)
def test_where_conditions_stand(source: str, expected: list[tuple[str, str]]) -> None:
    assert changes(source) == expected


def test_what_any_asks_of_each() -> None:
    assert changes("x = any(a for a in b)")[2:] == [("a", "True"), ("a", "False")]


def test_a_guard_that_is_more_than_its_if() -> None:
    guard = """
        def f(a):
            if a:
                g()
                return
            for b in a:
                try:
                    g(b)
                except ValueError:
                    continue
        """
    assert changes(guard) == [("a", "True"), ("a", "False"), ("return", "pass"), ("continue", "pass")]


def test_a_guard_that_is_all_of_its_if_is_decided_with_it() -> None:
    assert changes("def f(a):\n    if a:\n        return\n    g()") == [("a", "True"), ("a", "False")]


def test_what_a_rule_states() -> None:
    rule = 'RULE = Rule(__name__, scope="cell", severity="notice", silenced_by=("A", "B"), silenced_within=("c", "d"))'
    assert changes(rule) == [
        ("kind='invalid'", "kind='private'"),
        ("kind='invalid'", "kind='unmet'"),
        ("severity='notice'", "severity='error'"),
        ("severity='notice'", "severity='warning'"),
        ("about_members=False", "about_members=True"),
        ("silenced_by=('A', 'B')", "silenced_by=('B',)"),
        ("silenced_by=('A', 'B')", "silenced_by=('A',)"),
        ("silenced_within=('c', 'd')", "silenced_within=()"),
        ("silenced_within=('c', 'd')", "silenced_within=('c',)"),
    ]
    first = mutants(rule)[0]
    assert ast.unparse(mutated(rule, first)).endswith("kind='private')")
    assert first.states


def test_a_mutant_knows_its_place() -> None:
    source = "class A:\n    def f(self, a):\n        return 1 if a and a > 2 else 3\n"
    swapped = mutants(source)[-1]
    assert (swapped.where, swapped.line, swapped.column) == ("A.f", 3, 27)
    assert (swapped.was, swapped.to) == ("a > 2", "a >= 2")
    assert len({m.of for m in mutants(source)}) == 2, "the whole, and the comparison"


def test_every_mutant_is_another_text_and_compiles() -> None:
    source = "def f(a, b):\n    return [c for c in a if not c or c in b and c < 3] if a else b or None\n"
    texts = {ast.unparse(mutated(source, m)) for m in mutants(source)}
    assert len(texts) == len(mutants(source))
    assert ast.unparse(ast.parse(source)) not in texts
    for text in texts:
        compile(text, "<mutant>", "exec")


@pytest.mark.parametrize("statement", ["match a:\n    case 1:\n        b()", "assert a"])
def test_what_is_not_understood_is_not_passed_over(statement: str) -> None:
    with pytest.raises(NotImplementedError, match="line 1"):
        mutants(statement)
