"""`chibo schema`: what editors need to help with records: the schemas, and which file each is for."""

from __future__ import annotations

import json
import posixpath

from generator.model.schema import KINDS
from generator.model.text import Text, nearest
from generator.publish.schemas import schema_text

FOLDER = ".vscode/schema"  # below the store's root; names that begin with a dot are no records
SETTINGS = ".vscode/settings.json"


class UnknownKind(Exception):
    """There is no such kind of record; `text` names the nearest."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.vi)
        self.text = text


def files(kind: str = "") -> dict[str, str]:
    """Name and text of the schema of one kind, or of each.

    Errors: UnknownKind.
    """
    if kind and kind not in KINDS:
        near = nearest(kind, KINDS)
        listed = ", ".join(KINDS)
        raise UnknownKind(
            Text(
                f"Không có loại tệp “{kind}”." + (f" Có phải {near}?" if near else "") + f" Các loại: {listed}.",
                f"There is no kind “{kind}”." + (f" Did you mean {near}?" if near else "") + f" Kinds: {listed}.",
            )
        )
    return {f"{one}.json": schema_text(one) for one in ([kind] if kind else KINDS)}


def overview(lang: str) -> str:
    """Every kind with its files and what it is."""
    rows = [(kind, ", ".join(found.files), found.label.to(lang)) for kind, found in KINDS.items()]
    first, second = (max(len(row[column]) for row in rows) for column in (0, 1))
    return "".join(f"{kind.ljust(first)}  {where.ljust(second)}  {label}\n" for kind, where, label in rows)


def settings(records: str = "records") -> str:
    """The settings of VS Code's YAML extension: which files each schema is for. Minutes are no YAML files."""
    schemas = {
        f"./{FOLDER}/{kind}.json": [f"{records}{name.removeprefix('records')}" for name in found.files]
        for kind, found in KINDS.items()
        if kind != "meeting"
    }
    return json.dumps({"yaml.schemas": schemas}, ensure_ascii=False, indent=2) + "\n"


def hinted(kind: str, path: str, text: str) -> tuple[str, str]:
    """The path and text of a new record, with the remark that leads an editor to its schema from any open folder."""
    schema = f"{posixpath.relpath(FOLDER, posixpath.dirname(path))}/{kind}.json"
    return path, f"# yaml-language-server: $schema={schema}\n{text}"
