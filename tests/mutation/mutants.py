"""The conditions of a rule, and the same rule with one of them decided, swapped or left out: syntax trees only.

A condition is what is asked true or false: the test of an `if`, `while`, ternary or comprehension, what `any` and `all`
ask of each, what a function `-> bool` returns; and wherever they stand, every comparison, every `not`, every operand of
`and` and `or`, every answer of a function `is_…` or `has_…`. What a `RULE` states is one too.

Each is decided both ways; a comparison changes places with its neighbour (`<` and `<=`, `in` and `not in`), a `not` or
an operand is left out, a `return`, `continue` or `break` that keeps from what follows is dropped.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

Step = tuple[str, int | None]  # a field of a node and, where that holds a list, the place in it
Steps = tuple[Step, ...]

NEIGHBOURS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
ANSWERS = re.compile(r"_?(?:is|has)_\w+|any|all|isinstance")  # functions named so answer yes or no
# What a RULE may state, its default first.
FACTS: dict[str, tuple[object, ...]] = {
    "kind": ("invalid", "private", "unmet"),
    "severity": ("error", "warning", "notice"),
    "about_members": (False, True),
    "public_severity": ("", "error", "warning", "notice"),
}


class Mutant(NamedTuple):
    """A module with one change: at that place, in the function `where`, `was` becomes `to`.

    `of` is the condition that is changed: a place may have several mutants. `states` tells that it is a fact of RULE.
    """

    line: int
    column: int
    where: str
    was: str
    to: str
    of: tuple[Steps, str]
    changed: ast.AST
    states: bool = False


def mutants(source: str) -> list[Mutant]:
    """Every change of one condition of a module, in the order of its text; changes that come to the same, once."""
    tree = ast.parse(source)
    seen = {ast.dump(tree)}
    kept = []
    for mutant in [*_stated(tree), *_Conditions(tree).mutants()]:
        text = ast.dump(mutated(source, mutant))
        if text not in seen:
            seen.add(text)
            kept.append(mutant)
    return kept


def mutated(source: str, mutant: Mutant) -> ast.Module:
    """The tree of the module with the change in it."""
    tree = ast.parse(source)
    node: ast.AST = tree
    *way, (last, place) = mutant.of[0]
    for field, index in way:
        node = getattr(node, field) if index is None else getattr(node, field)[index]
    if place is None:
        setattr(node, last, mutant.changed)
    else:
        getattr(node, last)[place] = mutant.changed
    return ast.fix_missing_locations(tree)


# --- what the code asks ---------------------------------------------------------------------------------


class _Conditions:
    """The conditions of a module, found on one way through its tree."""

    def __init__(self, tree: ast.Module) -> None:
        self._tree, self._where, self._answers = tree, "", False

    def mutants(self) -> Iterator[Mutant]:
        """Every change of every condition."""
        yield from self._below(self._tree, ())

    def _below(self, node: ast.AST, steps: Steps, *, asked: bool = False) -> Iterator[Mutant]:
        for field, value in ast.iter_fields(node):
            if field in {"annotation", "returns"} or isinstance(value, ast.arguments):
                continue
            for index, child in enumerate(value) if isinstance(value, list) else ((None, value),):
                if isinstance(child, ast.AST) and not _says_the_same(node, field, child):
                    counts = self._asks(node, field, asked=asked)
                    yield from self._at(child, (*steps, (field, index)), asked=counts, part=_is_made_of(node, asked))

    def _at(self, node: ast.AST, steps: Steps, *, asked: bool, part: bool) -> Iterator[Mutant]:
        if isinstance(node, ast.Match | ast.Assert):
            raise NotImplementedError(f"line {node.lineno}: the conditions of this statement are not looked for")
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            return
        around = self._where, self._answers
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            self._where = f"{self._where}.{node.name}".lstrip(".")
            self._answers = isinstance(node, ast.FunctionDef) and ast.unparse(node.returns or node) == "bool"
        for changed in _changes(node, decided=(asked or _is_answer(node)) and not part):
            was, to = ast.unparse(node), ast.unparse(changed)
            line, column = getattr(node, "lineno", 0), getattr(node, "col_offset", 0) + 1
            yield Mutant(line, column, self._where, was, to, (steps, ""), changed)
        yield from self._below(node, steps, asked=asked)
        self._where, self._answers = around

    def _asks(self, node: ast.AST, field: str, *, asked: bool) -> bool:
        """Tell whether only the truth of what stands in that field of a node matters."""
        if isinstance(node, ast.BoolOp):
            return asked or _is_answer(node)
        if isinstance(node, ast.IfExp):
            return asked or field == "test"
        if isinstance(node, ast.GeneratorExp):
            return asked and field == "elt"
        if isinstance(node, ast.Call):
            return field == "args" and ast.unparse(node.func) in {"any", "all"}
        if isinstance(node, ast.Return):
            return self._answers
        return _is_not(node) or field == "ifs" or (isinstance(node, ast.If | ast.While) and field == "test")


def _is_not(node: ast.AST) -> bool:
    return isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)


def _is_answer(node: ast.AST) -> bool:
    """Tell whether a node's value is yes or no by its form."""
    if isinstance(node, ast.BoolOp):
        return all(_is_answer(value) for value in node.values)
    if isinstance(node, ast.Call):
        return ANSWERS.fullmatch(ast.unparse(node.func).rpartition(".")[2]) is not None
    return isinstance(node, ast.Compare) or _is_not(node)


def _is_made_of(node: ast.AST, asked: bool) -> bool:
    """Tell whether to decide an operand is to decide the whole, or to leave the operand out."""
    return _is_not(node) or (isinstance(node, ast.BoolOp) and (asked or _is_answer(node)))


def _is_guard(node: ast.AST) -> bool:
    nothing = isinstance(node, ast.Return) and (node.value is None or ast.unparse(node.value) == "None")
    return nothing or isinstance(node, ast.Continue | ast.Break)


def _says_the_same(parent: ast.AST, field: str, node: ast.AST) -> bool:
    """Tell whether to drop a guard is the same as to decide against its `if`."""
    alone = isinstance(parent, ast.If) and field == "body" and parent.body == [node] and not parent.orelse
    return alone and _is_guard(node)


def _changes(node: ast.AST, *, decided: bool) -> Iterator[ast.AST]:
    if _is_guard(node):
        yield ast.Pass()
    if isinstance(node, ast.expr) and not isinstance(node, ast.GeneratorExp) and decided:
        yield from (ast.Constant(value=True), ast.Constant(value=False))
    if isinstance(node, ast.BoolOp):
        yield from _without_one(node.op, node.values)
    elif isinstance(node, ast.UnaryOp) and _is_not(node):
        yield node.operand
    elif isinstance(node, ast.Compare):
        for index, op in enumerate(node.ops):
            ops = [NEIGHBOURS[type(op)]() if at == index else own for at, own in enumerate(node.ops)]
            yield ast.Compare(node.left, ops, node.comparators)
        ends = [node.left, *node.comparators]
        links: list[ast.expr] = [ast.Compare(ends[at], [op], [ends[at + 1]]) for at, op in enumerate(node.ops)]
        if len(links) > 1:
            yield from _without_one(ast.And(), links)


def _without_one(op: ast.boolop, values: list[ast.expr]) -> Iterator[ast.expr]:
    for left_out in range(len(values)):
        rest = values[:left_out] + values[left_out + 1 :]
        yield ast.BoolOp(op, rest) if len(rest) > 1 else rest[0]


# --- what RULE states -----------------------------------------------------------------------------------


def _stated(tree: ast.Module) -> Iterator[Mutant]:
    for index, node in enumerate(tree.body):
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "RULE" and isinstance(node.value, ast.Call):
            for name, value, others in _restated(node.value):
                for other in others:
                    keywords = [k for k in node.value.keywords if k.arg != name]
                    said = ast.keyword(arg=name, value=ast.parse(repr(other), mode="eval").body)
                    yield Mutant(
                        node.lineno, node.col_offset + 1, "RULE", f"{name}={value!r}", f"{name}={other!r}",
                        ((("body", index), ("value", None)), name),
                        ast.Call(node.value.func, node.value.args, [*keywords, said]), states=name in FACTS,
                    )  # fmt: skip


def _restated(call: ast.Call) -> Iterator[tuple[str, object, list[object]]]:
    """Each fact with its value and the values put in its place."""
    said = {k.arg: k.value for k in call.keywords}
    for name, values in FACTS.items():
        value = ast.literal_eval(said[name]) if name in said else values[0]
        if name in said or name != "public_severity":
            yield name, value, [other for other in values if other != value]
    for name in ("silenced_by", "silenced_within"):
        listed: tuple[str, ...] = ast.literal_eval(said[name]) if name in said else ()
        less: list[object] = [listed[:at] + listed[at + 1 :] for at in range(len(listed))]
        yield name, listed, less if name == "silenced_by" else [listed[:at] for at in range(len(listed))]
