"""Markdown to HTML by cmark, whose memory is given back.

`cmarkgfm` frees neither the tree of a text nor its HTML (13 KB for minutes of a page), and does not offer to; the
library inside it does. Where that cannot be reached, all is as `cmarkgfm` leaves it.
"""

from __future__ import annotations

import ctypes
import functools
from typing import TYPE_CHECKING, Any, NamedTuple

from cmarkgfm import _cmark, cmark

if TYPE_CHECKING:
    from collections.abc import Callable

EXTENSIONS = ("table", "strikethrough")


class _Memory(ctypes.Structure):
    """How cmark gets and gives back memory: three functions."""

    _fields_ = (("calloc", ctypes.c_void_p), ("realloc", ctypes.c_void_p), ("free", ctypes.c_void_p))


class _Free(NamedTuple):
    tree: Callable[[int], None]
    text: Callable[[int], None]


def to_html(text: str) -> str:
    """The HTML of a text, with the table and strikethrough extensions; raw HTML in it is not let through.

    Errors: ValueError where cmark cannot take the text.
    """
    free = _free()
    if free is None:
        return str(cmark.markdown_to_html_with_extensions(text, options=0, extensions=EXTENSIONS))
    parser = cmark.parser_new(options=0)
    try:
        for extension in _extensions():
            cmark.parser_attach_syntax_extension(parser, extension)
        cmark.parser_feed(parser, text)
        tree = cmark.parser_finish(parser)
        if tree == _cmark.ffi.NULL:
            raise ValueError("no tree")
        html = _cmark.lib.cmark_render_html(tree, 0, cmark.parser_get_syntax_extensions(parser))
        found: bytes = _cmark.ffi.string(html)
        free.text(_address(html))
        free.tree(_address(tree))
    finally:
        cmark.parser_free(parser)
    return found.decode("utf-8")


@functools.cache
def _extensions() -> tuple[Any, ...]:
    cmark.core_extensions_ensure_registered()
    return tuple(map(cmark.find_syntax_extension, EXTENSIONS))


@functools.cache
def _free() -> _Free | None:
    """What gives back a tree and a text; None where the library shows it to nobody."""
    try:
        library = ctypes.CDLL(_cmark.__file__)
        tree, memory = library.cmark_node_free, library.cmark_get_default_mem_allocator
    except (OSError, AttributeError):
        return None
    tree.argtypes, tree.restype = (ctypes.c_void_p,), None
    memory.argtypes, memory.restype = (), ctypes.POINTER(_Memory)
    return _Free(tree, ctypes.CFUNCTYPE(None, ctypes.c_void_p)(memory().contents.free))


def _address(pointer: Any) -> int:
    return int(_cmark.ffi.cast("uintptr_t", pointer))
