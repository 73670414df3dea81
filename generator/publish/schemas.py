"""The JSON Schemas of the records under `/data/v1/schema/`: the same in every store and profile."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from generator.model.schema import KINDS, schema
from generator.publish.data import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator


def schema_files() -> Iterator[tuple[str, bytes]]:
    """Yield the URL and the bytes of each schema, in the order of the kinds; no name of theirs is a district's file."""
    for kind in KINDS:
        yield f"{ROOT}/schema/{kind}.schema.json", schema_text(kind).encode()


def schema_text(kind: str) -> str:
    """The schema of a kind of record as a file holds it: keys as written, two spaces a step, a newline at the end."""
    return json.dumps(schema(kind), ensure_ascii=False, indent=2) + "\n"
