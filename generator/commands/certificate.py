"""The certificate of an erasure: what was done on which ground, and what still holds the name, which it never says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator import __version__
from generator.commands import people
from generator.commands.forget import IN_PATH
from generator.known import FOLDER
from generator.model.text import Text, day_text

if TYPE_CHECKING:
    from generator.commands.forget import Plan

SCHEMA = "chibo.erasure/1"
HANDBOOK = Text("Sổ tay, “Quản lý kho”, mục “Xóa một người”", "the handbook, “English”, section “Erasing a person”")
ASK = "read -r NAME"  # typed, so that the name stands in no list of commands
REMAINS = (
    (
        Text(
            "Lịch sử git của kho này và mọi bản sao của nó (nhánh, yêu cầu gộp, bản rẽ nhánh, máy chủ).",
            "The git history of this repository and of every copy (branches, pull requests, forks, the server).",
        ),
        f'{ASK}; git log --all --oneline -S "$NAME"',
    ),
    (
        Text(
            "Trang đã dựng và các bản cũ (site, site.d), cả trên máy chủ: dựng lại, rồi xóa bản cũ.",
            "Built sites and kept generations (site, site.d), on servers too: build again, delete the old ones.",
        ),
        f'{ASK}; grep -rIlF -- "$NAME" site site.d',
    ),
    (
        Text(
            "Bảng đã xuất (export: xlsx, sqlite, parquet), thư nhắc, bản in: xóa hoặc xuất lại.",
            "Exports (export: xlsx, sqlite, parquet), reminders, prints: delete or export again.",
        ),
        "ls -R export",
    ),
    (
        Text(
            "Tệp khác trong thư mục của sổ: tệp git bỏ qua, tệp ẩn, docs/, mkdocs.yml, codeowners.yml.",
            "Other files in the store's folder: ignored and hidden ones, docs/, mkdocs.yml, codeowners.yml.",
        ),
        f'{ASK}; grep -rIlF --exclude-dir=.git -- "$NAME" .',
    ),
    (
        Text(
            "Bản sao lưu, nơi giữ names.yml bên ngoài và lịch sử của nó: hết hạn, hoặc nơi giữ phải xóa.",
            "Backups, the place where names.yml lies outside and its history: to expire, or to be deleted there.",
        ),
        "",
    ),
    (
        Text(
            "Chỗ chỉ gọi tên (“đồng chí Tám”), bí danh, ảnh và tệp đính kèm: máy không tìm được, phải đọc.",
            "Mentions by given name alone, aliases, pictures, attached files: no program finds them; read them.",
        ),
        "",
    ),
)  # fmt: skip


def certificate(made: Plan) -> dict[str, Any]:
    """What an erasure did, as data; each path that holds the name itself is cut short."""
    return {
        "schema": SCHEMA,
        "program": f"chibo {__version__}",
        "member": str(made.same[0]),
        "also": [str(one) for one in made.same[1:]],
        "ground": made.ground,
        "day": made.day.isoformat(),
        "files": [{"path": shown(made, c.path), "names": c.mentions, "rows": c.rows} for c in made.changes],
        "records": {"before": made.before, "after": made.after},
        "cache": {"folder": FOLDER, "deleted": made.cache is None},
        "look": [{"path": shown(made, path), "line": line, "why": why._asdict()} for path, line, why in made.look],
        "remains": [{"what": what._asdict(), "look": look} for what, look in REMAINS],
    }


def as_json(made: Plan) -> str:
    """The certificate as it is kept."""
    return written(certificate(made))


def written(data: dict[str, Any]) -> str:
    """A certificate as it is kept."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def shown(made: Plan, path: str) -> str:
    """A path as it may be shown."""
    if any(one == path and why is IN_PATH for one, _, why in made.look):
        ref = people.inside(path).split("/")
        return made.real("/".join([*ref[: 4 if ref[2:3] == ["cells"] else 2], "…"]))
    return made.real(path)


def path_of(made: Plan) -> str:
    """Where the certificate is kept in the store: outside the records, for it is none."""
    return f"erasures/{made.day.isoformat()}-{str(made.same[0]).replace('/', '-')}.json"


def told(made: Plan, lang: str, *, done: bool) -> str:
    """The certificate in words: what was done, or would be, and what remains."""
    lines = [*_head(made, done=done), *_files(made, done=done), *_look(made)]
    if done:
        if made.cache is None:
            lines.append(Text(f"Đã xóa {FOLDER}.", f"Deleted {FOLDER}."))
        else:
            lines.append(Text(f"Lưu ý: {made.cache.vi}.", f"Note: {made.cache.en}."))
    lines.append(
        Text(
            "Họ tên vẫn còn ở nơi khác; lệnh này không chạm tới:", "The name still stands elsewhere; not touched here:"
        )
    )
    for what, look in REMAINS:
        lines.append(Text(f"- {what.vi}", f"- {what.en}"))
        lines += [Text(f"    {look}", f"    {look}")] if look else []
    lines.append(Text(f"Cách viết lại lịch sử git: {HANDBOOK.vi}.", f"How to rewrite the history: {HANDBOOK.en}."))
    return "".join(f"{line.to(lang)}\n" for line in lines)


def _head(made: Plan, *, done: bool) -> list[Text]:
    verb = (
        Text("Đã xóa họ tên của", "Erased the name of")
        if done
        else Text("Sẽ xóa họ tên của", "Would erase the name of")
    )
    also = ", ".join(map(str, made.same[1:]))
    lines = [Text(f"{verb.vi} {made.same[0]}", f"{verb.en} {made.same[0]}")]
    if also:
        lines.append(Text(f"cùng người ấy ở: {also}", f"the same person in: {also}"))
    day = day_text(made.day)
    lines += [
        Text(f"căn cứ: {made.ground}; ngày {day.vi}", f"ground: {made.ground}; day: {day.en}"),
        Text(f"bản ghi trước: sha256 {made.before}", f"records before: sha256 {made.before}"),
        Text(f"bản ghi sau:   sha256 {made.after}", f"records after:  sha256 {made.after}"),
    ]
    return lines


def _files(made: Plan, *, done: bool) -> list[Text]:
    count, all_ = len(made.changes), made.mentions
    verb = Text("Đã ghi", "Wrote") if done else Text("Sẽ ghi", "Would write")
    lines = [
        Text(
            f"{verb.vi} {count} tệp, thay họ tên bằng mã ở {all_} chỗ:",
            f"{verb.en} {count} files, the id for the name in {all_} places:",
        )
    ]
    for change in made.changes:
        path = shown(made, change.path)
        did, did_en = f"{change.mentions} chỗ", f"{change.mentions} places"
        if change.path.endswith("/members.yml"):
            did, did_en = f"ghi ngày và căn cứ, {did}", f"day and ground noted, {did_en}"
        if change.rows:
            did, did_en = f"bỏ dòng họ tên, {did}", f"row removed, {did_en}"
        lines.append(Text(f"  {path}: {did}", f"  {path}: {did_en}"))
    return lines


def _look(made: Plan) -> list[Text]:
    if not made.look:
        return []
    lines = [Text("Phải xem lại bằng mắt (lệnh để nguyên):", "To be looked at by hand (left alone):")]
    for path, line, why in made.look:
        place = f"{shown(made, path)}:{line}" if line else shown(made, path)
        lines.append(Text(f"  {place}: {why.vi}", f"  {place}: {why.en}"))
    return lines
