"""The description of a district's tables that programs read: a Data Package (`datapackage.json`).

Source: Frictionless Data, Data Package and Table Schema v1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.summary import DistrictSummary
    from generator.model.text import Text
    from generator.publish.manifest import Entry
    from generator.publish.table import Column, Reference, Table

_TYPES = {
    "id": "string",
    "text": "string",
    "month": "yearmonth",
    "date": "date",
    "integer": "integer",
    "number": "number",
    "flag": "boolean",
    "value": "number",
}


def package(
    district: DistrictSummary, known: tuple[Table, ...], files: Mapping[str, Entry], version: str, profile: str
) -> dict[str, Any]:
    """The Data Package of a district: each table with its columns, keys, size and checksum (`files`, by its name)."""
    home = district.home
    return {
        "profile": "tabular-data-package",
        "name": home.slug,
        "title": home.district.name,
        "version": "1",
        "created": f"{home.as_of.isoformat()}T00:00:00Z",
        "chibo": {"version": version, "profile": profile, "as_of": home.as_of.isoformat()},
        "resources": [_resource(table, files[table.name]) for table in known],
    }


def _resource(table: Table, file: Entry) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": _both(table.title),
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig" if table.has_text else "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, Any]:
    found: dict[str, Any] = {
        "fields": [_field(column, required=column.name in table.key) for column in table.columns],
        "missingValues": [""],
    }
    if table.key:
        found["primaryKey"] = list(table.key)
    if table.references:
        found["foreignKeys"] = [_foreign(table, reference) for reference in table.references]
    return found


def _foreign(table: Table, reference: Reference) -> dict[str, Any]:
    resource = "" if reference.table == table.name else reference.table
    return {"fields": list(reference.columns), "reference": {"resource": resource, "fields": list(reference.to)}}


def _field(column: Column, *, required: bool) -> dict[str, Any]:
    found: dict[str, Any] = {"name": column.name, "type": _TYPES[column.type], "title": _both(column.title)}
    if column.about is not None:
        found["description"] = _both(column.about)
    if column.type == "flag":
        found |= {"trueValues": ["true"], "falseValues": ["false"]}
    if required:
        found["constraints"] = {"required": True}
    return found


def _both(text: Text) -> str:
    return f"{text.vi} / {text.en}"
