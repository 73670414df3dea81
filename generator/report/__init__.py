"""Diagnostics as text for a person, JSON for a program, annotations for a forge: one module a format, found not listed.

A format is a module of this package with a function `render(result, lang, **options) -> str`.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.model.diagnostic import CheckReport


@functools.cache
def _formats() -> dict[str, Any]:
    names = sorted(m.name for m in pkgutil.iter_modules(__path__))
    found = {name: importlib.import_module(f"{__name__}.{name}") for name in names}
    return {name: module.render for name, module in found.items() if hasattr(module, "render")}


def formats() -> tuple[str, ...]:
    """The names of all formats, in order."""
    return tuple(_formats())


def render(name: str, result: CheckReport, lang: str, **options: Any) -> str:
    """Print a report in one format. `lang` is `vi` or `en`.

    Options: `color` and `columns` (the terminal's width, None on a pipe), which the text format heeds; `rules_url`, the
    address of the rules' pages, which the summary in Markdown links. A format ignores what it does not know.
    Errors: KeyError where no such format exists.
    """
    text: str = _formats()[name](result, lang, **options)
    return text
