"""The value of a YAML text as nearly everybody writes it, one key or entry a line, without a reader of all of YAML.

What is taken here means the same to every such reader: plain words, lists and mappings in brackets on one line, and
blocks told by how far they are indented. For anything else there is no answer.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_FLOW = 1000  # characters: in brackets no shorter key is too long for YAML
FLOW_MOST = 8  # brackets that open on one line
BLOCK_MOST = 8  # blocks inside each other

# A key or the dash of an entry; then something in brackets, where each colon ends a key and so has a space after it,
# or words, where each colon stands before a letter or digit; or nothing. None is looked for inside a line: where one
# does not match, that would take a time that grows with its square.
_LINE = re.compile(
    r"^( *+)(?:(-) |(\w[\w./-]{0,99}):(?: +|(?=\n|\Z)))"
    r"(?:([\[{][^:\n\t\\]*(?:: [^:\n\t\\]*)*[\]}])|(\w[^:\n\t\\]*(?::\w[^:\n\t\\]*)*(?<! )))?(?:\n+|\Z)",
    re.MULTILINE,
)
_WORDS = re.compile(r"(\w[^\[\]{},:?'`\\\t\n]*(?<! ))")  # such words as mean nothing else in brackets


class _Unusual(Exception):
    """Something that is not read here."""


def value_of(text: str) -> Any:
    """The value of a text without quotes, comments, anchors and tags; None where a line is not of the usual form."""
    try:
        return _value(text)
    except (_Unusual, ValueError):
        return None


def _value(text: str) -> Any:
    root: dict[str, Any] = {}
    holder: Any = root  # the mapping or list that is open, and how far it is indented
    level = -1
    key: str | None = ""  # the key in it whose value comes next
    outer: list[tuple[Any, int]] = []  # those around it
    parts = _LINE.split(text)
    if any(parts[::6]):  # what stands between two lines of the usual form
        raise _Unusual
    in_brackets = _in_brackets([flow for flow in parts[4::6] if flow is not None])
    for pad, dash, name, flow, words in zip(*(parts[n::6] for n in range(1, 6)), strict=True):
        if key is not None:
            holder, level = _opened(holder, key, outer, (level, len(pad)), is_list=dash is not None)
        else:
            while len(pad) < level or (len(pad) == level and dash is None and type(holder) is list):
                holder, level = outer.pop()
            if len(pad) != level or (dash is not None and type(holder) is dict):
                raise _Unusual
        value = words if flow is None else next(in_brackets)
        key = name if value is None else None
        if dash is None:
            if name in holder:
                raise _Unusual
            holder[name] = value
        elif value is None:
            raise _Unusual
        else:
            holder.append(value)
    if key is not None:
        raise _Unusual
    return root[""]


def _opened(holder: Any, key: str, outer: list[tuple[Any, int]], far: tuple[int, int], *, is_list: bool) -> Any:
    """The mapping or list that begins below a key, and how far it is indented; a list may stand as far as its key."""
    before, indent = far
    if indent < before or (indent == before and not is_list) or len(outer) > BLOCK_MOST:
        raise _Unusual
    outer.append((holder, before))
    inner: Any = [] if is_list else {}
    holder[key] = inner
    return inner, indent


def _in_brackets(flows: list[str]) -> Iterator[Any]:
    """The values of lists and mappings in brackets, read at once: with their words in quotes, they are JSON.

    A bare 0 stands between two of them, and nowhere else: so none ends in another one.
    """
    if not flows:
        return iter(())
    together = "\n".join(flows)
    if len(together) > LONGEST_FLOW or together.count("[") + together.count("{") > FLOW_MOST:
        for flow in flows:
            if len(flow) > LONGEST_FLOW or flow.count("[") + flow.count("{") > FLOW_MOST:
                raise _Unusual
    values = _decoder.decode("[" + '"'.join(_WORDS.split(together)).replace("\n", ",0,") + "]")
    if len(values) != 2 * len(flows) - 1 or values[1::2].count(0) != len(flows) - 1:
        raise _Unusual
    return iter(values[::2])


def _mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):  # a key stands twice
        raise _Unusual
    return found


_decoder = json.JSONDecoder(object_pairs_hook=_mapping)
