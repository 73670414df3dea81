"""How templates are compiled: to functions that give lists of text, where Jinja's own yield each piece through all."""

from __future__ import annotations

import keyword
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator
from jinja2.utils import _PassArg

from generator.render.printing import Around, Template

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from jinja2.compiler import Frame


class _Code(CodeGenerator):
    """Code that puts what it prints into one list, calls at once, and looks attributes and items up as Python does.

    What a view has not is an error, and no attribute is asked for as an item or the other way round.
    """

    def write_commons(self) -> None:
        self.writeline("resolve = context.looked_up()")
        self.writeline("undefined = environment.undefined")
        self.writeline("concat = environment.concat")
        self.writeline("cond_expr_undefined = Undefined")

    def enter_frame(self, frame: Frame) -> None:
        if frame.buffer is None:  # a template or a block
            frame.buffer = "printed"
            self.writeline("printed = []")
        super().enter_frame(frame)

    def leave_frame(self, frame: Frame, with_python_scope: bool = False) -> None:  # noqa: FBT001  # Jinja's signature
        super().leave_frame(frame, with_python_scope)
        is_child = frame.toplevel and self.has_known_extends
        if frame.parent is None and not is_child:
            self.writeline("return printed")

    def writeline(self, x: str, node: nodes.Node | None = None, extra: int = 0) -> None:
        if x == "yield from parent_template.root_render_func(context)":  # all that a child itself prints
            x = "return parent_template.root_render_func(context)"
        super().writeline(x, node, extra)

    def visit_Block(self, node: nodes.Block, frame: Frame) -> None:  # noqa: N802 - named by its base
        if frame.toplevel and self.has_known_extends:
            return
        if node.scoped:
            self.fail("blocks here are not scoped", node.lineno)
        blocks = f"context.blocks[{node.name!r}]"
        if node.required:
            self.writeline(f"if len({blocks}) <= 1:", node)
            self.indent()
            self.writeline(f'raise TemplateRuntimeError("Required block {node.name!r} not found")', node)
            self.outdent()
        self.writeline(f"{frame.buffer} += {blocks}[0](context)", node)

    def visit_Extends(self, node: nodes.Extends, frame: Frame) -> None:  # noqa: N802 - named by its base
        if not frame.rootlevel:
            self.fail("a template extends another always or never", node.lineno)
        super().visit_Extends(node, frame)

    def visit_Include(self, node: nodes.Include, frame: Frame) -> None:  # noqa: N802 - named by its base
        if node.ignore_missing or not node.with_context:
            self.fail("what is included here is there, and sees what is around it", node.lineno)
        self.writeline(f"{frame.buffer} += context.included(environment.get_template(", node)
        self.visit(node.template, frame)
        self.write(f"), {self.dump_local_context(frame)})")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            self.fail("everything is escaped here, and nothing but that", node.lineno)
        self.write("(escape_text(value) if type(value := ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ARG002  # Jinja's signature
        self.write(") is str else escape(value))")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - named by its base
        if keyword.iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802 - named by its base
        self.write("(")
        self.visit(node.node, frame)
        self.write(")[")
        self.visit(node.arg, frame)
        self.write("]")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, N802  # Jinja's signature
        if forward_caller or node.kwargs or node.dyn_args or node.dyn_kwargs or self._asks_for_context(node.node):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for arg in node.args:
            self.visit(arg, frame)
            self.write(", ")
        self.write(")")

    def _asks_for_context(self, node: nodes.Expr) -> bool:
        called: Any = self.environment.globals.get(node.name) if isinstance(node, nodes.Name) else None
        return called is not None and _PassArg.from_obj(called) is not None


class Environment(jinja2.Environment):
    """An environment whose templates are compiled that way."""

    template_class = Template
    code_generator_class = _Code
    context_class = Around

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.eval_ctx = nodes.EvalContext(self)
        self._found: dict[str, jinja2.Template] = {}

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """What all templates see; none has globals of its own."""
        if d:
            raise ValueError("a template here has no globals of its own")
        return self.globals

    def get_template(
        self,
        name: str | jinja2.Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002  # Jinja's signature
    ) -> jinja2.Template:
        """The template of a name, as Jinja finds it; compiled once, and then found at once."""
        if not isinstance(name, str):
            return name
        self.make_globals(globals)
        template = self._found.get(name)
        if template is None:
            template = self._found[name] = super().get_template(name, parent, globals)
        return template

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        _join_outputs(tree)
        return tree


def _print_nothing_for_else(output: nodes.Output) -> None:
    """Say that `{{ a if b }}` prints an empty text where there is no b, instead of something undefined that does."""
    for printed in output.nodes:
        if isinstance(printed, nodes.CondExpr) and printed.expr2 is None:
            printed.expr2 = nodes.Const("")


def _join_outputs(node: nodes.Node) -> None:
    """Make one output of those that follow each other, as a translated text is one of its own.

    The compiler joins the fixed text inside one.
    """
    for field in node.fields:
        children = getattr(node, field)
        if not isinstance(children, list):
            continue
        joined: list[object] = []
        for child in children:
            if isinstance(child, nodes.Output):
                _print_nothing_for_else(child)
            if isinstance(child, nodes.Output) and joined and isinstance(joined[-1], nodes.Output):
                joined[-1].nodes.extend(child.nodes)
            else:
                joined.append(child)
        setattr(node, field, joined)
    for inner in node.iter_child_nodes():
        _join_outputs(inner)
