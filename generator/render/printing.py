"""What compiled templates use while they print: names, includes, loops, macros; less work than Jinja's own."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.utils import missing

from generator.render.escape import escape, escape_text, markup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping


class Names(dict[str, Any]):
    """The names that a template sees; one that is not there is `missing`."""

    def __missing__(self, name: str) -> object:
        return missing


class Around(Context):
    """A context that costs little to make: what all templates have in common is not worked out for each again."""

    def __init__(  # as its base; the base's own would work everything out again
        self,
        environment: jinja2.Environment,
        parent: dict[str, Any],
        name: str | None,
        blocks: dict[str, Callable[..., Any]],
        globals: Mapping[str, Any] | None = None,  # noqa: A002, ARG002  # Jinja's signature
    ) -> None:
        self.parent = parent if type(parent) is Names else Names(parent)
        self.vars = {}
        self.environment = environment
        self.eval_ctx = environment.eval_ctx  # type: ignore[attr-defined]  # ours has one for all
        self.exported_vars = set()
        self.name = name
        self.globals_keys = set()  # all templates see the same globals, so imported ones need none handed on
        self.blocks = {key: [block] for key, block in blocks.items()}

    def looked_up(self) -> Callable[[str], Any]:
        """What looks a name up; `missing` where there is none."""
        return (Names(self.get_all()) if self.vars else self.parent).__getitem__

    def included(self, template: Template, known: Mapping[str, Any]) -> list[str]:
        """What a template prints inside this one, which sees the names `known` in front of all others."""
        names = Names(self.get_all())
        for name, value in known.items():
            if value is not missing:
                names[name] = value
        context = Around(self.environment, names, template.name, template.blocks)
        return template.root_render_func(context)  # type: ignore[return-value]  # a list, as our compiler makes it


class Loop:
    """Where a loop stands: what our templates ask of Jinja's `loop`."""

    __slots__ = ("index0", "length")

    def __init__(self, length: int) -> None:
        self.index0 = -1
        self.length = length

    @property
    def index(self) -> int:
        """The number of the step, from 1."""
        return self.index0 + 1

    @property
    def first(self) -> bool:
        """Whether this is the first step."""
        return self.index0 == 0

    @property
    def last(self) -> bool:
        """Whether this is the last step."""
        return self.index0 + 1 == self.length


def _looped(items: Iterable[Any], undefined: Any, *recursion: Any) -> Iterable[tuple[Any, Any]]:
    """The items, each with its loop; one that calls itself is Jinja's own."""
    return LoopContext(items, undefined, *recursion) if recursion else _steps(items)


def _steps(items: Iterable[Any]) -> Iterator[tuple[Any, Loop]]:
    known = items if isinstance(items, (tuple, list)) else list(items)
    loop = Loop(len(known))
    for loop.index0, item in enumerate(known):  # the loop is told where it stands
        yield item, loop


class _Macro(Macro):
    """A macro that is at its work at once where it is called by position, as nearly always."""

    def __call__(self, *given: Any, **named: Any) -> str:
        if named or len(given) != self._argument_count or self.catch_kwargs or self.catch_varargs or self.caller:
            return super().__call__(*given, **named)
        return markup(self._func(*given))


class Template(jinja2.Template):
    """A template whose compiled code finds what is below in the place of Jinja's own."""

    OWN = MappingProxyType({"escape": escape, "escape_text": escape_text, "LoopContext": _looped, "Macro": _Macro})

    @classmethod
    def from_code(cls, *args: Any, **kwargs: Any) -> jinja2.Template:
        """A template from its compiled code."""
        template = super().from_code(*args, **kwargs)
        template.root_render_func.__globals__.update(cls.OWN)
        return template
