"""The gate: every file of a site that is to be published, searched for every needle of its store."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.leaks import own
from generator.leaks.audit import audit
from generator.leaks.collect import collect
from generator.leaks.days import in_words
from generator.leaks.decoding import readings
from generator.leaks.find import Finder, Hit, base64_texts
from generator.leaks.single import Singles
from generator.leaks.split import Splits
from generator.leaks.words import joined, pieces, rows, tokens
from generator.model.text import Text
from generator.store import vault
from generator.store.paths import parse
from generator.store.source import git

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from generator.leaks.needles import Needles
    from generator.options import Options

KINDS = {
    "name": Text("họ tên", "a name"),
    "id": Text("mã đảng viên", "a member's id"),
    "day": Text("ngày tháng trong bản ghi", "a day of a record"),
    "minutes": Text("nội dung biên bản", "minutes"),
    "place": Text("địa điểm", "a place"),
    "theme": Text("chuyên đề", "a theme"),
    "title": Text("tiêu đề", "a title"),
    "task": Text("nhiệm vụ", "a task"),
    "event": Text("bồi dưỡng, khen thưởng", "an event"),
    "review": Text("đợt sơ kết", "a review"),
    "reason": Text("lý do", "a reason"),
    "decision": Text("văn bản cho miễn", "a decision"),
    "observer": Text("cấp ủy viên dự", "an observer"),
    "resolution": Text("số nghị quyết", "the number of a resolution"),
    "scheme": Text("mô hình làm điểm", "a pilot scheme"),
    "allowance": Text("lý do cho phép ngoại lệ", "the reason of an allowance"),
    "comment": Text("ghi chú trong bản ghi", "a comment"),
    "secret": Text("chi bộ không công khai", "a cell that is not public"),
    "slug": Text("tên tệp biên bản", "the name of a meeting's file"),
    "author": Text("người ghi (git)", "an author (git)"),
    "commit": Text("lời ghi của git", "a message of git"),
    "text": Text("nội dung bản ghi", "a text of a record"),
    "count": Text(
        "số người không được công bố, hoặc có thể suy ra", "a count of people that is private, or can be told"
    ),
}


_MOST = 20  # leaks are told one by one


class Leak(NamedTuple):
    """A file of a site with something that the public may not see: its path and the kind, never the value."""

    path: str
    kind: str

    def text(self) -> Text:
        """The line that tells of it."""
        kind = KINDS[self.kind]
        return Text(f"{self.path}: có {kind.vi}.", f"{self.path}: holds {kind.en}.")


def needles_of(options: Options) -> Needles:
    """What may not come out of a store. Errors: SourceError, OSError."""
    source = options.source()
    places = [place for entry in source.entries() if entry.kind == "file" and (place := parse(entry.path)) is not None]
    raw = source.read([place.path for place in places])
    files = [(place, raw[place.path]) for place in places if place.path in raw]
    if options.names is not None and options.names.is_dir():
        for district, cell, names in vault.read_all(options.names):
            place = parse(f"records/{district}/cells/{cell}/names.yml")
            if place is not None and isinstance(names.content, bytes):
                files.append((place, names.content))
    settings = options.root / "mkdocs.yml"
    extra = settings.read_text("utf-8", "replace").split("\n") if settings.is_file() else []
    shown = [options.site_name, options.note, options.repo_url, options.site_url]
    found = collect(files, options.today(), [*shown, *(line.partition(":")[2] for line in extra)])
    _history(options, found)
    return found


def _history(options: Options, needles: Needles) -> None:
    """Who wrote the records, and what git was told about it."""
    log = git(options.root, "log", "--format=%an%x00%ae%x00%cn%x00%ce%x00%s", "--", options.records) or b""
    for line in set(log.decode("utf-8", "replace").split("\n")):
        parts = line.split("\0")
        if len(parts) != 5:
            continue
        for name, address in (parts[0:2], parts[2:4]):
            needles.add_name(name, "author")
            needles.add_text(address, "author", 12)
        needles.add_text(parts[4], "commit", 12)
    for branch in (git(options.root, "branch", "--format=%(refname:short)") or b"").decode("utf-8", "replace").split():
        needles.add_text(branch, "commit", 12)


def refusal(leaks: list[Leak]) -> Text:
    """Why a site is not published: a line for each of the first leaks, and how many there are."""
    lines = [leak.text() for leak in leaks[:_MOST]]
    more = len(leaks) - len(lines)
    vi = ["Không công bố: trang công khai có điều chỉ bản nội bộ được có. Trang cũ giữ nguyên.", *(t.vi for t in lines)]
    en = ["Not published: the public site holds what only the internal one may. The old site stands."]
    en += [t.en for t in lines]
    if more:
        vi, en = [*vi, f"… và {more} chỗ khác."], [*en, f"… and {more} more."]
    return Text("\n".join(vi), "\n".join(en))


class Scanner:
    """Searches files one after the other; what stood in an earlier one is not looked at again."""

    def __init__(self, needles: Needles) -> None:
        self.finder = Finder(needles)
        self.splits = Splits(needles)
        self.singles = Singles(needles)
        self.public = frozenset(text for text in needles.public if " " in text)
        self.files = 0
        self._seen: dict[str, set[bytes]] = {"piece": set(), "row": set(), "token": set()}
        self._known: dict[bytes, list[Hit]] = {}
        self._bad: dict[str, dict[bytes, list[Hit]]] = {"piece": {}, "row": {}, "token": {}}

    def scan(self, path: str, data: bytes) -> set[str]:
        """The kinds of what a file holds that may not be shown."""
        self.files += 1
        if data in own.shipped():
            return set()
        return {hit.kind for hit in self._hits(data) if not own.excuses(hit, path, self.public)}

    def names(self, path: str) -> set[str]:
        """The kinds of what stands in the name of a file or folder."""
        ends = (path, path.rpartition(".")[0])
        hits = [*self.finder.in_text(path), *(hit for end in ends for hit in self.finder.in_token(end.encode()))]
        parts = tokens(path.encode())
        hits += self.singles.hits(path.encode(), parts, parts)
        return {hit.kind for hit in hits if not own.excuses(hit, path, self.public)}

    def _hits(self, data: bytes) -> Iterator[Hit]:
        for text in readings(data):
            fresh = tokens(text)
            new = fresh - self._seen["token"]
            yield from self._of("token", fresh, new)
            yield from self.singles.hits(text, fresh, new)
            yield from self.finder.in_days(in_words(text, fresh))
            found = set(base64_texts(new))
            yield from self._of("piece", found, found - self._seen["piece"])
            found = pieces(text)
            new = found - self._seen["piece"]
            yield from self.splits.hits(text, found, new)
            yield from self._of("piece", found, new)
            if b"<" in text:
                found = rows(text)
                yield from self._of("row", found, found - self._seen["row"])

    def _of(self, kind: str, known: set[bytes], new: set[bytes]) -> Iterator[Hit]:
        """The hits in some texts of a file, of which `new` were in no file before."""
        self._seen[kind] |= new
        bad = self._bad[kind]
        for one in new:
            if hits := self._look(kind, one):
                bad[one] = hits
        for one in bad.keys() & known:
            yield from bad[one]

    def _look(self, kind: str, one: bytes) -> list[Hit]:
        if kind == "token":
            return self.finder.in_token(one)
        if kind == "piece":
            return self._piece(one)
        return [hit for piece in set(joined(one)) for hit in self._piece(piece)]

    def _piece(self, piece: bytes) -> list[Hit]:
        if piece not in self._known:
            self._known[piece] = self.finder.in_piece(piece)
        return self._known[piece]


def scan(options: Options, files: Iterable[tuple[str, Path]]) -> list[Leak]:
    """Search the files of a site, each with where it lies; what is found, in order. Errors: SourceError, OSError."""
    scanner, places = Scanner(needles_of(options)), dict(files)
    counts = set(audit(places))
    found = [Leak(path, "count") for path in counts - places.keys()]
    for path, place in places.items():
        kinds = scanner.names(path)
        shown = _shown(path, scanner) if kinds else path
        kinds |= scanner.scan(path, place.read_bytes()) | ({"count"} if path in counts else set())
        found += [Leak(shown, kind) for kind in sorted(kinds)]
    return sorted(set(found))


def _shown(path: str, scanner: Scanner) -> str:
    """A path that tells nothing: down to the first folder whose name does."""
    parts = path.split("/")
    good = next(n for n in range(len(parts) + 1) if n == len(parts) or scanner.names("/".join(parts[: n + 1])))
    return "/".join([*parts[:good], "…"])
