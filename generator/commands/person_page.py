"""What the records hold of a person, as a file to hand over: one JSON and one page to read, in a zip."""

from __future__ import annotations

import errno
import html
import io
import json
import os
import zipfile
from typing import TYPE_CHECKING, Any

from generator.commands.create import Impossible
from generator.model.text import Text
from generator.store import rewrite

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generator.options import Options

_EPOCH = (1980, 1, 1, 0, 0, 0)
_STYLE = (
    ":root{color-scheme:light dark}body{font:16px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}"
    "table{border-collapse:collapse}td,th{border:1px solid #999;padding:.2em .5em;text-align:left;vertical-align:top}"
    "td,th,h1,h2{overflow-wrap:anywhere}th{min-width:5em}tr{break-inside:avoid}div{overflow-x:auto}"
    "pre{white-space:pre-wrap}"
)
_NOTE = Text(
    "Chép từ bản ghi sinh hoạt chi bộ. Họ tên người khác đã thay bằng mã. Trong biên bản chỉ chép dòng nhắc tới người "
    "này. Chỗ chỉ gọi tên thì máy không tìm ra; tên gọi của người khác trong các dòng ấy có thể còn.",
    "Copied from the records of cell meetings. Other persons' names are replaced by ids. Of minutes only lines that "
    "name this person are copied. Mentions by given name alone are not found; those of others may remain in a line.",
)


def refuse(options: Options, target: Path) -> None:
    """Errors: Impossible where the file is there already, or would lie among the records."""
    if os.path.lexists(target):
        raise Impossible(Text(f"{target} đã có; không ghi đè.", f"{target} exists and is not overwritten."))
    if target.resolve().is_relative_to((options.root / options.records).resolve()):
        raise Impossible(
            Text(
                f"{target} nằm trong bản ghi; chọn chỗ khác.", f"{target} lies among the records; choose another place."
            )
        )


def write(target: Path, raw: bytes) -> None:
    """Write a new file that only its owner may read, whole or not at all. Errors: OSError."""
    if not target.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(target))
    if rewrite.create({target: raw}, 0o600) is not None:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))


def packed(data: dict[str, Any]) -> bytes:
    """The zip: the same bytes for the same data, on any day and machine."""
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as made:
        for name, content in (("person.html", page(data)), ("person.json", text)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system, entry.external_attr = 3, 0o600 << 16
            made.writestr(entry, content.encode())
    return file.getvalue()


def told(data: dict[str, Any], target: Path, lang: str) -> str:
    """Say what was written, without a name."""
    cells = data["cells"]
    meetings, tasks = (sum(len(cell[key]) for cell in cells) for key in ("meetings", "tasks"))
    mentions, lacking = len(data["mentions"]), len(data["unread"]) + sum(len(cell["not_read"]) for cell in cells)
    lines = [
        Text(
            f"Đã ghi {target}: {meetings} buổi họp, {tasks} nhiệm vụ, {mentions} chỗ được nhắc tới.",
            f"Wrote {target}: {meetings} meetings, {tasks} tasks, {mentions} mentions.",
        )
    ]
    if lacking:
        lines.append(
            Text(
                f"{lacking} tệp không đọc được nên không có trong đó; tên các tệp ghi trong bản chép.",
                f"{lacking} files cannot be read and are not in it; the copy names them.",
            )
        )
    return "".join(f"{line.to(lang)}\n" for line in lines)


def page(data: dict[str, Any]) -> str:
    """The page to read, in both languages."""
    says = _Says(data["labels"])
    head = says.pair("member")
    parts = [
        '<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
        f"<title>{html.escape(data['member'])}</title>",
        f"<style>{_STYLE}</style><h1>{head}: {html.escape(', '.join(data['names']) or data['member'])}</h1>",
        f"<p>{_NOTE.vi}</p><p lang=en>{html.escape(_NOTE.en)}</p>",
        says.facts((key, data[key]) for key in ("member", "same", "records", "unread")),
    ]
    for cell in data["cells"]:
        name = f"{cell['cell_name']} ({cell['cell']}/{cell['id']})"
        parts.append(f"<h2>{says.pair('cell')}: {html.escape(name)}</h2>")
        parts.append(says.facts(cell["row"].items() if isinstance(cell["row"], dict) else ()))
        if cell["as_written"]:
            parts.append(f"<h3>{says.pair('as_written')}</h3><pre>{html.escape(cell['as_written']['text'])}</pre>")
        parts += [says.table(key, cell[key]) for key in ("meetings", "tasks")]
        parts.append(says.facts([("not_read", cell["not_read"])]))
    parts.append(says.table("mentions", data["mentions"]))
    return "\n".join(part for part in parts if part) + "\n"


class _Says:
    """Writes keys and codes in words."""

    def __init__(self, labels: dict[str, dict[str, str]]) -> None:
        self.labels = labels

    def pair(self, key: str) -> str:
        """A key or code in both languages."""
        label = self.labels.get(key)
        return html.escape(f"{label['vi']} / {label['en']}" if label else key)

    def value(self, value: Any) -> str:
        """A value as it is shown."""
        if isinstance(value, dict):
            return "; ".join(f"{self.pair(key)}: {self.value(one)}" for key, one in value.items() if one is not None)
        if isinstance(value, list):
            return "<br>".join(map(self.value, value))
        if isinstance(value, bool):
            return self.pair("yes") if value else ""
        return "" if value is None else self.pair(str(value)) if str(value) in self.labels else html.escape(str(value))

    def facts(self, rows: Iterable[tuple[str, Any]]) -> str:
        """A table of keys and values, without what is empty."""
        lines = [f"<tr><th>{self.pair(key)}<td>{self.value(value)}" for key, value in rows if value]
        return "<table>" + "".join(lines) + "</table>" if lines else ""

    def table(self, title: str, rows: list[dict[str, Any]]) -> str:
        """A table of things of one kind, under their title."""
        if not rows:
            return ""
        keys = list(dict.fromkeys(key for row in rows for key in row if key != "valid"))
        head = "".join(f"<th>{self.pair(key)}" for key in keys)
        body = "".join("<tr>" + "".join(f"<td>{self.value(row.get(key))}" for key in keys) for row in rows)
        return f"<h3>{self.pair(title)}</h3><div tabindex=0><table><tr>{head}{body}</table></div>"
