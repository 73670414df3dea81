"""Templates print documented fields only: each attribute that a template asks for stands in its view's docstring."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
import re
import sys
import types
import typing
from pathlib import Path
from typing import Any

import pytest
from jinja2 import nodes

import generator.model as model_package
import generator.views as views_package
import generator.views.pages as pages_package
import site_templates
from generator.model.frame import Frame
from generator.render.engine import environment
from generator.views.kinds import discover

TEMPLATES = Path(site_templates.__file__).parent
VIEWS = {
    "cell": "cell.CellView",
    "cell_year": "cell_year.CellYearView",
    "definitions": "definitions.DefinitionsView",
    "district": "scope.ScopeView",
    "home": "home.HomeView",
    "meeting": "meeting.MeetingView",
    "missing": "matrix.MatrixView",
    "problems": "problem_page.ProblemsView",
    "record": "record.RecordView",
    "rule": "reference.RuleView",
    "rules": "reference.RulesView",
    "search": "search_page.SearchView",
    "unit": "scope.ScopeView",
} | {page.name: f"pages.{page.name}.{page.name.capitalize()}View" for page in discover()}
ENV = environment()
# Names that views use in annotations only are not imported while the program runs; here they must be known.
NAMES: dict[str, Any] = {}
for package in (model_package, views_package, pages_package):
    for found in pkgutil.iter_modules(package.__path__):
        NAMES |= vars(importlib.import_module(f"{package.__name__}.{found.name}"))
NAMES |= {name: value for name, value in vars(sys.modules["fractions"]).items() if name == "Fraction"}
NAMES["dt"] = importlib.import_module("datetime")


def view_class(page: str) -> type:
    module, _, name = VIEWS[page].rpartition(".")
    found: type = getattr(importlib.import_module(f"generator.views.{module}"), name)
    return found


def is_view(cls: Any) -> bool:
    """Tell whether a class is printed: a dataclass, or a tuple with named fields that describes them."""
    if not isinstance(cls, type):
        return False
    return dataclasses.is_dataclass(cls) or (hasattr(cls, "_fields") and "Attributes:" in (cls.__doc__ or ""))


def fields_of(cls: Any) -> set[str]:
    return {f.name for f in dataclasses.fields(cls)} if dataclasses.is_dataclass(cls) else set(cls._fields)


def documented(cls: type) -> set[str]:
    """The fields that a class's docstring describes, and its properties."""
    section = (cls.__doc__ or "").partition("Attributes:")[2]
    fields = set(re.findall(r"^ {8}(\w+):", section, flags=re.MULTILINE))
    return fields | {name for name, value in vars(cls).items() if isinstance(value, property)}


def parts(annotation: Any) -> list[Any]:
    """The classes that a value of this type may be; None left out."""
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        return [part for part in typing.get_args(annotation) if part is not type(None)]
    return [annotation]


class Reader:
    """Follows one template with the types of its variables."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.wrong: list[str] = []
        self.followed = 0

    def read(self, name: str, known: dict[str, Any]) -> None:
        tree = ENV.parse((TEMPLATES / name).read_text(encoding="utf-8"))
        self.body(tree.body, dict(known), name)

    def body(self, body: list[Any], known: dict[str, Any], name: str) -> None:
        for node in body:
            self.node(node, known, name)

    def node(self, node: Any, known: dict[str, Any], name: str) -> None:
        if isinstance(node, nodes.For):
            inner = dict(known)
            self.bind(node.target, self.element(self.type_of(node.iter, known, name)), inner)
            self.body(node.body, inner, name)
            self.body(node.else_, known, name)
        elif isinstance(node, nodes.Assign):
            self.bind(node.target, self.type_of(node.node, known, name), known)
        elif isinstance(node, nodes.Include):
            self.read(typing.cast("nodes.Const", node.template).value, known)
        elif isinstance(node, nodes.Expr):
            self.type_of(node, known, name)
        else:
            for child in node.iter_child_nodes():
                self.node(child, known, name)

    def bind(self, target: Any, value: Any, known: dict[str, Any]) -> None:
        if isinstance(target, nodes.Tuple):
            values = typing.get_args(value) or (None,) * len(target.items)
            for item, part in zip(target.items, values, strict=False):
                self.bind(item, part, known)
        elif isinstance(target, nodes.Name):
            known[target.name] = value

    def element(self, value: Any) -> Any:
        for part in parts(value):
            if typing.get_origin(part) is tuple:
                return typing.get_args(part)[0]
        return None

    def type_of(self, node: Any, known: dict[str, Any], name: str) -> Any:
        if isinstance(node, nodes.Name):
            return known.get(node.name)
        if isinstance(node, nodes.Getattr):
            return self.attribute(node, self.type_of(node.node, known, name), name)
        if isinstance(node, nodes.Getitem):
            return self.item(node, self.type_of(node.node, known, name))
        for child in node.iter_child_nodes():
            self.type_of(child, known, name)
        return None

    def item(self, node: Any, value: Any) -> Any:
        for part in parts(value):
            inside = typing.get_args(part)
            if typing.get_origin(part) is tuple and inside[-1] is Ellipsis:
                return part if isinstance(node.arg, nodes.Slice) else inside[0]
            if typing.get_origin(part) is tuple and isinstance(node.arg, nodes.Const):
                return inside[node.arg.value]
        return None

    def attribute(self, node: Any, value: Any, name: str) -> Any:
        for cls in parts(value):
            if not is_view(cls):
                continue
            self.followed += 1
            if node.attr not in documented(cls):
                self.wrong.append(f"{name}: {cls.__name__}.{node.attr}")
                return None
            return typing.get_type_hints(cls, globalns=NAMES | vars(sys.modules[cls.__module__])).get(node.attr)
        return None


def test_every_page_is_known() -> None:
    assert {path.stem for path in (TEMPLATES / "pages").glob("*.html")} == set(VIEWS)


@pytest.mark.parametrize("page", VIEWS)
def test_a_template_asks_for_documented_fields_only(page: str) -> None:
    reader = Reader(page)
    reader.read(f"pages/{page}.html", {"view": view_class(page), "frame": Frame})
    assert reader.wrong == []
    assert reader.followed > 3, "nothing was followed"


@pytest.mark.parametrize("part", ["layout.html", "main.html", "404.html"])
def test_the_layout_asks_for_documented_fields_of_the_frame_only(part: str) -> None:
    reader = Reader(part)
    reader.read(part, {"frame": Frame})
    assert reader.wrong == []


def views_of(module: str) -> list[type]:
    return [c for c in vars(importlib.import_module(module)).values() if is_view(c) and c.__module__ == module]


MODULES = sorted(
    found.name
    for package in (views_package, pages_package)
    for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}.")
    if found.name.rpartition(".")[2] not in {"summary", "reduce", "projection"}
)


@pytest.mark.parametrize("module", MODULES)
def test_every_field_of_a_view_is_documented_and_no_other(module: str) -> None:
    for cls in views_of(module):
        properties = {name for name, value in vars(cls).items() if isinstance(value, property)}
        assert documented(cls) - properties == fields_of(cls), cls.__name__


def test_an_undocumented_field_would_be_found() -> None:
    reader = Reader("home")
    reader.body(ENV.parse("{{ view.nonsense }}{% for d in view.districts %}{{ d.nonsense }}{% endfor %}").body, {"view": view_class("home")}, "x")  # fmt: skip
    assert reader.wrong == ["x: HomeView.nonsense", "x: DistrictRow.nonsense"]
