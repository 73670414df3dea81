"""Hostile texts by class, made by combining: what breaks out of a place, what would run there, how it may be dressed up.

Every text is one line, and distinct. `written` are those that a YAML field may hold; the others are for arguments, names
of files and writers of exports, which have to stand whatever comes.
"""

from __future__ import annotations

import functools
import itertools
import random
import unicodedata
from typing import TYPE_CHECKING

from generator.store.decode import YAML_FORBIDDEN, YAML_REPLACE
from tests.inert import parts

if TYPE_CHECKING:
    from collections.abc import Iterator

PRODUCT = "9801547"  # 1337 × 7331: what a template engine makes of it, and what stands nowhere else
CANARY = "<&\"'`]]></script>"  # what breaks out of each kind of output; U+2028, which no record may hold, is in `parts`


def _scripts() -> Iterator[str]:
    for number, (out, tag) in enumerate(itertools.product(parts.BREAKS, parts.TAGS)):
        run = parts.RUN[number % len(parts.RUN)]
        yield (
            f"{out}<{tag}>{run}</{tag}>"
            if tag in {"script", "style", "template"}
            else f"{out}<{tag} src=x href=x {parts.EVENTS[number % len(parts.EVENTS)]}={run}>"
        )


def _handlers() -> Iterator[str]:
    for number, (tag, event, gap) in enumerate(itertools.product(parts.TAGS, parts.EVENTS, parts.GAPS)):
        yield f"{parts.BREAKS[number % len(parts.BREAKS)]}<{tag}{gap}{event}={parts.QUOTES[number % len(parts.QUOTES)].format(parts.RUN[number % len(parts.RUN)])}>"
    for out, event in itertools.product(parts.BREAKS, parts.EVENTS):
        yield f"{out} autofocus tabindex=1 {event}=alert(1) x={out}"


def _mutations() -> Iterator[str]:
    for number, (wrap, inner) in enumerate(itertools.product(parts.WRAPS, parts.INNER)):
        yield wrap.format(inner.format(parts.RUN[number % len(parts.RUN)]))
    for outer, inner in itertools.product(parts.WRAPS[:17], parts.WRAPS[:17]):
        yield outer.format(inner.format("<img src=x onerror=alert(1)>"))


def _schemes() -> Iterator[str]:
    for number, (scheme, dress) in enumerate(itertools.product(parts.SCHEMES, parts.DRESS)):
        for carrier in (
            parts.CARRIERS[number % 12],
            parts.CARRIERS[(number * 5 + 1) % 12],
            parts.CARRIERS[(number * 7 + 2) % 12],
        ):
            yield carrier.format(
                dress.format("".join(c.upper() if (i + number) % 3 == 0 else c for i, c in enumerate(scheme)))
            )


def _formulas() -> Iterator[str]:
    return (f"{hide}{lead}{body}" for hide, lead, body in itertools.product(parts.HIDES, parts.LEADS, parts.FORMULAS))


def _bidi() -> Iterator[str]:
    return (
        form.format(char)
        for char, form in itertools.product(
            parts.UNSEEN, ["{}", "a{}b", "{}x", "x{}", "<{}script>", "java{}script:alert(1)"]
        )
    )


CLASSES = {
    "script": _scripts, "handler": _handlers, "mutation": _mutations, "scheme": _schemes, "formula": _formulas, "bidi": _bidi,
    "template": lambda: (fence.format(sum_) for fence, sum_ in itertools.product(parts.FENCES, parts.SUMS)),
    "entity": lambda: (entity.format(body) for entity, body in itertools.product(parts.ENTITIES, parts.ENTITY_BODIES)),
    "data": lambda: (f"{before}{text}{behind}" for text, (before, behind) in itertools.product([*parts.JSON_BREAKS, *parts.XML_BREAKS, *parts.SQL_BREAKS], [("", ""), ("x", "y"), (" ", " "), ('"', '"'), ("<", ">")])),
    "calendar": lambda: (f"x{out}{line}" for out, line in itertools.product(parts.ICS_BREAKS, parts.ICS)),
    "workflow": lambda: (f"{out}{command}" for out, command in itertools.product(parts.LINE_BREAKS, parts.WORKFLOW)),
    "terminal": lambda: (form.format(text) for text, form in itertools.product(parts.ESCAPES, ["{}", "a{}b", "{}::error::x"])),
    "odd": lambda: iter(parts.ODD),
}  # fmt: skip


@functools.cache
def everything() -> dict[str, tuple[str, ...]]:
    """Every text by its class, each once; none that is empty."""
    seen: set[str] = set()
    found = {}
    for name, make in CLASSES.items():
        new = [text for text in dict.fromkeys(make()) if text.strip() and text not in seen]
        seen.update(new)
        found[name] = tuple(new)
    return found


def is_written(text: str) -> bool:
    """Tell whether a record may hold a text as a value: what is refused there is P17's and has tests of its own."""
    return (
        YAML_FORBIDDEN.search(text) is None
        and YAML_REPLACE.search(text) is None
        and not set(text) & set("\t\n\r")
        and unicodedata.is_normalized("NFC", text)
    )


@functools.cache
def written() -> dict[str, tuple[str, ...]]:
    """Those that a YAML field may hold."""
    kept = {name: tuple(filter(is_written, texts)) for name, texts in everything().items()}
    return {name: texts for name, texts in kept.items() if texts}


def sample(number: int, of: dict[str, tuple[str, ...]]) -> list[str]:
    """So many texts, the same each time, of every class alike as far as a class has so many."""
    chance = random.Random(1337)
    shuffled = [chance.sample(texts, len(texts)) for texts in of.values()]
    mixed = [text for row in itertools.zip_longest(*shuffled) for text in row if text is not None]
    return mixed[:number]
