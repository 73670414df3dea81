"""Compiled templates beside the templates, as Python keeps its own compiled code: in `__pycache__`, of the same trust.

They lie inside the program and nowhere else; no folder that is shared or downloaded is ever read for them. Where the
program cannot be written, or Python is told to write no compiled code, templates are compiled at each start.
"""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2

import site_templates

if TYPE_CHECKING:
    from jinja2.bccache import Bucket

FOLDER = Path(site_templates.__file__).parent / "__pycache__"


class Beside(jinja2.BytecodeCache):
    """The compiled templates of one program in one language.

    Args:
        name: What they were compiled for: anything that changes them is in it.
        writes: Whether they are kept, whatever Python is told.
    """

    def __init__(self, name: str, *, writes: bool = False) -> None:
        self._name = name
        self._writes = writes or not sys.dont_write_bytecode

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a compiled template, if there is one of this program."""
        try:
            with open(self._path(bucket), "rb") as stream:
                bucket.load_bytecode(stream)
        except OSError:
            return

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template; where that cannot be, it is compiled again next time."""
        if not self._writes:
            return
        path = self._path(bucket)
        part = f"{path}.{os.getpid()}"
        try:
            FOLDER.mkdir(exist_ok=True)
            with open(part, "wb") as stream:
                bucket.write_bytecode(stream)
            os.replace(part, path)
        except OSError:
            return

    def _path(self, bucket: Bucket) -> str:
        name = hashlib.sha256(f"{self._name} {bucket.key} {bucket.checksum}".encode()).hexdigest()[:24]
        return f"{FOLDER}/{name}.{sys.implementation.cache_tag}.jinja"
