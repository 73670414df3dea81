"""Pictures without what they tell besides the picture: where, when, by whom and with what it was taken.

A file is walked part by part (chunks, segments, blocks) and written anew from those that draw it; pixels are not
touched. What follows the end of a picture is dropped. A file that does not hold together is refused, not repaired.
"""

from __future__ import annotations

import re
import struct
import zlib
from typing import TYPE_CHECKING

from generator.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LIMIT = 16 * 2**20  # bytes of a file: no picture of a handbook is larger

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = {  # what draws, how colours are meant, and the frames of an animation
    b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"IDAT", b"acTL", b"fcTL", b"fdAT", b"IEND",
}  # fmt: skip
_PNG_SIZES = {b"IHDR": 13, b"gAMA": 4, b"cHRM": 32, b"sRGB": 1, b"acTL": 8, b"fcTL": 26, b"IEND": 0}
_JPEG_FRAMES = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
_JPEG_KEPT = _JPEG_FRAMES | {0xC4, 0xCC, 0xDA, 0xDB, 0xDC, 0xDD}  # tables, scans, and how often a scan restarts
_JPEG_DROPPED = {*range(0xE1, 0xEE), 0xEF, 0xFE}  # Exif, XMP, colour profiles, IPTC and all others; comments
_JPEG_NEXT = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")  # what ends the data of a scan
_GIF_LOOPS = {b"NETSCAPE2.0", b"ANIMEXTS1.0"}
_WEBP_DRAWN = {b"VP8 ", b"VP8L", b"ALPH"}
_WEBP_KEPT = {*_WEBP_DRAWN, b"VP8X", b"ANIM", b"ANMF"}
_WEBP_SHOWS = 0x12  # of the flags: transparency and animation; the others promise parts that are gone

UNREADABLE = Text(
    "không đọc được như một ảnh {kind}. Mở ảnh bằng trình xem ảnh rồi lưu lại thành {kind}",
    "is not a sound {kind} picture. Open it with a picture viewer and save it as {kind} again",
)
UNKNOWN = Text(
    "là loại ảnh không đăng được (SVG có thể chứa mã chạy). Cần PNG, JPEG, GIF hoặc WebP",
    "is a kind of picture that is not published (SVG can hold programs). Expected PNG, JPEG, GIF or WebP",
)
TOO_LARGE = Text(
    f"lớn hơn {LIMIT // 2**20} MB. Thu nhỏ ảnh rồi lưu lại",
    f"is larger than {LIMIT // 2**20} MB. Make the picture smaller and save it again",
)


class NotPublished(Exception):
    """A picture cannot be published; `text` says why and what to do, to stand after its name."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.vi)
        self.text = text


def stripped(name: str, data: bytes) -> bytes:
    """The same picture with the parts that draw it and no others; its kind is that of the ending of its name.

    Errors: NotPublished.
    """
    kind, strip = _KINDS.get(name.rpartition(".")[2].lower(), ("", None))
    if strip is None:
        raise NotPublished(UNKNOWN)
    if len(data) > LIMIT:
        raise NotPublished(TOO_LARGE)
    try:
        return strip(data)
    except (ValueError, IndexError, struct.error):
        raise NotPublished(Text(*(said.format(kind=kind) for said in UNREADABLE))) from None


def _need(holds: bool) -> None:  # noqa: FBT001 - the condition is what it is called with
    if not holds:
        raise ValueError("not a sound picture")


def _cut(data: bytes, start: int, length: int) -> bytes:
    """So many bytes, all of them there."""
    part = data[start : start + length]
    _need(len(part) == length)
    return part


def _png(data: bytes) -> bytes:
    _need(data.startswith(_PNG))
    kept, at = [_PNG], len(_PNG)
    names: list[bytes] = []
    while not names or names[-1] != b"IEND":
        length, name = struct.unpack_from(">I4s", data, at)
        chunk = _cut(data, at, length + 12)
        _need(zlib.crc32(chunk[4:-4]) == int.from_bytes(chunk[-4:], "big"))
        _need(name in _PNG_KEPT or bool(name[0] & 0x20))  # what is no option must be known
        _need(_PNG_SIZES.get(name, length) == length)
        names.append(name)
        kept += [chunk] if name in _PNG_KEPT else []
        at += len(chunk)
    _need(names[0] == b"IHDR" and names.count(b"IHDR") == 1 and b"IDAT" in names)
    return b"".join(kept)


def _jpeg(data: bytes) -> bytes:
    _need(data.startswith(b"\xff\xd8"))
    kept, markers, at = [b"\xff\xd8"], set(), 2
    while True:
        _need(data[at] == 0xFF)
        while data[at + 1] == 0xFF:  # a marker may have more of them before it
            at += 1
        marker = data[at + 1]
        if marker == 0xD9:
            break
        (length,) = struct.unpack_from(">H", data, at + 2)
        _need(length >= 2)
        body = _cut(data, at + 4, length - 2)
        at += 2 + length
        kept.append(_jpeg_segment(marker, body))
        markers.add(marker)
        if marker == 0xDA:
            end = _JPEG_NEXT.search(data, at)
            _need(end is not None)
            scan = data[at : end.start()] if end is not None else b""
            kept.append(scan)
            at += len(scan)
    _need(0xDA in markers and bool(markers & _JPEG_FRAMES))
    return b"".join([*kept, b"\xff\xd9"])


def _jpeg_segment(marker: int, body: bytes) -> bytes:
    """A segment as it is kept; empty where it is not. The first and the Adobe one tell how colours are meant."""
    if marker == 0xE0:
        body = body[:12] + b"\0\0" if body.startswith(b"JFIF\0") and len(body) >= 14 else b""
    elif marker == 0xEE:
        body = body[:12] if body.startswith(b"Adobe") and len(body) >= 12 else b""
    else:
        _need(marker in _JPEG_KEPT or marker in _JPEG_DROPPED)
        body = body if marker in _JPEG_KEPT else b""
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body if body else b""


def _gif(data: bytes) -> bytes:
    _need(data[:6] in {b"GIF87a", b"GIF89a"})
    head = _cut(data, 0, 13)
    kept, at, images = [head, _colours(data, 13, head[10])], 13, 0
    at += len(kept[-1])
    while data[at] != 0x3B:
        if data[at] == 0x2C:
            about = _cut(data, at, 10)
            table = _colours(data, at + 10, about[9])
            blocks, end = _gif_blocks(data, at + 11 + len(table))
            kept.append(data[at:end])
            images += 1
        else:
            _need(data[at] == 0x21)
            blocks, end = _gif_blocks(data, at + 2)
            is_timing = data[at + 1] == 0xF9 and [len(block) for block in blocks] == [4]
            is_loop = data[at + 1] == 0xFF and blocks[:1] != [] and blocks[0] in _GIF_LOOPS
            is_loop = is_loop and [len(block) for block in blocks[1:]] == [3]
            kept += [data[at:end]] if is_timing or is_loop else []
        at = end
    _need(images > 0)
    return b"".join([*kept, b"\x3b"])


def _colours(data: bytes, at: int, flags: int) -> bytes:
    """The table of colours that stands here, if the flags say that one does."""
    return _cut(data, at, 3 << (flags & 7) + 1) if flags & 0x80 else b""


def _gif_blocks(data: bytes, at: int) -> tuple[list[bytes], int]:
    """The blocks that stand here up to the empty one, and where they end."""
    blocks = []
    while data[at]:
        blocks.append(_cut(data, at + 1, data[at]))
        at += 1 + data[at]
    return blocks, at + 1


def _webp(data: bytes) -> bytes:
    riff, size, kind = struct.unpack_from("<4sI4s", data)
    _need((riff, kind) == (b"RIFF", b"WEBP"))
    kept, names = [], set()
    for name, found in _riff(_cut(data, 12, size - 4)):
        names.add(name)
        if name in _WEBP_KEPT:
            kept.append(_riff_chunk(name, _webp_body(name, found)))
    _need(bool(names & {b"VP8 ", b"VP8L", b"ANMF"}))
    body = b"WEBP" + b"".join(kept)
    return struct.pack("<4sI", b"RIFF", len(body)) + body


def _webp_body(name: bytes, body: bytes) -> bytes:
    if name == b"VP8X":
        _need(len(body) == 10)
        return bytes([body[0] & _WEBP_SHOWS, 0, 0, 0]) + body[4:]
    if name == b"ANIM":
        _need(len(body) == 6)
    if name == b"ANMF":
        frame = [_riff_chunk(inner, part) for inner, part in _riff(body[16:]) if inner in _WEBP_DRAWN]
        _need(len(body) >= 16 and frame != [])
        return body[:16] + b"".join(frame)
    return body


def _riff(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a RIFF file, name and content."""
    at = 0
    while at < len(data):
        name, length = struct.unpack_from("<4sI", data, at)
        yield name, _cut(data, at + 8, length)
        at += 8 + length + length % 2


def _riff_chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack("<4sI", name, len(body)) + body + b"\0" * (len(body) % 2)


_KINDS: dict[str, tuple[str, Callable[[bytes], bytes] | None]] = {
    "png": ("PNG", _png),
    "jpg": ("JPEG", _jpeg),
    "jpeg": ("JPEG", _jpeg),
    "gif": ("GIF", _gif),
    "webp": ("WebP", _webp),
}
