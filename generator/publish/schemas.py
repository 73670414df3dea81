"""The JSON Schemas under `/data/v1/schema/`, of records and of data files: the same in every store and profile."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from generator.model.schema import KINDS, schema
from generator.publish.data import ROOT
from generator.publish.shapes import SHAPES, data_schema

if TYPE_CHECKING:
    from collections.abc import Iterator


def schema_files() -> Iterator[tuple[str, bytes]]:
    """Yield the URL and the bytes of each schema: of records, then of data; no name of theirs is a district's file."""
    for kind in KINDS:
        yield f"{ROOT}/schema/{kind}.schema.json", schema_text(kind).encode()
    for name in SHAPES:
        yield f"{ROOT}/schema/{name}.schema.json", _text(data_schema(name)).encode()


def schema_text(kind: str) -> str:
    """The schema of a kind of record as a file holds it: keys as written, two spaces a step, a newline at the end."""
    return _text(schema(kind))


def _text(shape: object) -> str:
    return json.dumps(shape, ensure_ascii=False, indent=2) + "\n"
