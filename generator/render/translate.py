"""`{% trans %}` translated while a template is compiled: at render time a page in any language costs the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jinja2 import nodes
from jinja2.ext import InternationalizationExtension

from generator.model.words import VIETNAMESE, Words

if TYPE_CHECKING:
    import jinja2

_PLACE = re.compile(r"%\((\w+)\)s")


class Translate(InternationalizationExtension):
    """Jinja's own `trans` tag, whose words are looked up in `environment.words` by the compiler.

    Texts are extracted from templates as from any other (`jinja2.ext.babel_extract`). Markup inside a text is the
    catalogue's, which is ours; the values put into it are escaped as everywhere. The number that decides between one
    and many is called `n`, as a number or as it is printed; Vietnamese needs no second form, so templates write none.
    Only where another number decides (`n` of `d` cells) do they name it in `pluralize`.
    """

    def __init__(self, environment: jinja2.Environment) -> None:
        super().__init__(environment)
        environment.policies["ext.i18n.trimmed"] = True

    def _make_node(  # type: ignore[override]  # a condition is a node like any other
        self,
        singular: str,
        plural: str | None,
        context: str | None,  # noqa: ARG002  # Jinja's signature
        variables: dict[str, nodes.Expr],
        plural_expr: nodes.Expr | None,
        vars_referenced: bool,  # noqa: FBT001  # Jinja's signature
        num_called_num: bool,  # noqa: ARG002, FBT001  # Jinja's signature
    ) -> nodes.Output | nodes.If:
        if not vars_referenced:
            singular = singular.replace("%%", "%")
            plural = plural.replace("%%", "%") if plural else None
        words: Words = getattr(self.environment, "words", VIETNAMESE)
        one, many = words.forms(singular, plural)
        number = variables.get("n") if plural_expr is None else plural_expr
        if number is None or one == many:
            return _output(many, variables, filled=vars_referenced)
        test = nodes.Compare(number, [nodes.Operand("in", nodes.Const((1, "1")))])
        body = [_output(text, variables, filled=vars_referenced) for text in (one, many)]
        return nodes.If(test, body[:1], [], body[1:])


def _output(text: str, variables: dict[str, nodes.Expr], *, filled: bool) -> nodes.Output:
    parts: list[nodes.Expr] = []
    for index, piece in enumerate(_PLACE.split(text)):
        if index % 2:
            parts.append(variables.get(piece, nodes.Name(piece, "load")))
        elif piece:
            parts.append(nodes.TemplateData(piece.replace("%%", "%") if filled else piece))
    return nodes.Output(parts or [nodes.TemplateData("")])
