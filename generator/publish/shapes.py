"""The JSON Schemas of the data files themselves: `index.json`, `district.json`, `cells/C.json`.

They say what version 1 promises: the keys named here stay, with their meaning; others may be added.
"""

from __future__ import annotations

from typing import Any

from generator.model import codes
from generator.model.schema import DRAFT
from generator.publish.codelists import STAT_KINDS

Shape = dict[str, Any]

_TEXT: Shape = {"type": "string"}
_DAY: Shape = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_SLUG: Shape = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
_KEY = "^[0-9]{4}(-H[12]|-Q[1-4])?$"


def _record(**keys: Shape) -> Shape:
    return {"type": "object", "required": list(keys), "properties": keys}


def _maybe(shape: Shape) -> Shape:
    return {**shape, "type": [shape["type"], "null"]}


def _each(shape: Shape, keys: str = ".") -> Shape:
    return {"type": "object", "patternProperties": {keys: shape}, "additionalProperties": False}


_RATIO = _record(n={"type": "number"}, d={"type": "integer", "minimum": 0}, value={"type": ["number", "null"]})
_STATS = _each(_each(_RATIO, "^[a-z0-9_]+([.][a-z0-9_.-]+)?$"), _KEY)
_WORDS = _record(vi=_TEXT, en=_TEXT)
_PART = _each(_record(stats=_STATS))

SHAPES: dict[str, tuple[str, Shape]] = {
    "data-index": (
        "Mục lục dữ liệu / Index of the data: /data/v1/index.json",
        _record(
            schema={"const": "chibo.data/1"},
            version=_TEXT,
            as_of=_DAY,
            profile={"enum": ["internal", "public"]},
            districts={
                "type": "array",
                "items": _record(
                    slug=_SLUG,
                    name=_TEXT,
                    level={"enum": list(codes.LEVELS)},
                    **{"from": _DAY},
                    to=_maybe(_DAY),
                    successor=_maybe(_SLUG),
                    years={"type": "array", "items": {"type": "string", "pattern": "^[0-9]{4}$"}},
                    url=_TEXT,
                ),
            },
            statistics=_each(
                _record(label=_WORDS, numerator=_WORDS, denominator=_WORDS, kind={"enum": list(STAT_KINDS)})
            ),
        ),
    ),
    "data-district": (
        "Số liệu đảng bộ / Figures of a district: /data/v1/D/district.json",
        _record(stats=_STATS, units=_PART, types=_PART, cells={"type": "array", "items": _SLUG, "uniqueItems": True}),
    ),
    "data-cell": (
        "Số liệu chi bộ / Figures of a cell: /data/v1/D/cells/C.json",
        _record(stats=_STATS, months=_each({"enum": list(codes.MONTH_STATES)}, "^[0-9]{4}-(0[1-9]|1[0-2])$")),
    ),
}


def data_schema(name: str) -> Shape:
    """The JSON Schema of a kind of data file.

    Errors: KeyError where there is no such kind.
    """
    title, shape = SHAPES[name]
    return {"$schema": DRAFT, "$id": f"{name}.json", "title": title, **shape}
