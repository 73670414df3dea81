"""The value of a YAML text in which nothing needs a second look: by lines, else straight from the parser's events.

That is nearly every record. Where something might have to be told, or might be meant otherwise, there is no answer,
and the walker of `generator.store.yaml` looks at everything one by one.
"""

from __future__ import annotations

from typing import Any

from yaml.error import YAMLError
from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from generator.store import lines
from generator.store.decode import is_plain

try:
    from yaml._yaml import CParser as _Parser  # the C reader: the same events fifteen times faster than the pure one
except ImportError:  # pragma: no cover - a PyYAML built without libyaml
    from generator.store.pure import Parser as _Parser  # type: ignore[assignment]  # both offer get_event

Parser: Any = _Parser

LONGEST = 20_000  # characters: no shorter text has more nodes than the walker lets pass
DEEPEST = 16
# With an anchor, an alias, a tag, a comment, an escape, a merge or a directive there may be more to say.
_TELLING = ("&", "*", "!", "#", '"', "<<", "\n%")


class _Unusual(Exception):
    """Something that needs a second look."""


def value_of(text: str, *, plain: bool = False) -> Any:
    """The value that a text holds; None where it holds none, or needs a second look.

    So does an empty value, a key that stands twice or is no text, and a text that is not `is_plain`; `plain` tells that
    this one is known to be.
    """
    if len(text) > LONGEST or text[:1] == "%" or any(map(text.__contains__, _TELLING)):
        return None
    if not (plain or is_plain(text)):
        return None
    value = lines.value_of(text)
    if value is not None:
        return value
    try:
        documents = _documents(text)
    except (YAMLError, ValueError, _Unusual):
        return None
    return documents[0] if len(documents) == 1 else None


def _documents(text: str) -> Any:
    get = Parser(text).get_event
    holder: Any = []  # the mapping or list that is open
    key: str | None = None  # the key in it whose value comes next
    outer: list[tuple[Any, str | None]] = []  # those around it
    while True:
        event = get()
        kind = type(event)
        if kind is ScalarEvent:
            value = event.value
            if not value:
                raise _Unusual
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            if len(outer) == DEEPEST or _is_key(holder, key):
                raise _Unusual
            outer.append((holder, key))
            holder, key = {} if kind is MappingStartEvent else [], None
            continue
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            value = holder
            holder, key = outer.pop()
        elif kind is StreamEndEvent:
            return holder
        else:
            continue
        key = _put(holder, key, value)


def _is_key(holder: Any, key: str | None) -> bool:
    """Tell whether what comes next is a key."""
    return key is None and type(holder) is dict


def _put(holder: Any, key: str | None, value: Any) -> str | None:
    """Put a value, or keep it as the key of the next one."""
    if type(holder) is list:
        holder.append(value)
    elif key is not None:
        holder[key] = value
    elif value in holder:
        raise _Unusual
    else:
        return str(value)
    return None
