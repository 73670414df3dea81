"""Pictures keep what draws them; what tells of place, time, person or machine goes, and what is no picture is refused."""

from __future__ import annotations

import contextlib
import random
import struct
import zlib

import pytest

from generator.publish import pictures
from generator.publish.pictures import NotPublished, stripped

CANARY = b"GPS 21.8531N 106.7610E Lo Thi Quat Nokia"


def chunk(name: bytes, body: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


PNG = {
    "signature": b"\x89PNG\r\n\x1a\n",
    "IHDR": chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 3, 0, 0, 0)),
    "PLTE": chunk(b"PLTE", b"\xff\0\0"),
    "tRNS": chunk(b"tRNS", b"\x80"),
    "gAMA": chunk(b"gAMA", struct.pack(">I", 45455)),
    "sRGB": chunk(b"sRGB", b"\0"),
    "acTL": chunk(b"acTL", struct.pack(">II", 1, 0)),
    "fcTL": chunk(b"fcTL", bytes(26)),
    "IDAT": chunk(b"IDAT", zlib.compress(b"\0\0")),
    "fdAT": chunk(b"fdAT", bytes(4) + zlib.compress(b"\0\0")),
    "IEND": chunk(b"IEND", b""),
}


def png(*names: str, more: bytes = b"", after: bytes = b"") -> bytes:
    """A PNG of these chunks, with more before the pixels and after the end."""
    head = b"".join(PNG[name] for name in ("signature", "IHDR", *names))
    return head + more + PNG["IDAT"] + PNG["IEND"] + after


def segment(marker: int, body: bytes) -> bytes:
    """A segment of a JPEG."""
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


JFIF = segment(0xE0, b"JFIF\0\1\1\1" + struct.pack(">HH", 72, 72) + b"\0\0")
ADOBE = segment(0xEE, b"Adobe\0\x64\0\0\0\0\1")
TABLES = segment(0xDB, bytes(65)) + segment(0xC4, bytes(17)) + segment(0xDD, b"\0\4")
SCAN = segment(0xDA, b"\1\1\0\0\x3f\0") + b"\x12\xff\x00\x34\xff\xd0\x56"
FRAME = segment(0xC0, b"\x08\0\1\0\1\1\1\x11\0")


def jpeg(*more: bytes, frame: bytes = FRAME, scans: bytes = SCAN, after: bytes = b"") -> bytes:
    """A JPEG, with more segments at its beginning and bytes after its end."""
    return b"\xff\xd8" + b"".join(more) + TABLES + frame + scans + b"\xff\xd9" + after


TIMING = b"\x21\xf9\x04\0\x0a\0\0\0"
LOOP = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0"
IMAGE = b"\x2c\0\0\0\0\1\0\1\0\0\x02\x02\x4c\x01\0"


def gif(*blocks: bytes, after: bytes = b"") -> bytes:
    """A GIF of two colours and these blocks."""
    return b"GIF89a\1\0\1\0\x80\0\0" + bytes(3) + b"\xff" * 3 + b"".join(blocks) + b"\x3b" + after


def blocks(*parts: bytes) -> bytes:
    """Blocks of a GIF with the empty one that ends them."""
    return b"".join(bytes([len(part)]) + part for part in parts) + b"\0"


def riff(name: bytes, body: bytes) -> bytes:
    """A chunk of a WebP."""
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


VP8 = riff(b"VP8 ", b"\x30\1\0\x9d\1\x2a\1\0\1\0\0")
ALPHA = riff(b"ALPH", b"\0\xff")


def about(flags: int) -> bytes:
    """The chunk that says what a WebP holds."""
    return riff(b"VP8X", bytes([flags]) + bytes(9))


def webp(*parts: bytes, after: bytes = b"") -> bytes:
    """A WebP of these chunks."""
    body = b"WEBP" + b"".join(parts)
    return b"RIFF" + struct.pack("<I", len(body)) + body + after


def frame(*parts: bytes) -> bytes:
    """A frame of an animated WebP."""
    return riff(b"ANMF", bytes(16) + b"".join(parts))


ANIM = riff(b"ANIM", bytes(6))
CLEAN = {
    "plain.png": png("PLTE", "tRNS", "gAMA", "sRGB"),
    "moving.PNG": png("PLTE", "acTL", "fcTL").replace(
        PNG["IEND"], PNG["fcTL"] + PNG["fdAT"] + PNG["IEND"]
    ),
    "plain.jpg": jpeg(JFIF),
    "adobe.jpeg": jpeg(ADOBE),
    "two-scans.jpg": jpeg(JFIF, frame=segment(0xC2, FRAME[4:]), scans=SCAN + TABLES + SCAN),
    "plain.gif": gif(IMAGE),
    "moving.gif": gif(LOOP, TIMING, IMAGE, TIMING, IMAGE),
    "own-colours.gif": gif(IMAGE[:9] + b"\x80" + bytes(6) + IMAGE[10:]),
    "plain.webp": webp(VP8),
    "lossless.webp": webp(riff(b"VP8L", b"\x2f\0\0\0\0\0")),
    "clear.webp": webp(about(0x10), ALPHA, VP8),
    "moving.webp": webp(about(0x02), ANIM, frame(VP8), frame(ALPHA, VP8)),
}  # fmt: skip
PROFILE = b"ICC_PROFILE\0\1\1" + CANARY
DIRTY = [  # the name, with metadata, and without
    *(
        (f"{name.decode()}.png", png("PLTE", more=chunk(name, CANARY)), png("PLTE"))
        for name in (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME", b"iCCP", b"sPLT", b"pHYs", b"caBX", b"prVt")
    ),
    ("after.png", png("PLTE", after=CANARY), png("PLTE")),
    *(
        (f"{marker:x}.jpg", jpeg(JFIF, segment(marker, body)), jpeg(JFIF))
        for marker, body in (
            (0xE1, b"Exif\0\0" + CANARY), (0xE1, b"http://ns.adobe.com/xap/1.0/\0" + CANARY), (0xE2, PROFILE), (0xE2, b"MPF\0" + CANARY),
            (0xED, b"Photoshop 3.0\0" + CANARY), (0xFE, CANARY), (0xEB, CANARY), (0xEF, CANARY), (0xE0, b"JFXX\0\x10" + CANARY),
            (0xEE, CANARY),
        )
    ),
    ("thumbnail.jpg", jpeg(segment(0xE0, JFIF[4:16] + b"\4\4" + CANARY)), jpeg(JFIF)),
    ("long.jpg", jpeg(segment(0xEE, ADOBE[4:] + CANARY)), jpeg(ADOBE)),
    ("after.jpg", jpeg(JFIF, after=CANARY + jpeg(segment(0xE1, b"Exif\0\0" + CANARY))), jpeg(JFIF)),
    ("between.jpg", jpeg(JFIF, scans=SCAN + segment(0xFE, CANARY) + SCAN), jpeg(JFIF, scans=SCAN + SCAN)),
    ("filled.jpg", jpeg(JFIF, b"\xff\xff\xff" + segment(0xFE, CANARY)), jpeg(JFIF)),
    ("comment.gif", gif(b"\x21\xfe" + blocks(CANARY), IMAGE), gif(IMAGE)),
    ("xmp.gif", gif(b"\x21\xff" + blocks(b"XMP DataXMP", CANARY), IMAGE), gif(IMAGE)),
    ("text.gif", gif(b"\x21\x01" + blocks(bytes(12), CANARY), IMAGE), gif(IMAGE)),
    ("long-loop.gif", gif(b"\x21\xff" + blocks(b"NETSCAPE2.0", b"\1\0\0", CANARY), IMAGE), gif(IMAGE)),
    ("long-timing.gif", gif(b"\x21\xf9" + blocks(bytes(4), CANARY), IMAGE), gif(IMAGE)),
    ("after.gif", gif(IMAGE, after=CANARY), gif(IMAGE)),
    *(
        (f"{name.decode().strip()}.webp", webp(about(0x3E), ANIM, frame(VP8), riff(name, CANARY)), webp(about(0x12), ANIM, frame(VP8)))
        for name in (b"EXIF", b"XMP ", b"ICCP", b"abcd")
    ),
    ("frame.webp", webp(about(0x02), ANIM, frame(VP8, riff(b"EXIF", CANARY))), webp(about(0x02), ANIM, frame(VP8))),
    ("reserved.webp", webp(riff(b"VP8X", b"\0GPS" + bytes(6)), VP8), webp(about(0), VP8)),
    ("after.webp", webp(VP8, after=CANARY), webp(VP8)),
]  # fmt: skip


@pytest.mark.parametrize("name", CLEAN)
def test_a_picture_without_metadata_stays_byte_for_byte(name: str) -> None:
    assert stripped(name, CLEAN[name]) == CLEAN[name]


@pytest.mark.parametrize(("name", "data", "clean"), DIRTY, ids=[name for name, *_ in DIRTY])
def test_what_a_picture_tells_besides_is_dropped(name: str, data: bytes, clean: bytes) -> None:
    assert b"GPS" in data
    assert stripped(name, data) == clean
    assert stripped(name, clean) == clean
    assert b"GPS" not in clean


BROKEN = [
    ("a.png", b""),
    ("a.png", PNG["signature"]),
    ("a.png", png()[:-1]),
    ("a.png", png().replace(PNG["IEND"], b"")),
    ("a.png", png().replace(PNG["IDAT"], b"")),
    ("a.png", png(more=PNG["IHDR"])),
    ("a.png", png(more=chunk(b"ABCD", b""))),
    ("a.png", png(more=chunk(b"gAMA", CANARY))),
    ("a.png", png(more=chunk(b"tEXt", b"x")[:-1] + b"\0")),
    ("a.png", PNG["signature"] + PNG["IDAT"] + PNG["IHDR"] + PNG["IEND"]),
    ("a.png", PNG["signature"] + b"\xff\xff\xff\xffIHDR" + bytes(99)),
    ("a.png", jpeg(JFIF)),
    ("a.jpg", png()),
    ("a.jpg", b"\xff\xd8"),
    ("a.jpg", jpeg(JFIF)[:-2]),
    ("a.jpg", jpeg(JFIF)[:-1]),
    ("a.jpg", jpeg(JFIF, scans=b"")),
    ("a.jpg", jpeg(JFIF, frame=b"")),
    ("a.jpg", jpeg(b"\xff\xe1\0\1")),
    ("a.jpg", jpeg(b"\xff\xe1\xff\xff")),
    ("a.jpg", jpeg(segment(0xDE, b"x"))),
    ("a.jpg", jpeg(b"x")),
    ("a.jpg", b"\xff\xd8" + b"\xff" * 99),
    ("a.gif", gif()),
    ("a.gif", gif(IMAGE)[:-1]),
    ("a.gif", b"GIF89a"),
    ("a.gif", b"GIF88a" + gif(IMAGE)[6:]),
    ("a.gif", gif(b"x", IMAGE)),
    ("a.gif", gif(IMAGE[:-3])),
    ("a.webp", b"RIFF"),
    ("a.webp", webp()),
    ("a.webp", webp(about(0))),
    ("a.webp", webp(VP8)[:-1]),
    ("a.webp", webp(riff(b"VP8X", b"x"), VP8)),
    ("a.webp", webp(riff(b"ANIM", CANARY), VP8)),
    ("a.webp", webp(about(2), ANIM, riff(b"ANMF", b"x"))),
    ("a.webp", webp(about(2), ANIM, frame())),
    ("a.webp", b"RIFF" + struct.pack("<I", 2) + b"WEBP"),
    ("a.webp", b"RIFF\xff\xff\xff\xffWEBP" + VP8),
]


@pytest.mark.parametrize(("name", "data"), BROKEN)
def test_what_does_not_hold_together_is_refused(name: str, data: bytes) -> None:
    with pytest.raises(NotPublished) as refused:
        stripped(name, data)
    kind = {"png": "PNG", "jpg": "JPEG", "gif": "GIF", "webp": "WebP"}[name[2:]]
    assert all(kind in said for said in refused.value.text)


@pytest.mark.parametrize("name", ["a.svg", "a.svgz", "a.bmp", "a", "a.png.html"])
def test_other_kinds_are_refused(name: str) -> None:
    with pytest.raises(NotPublished, match="SVG"):
        stripped(name, png())


def test_what_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "LIMIT", len(png()))
    assert stripped("a.png", png()) == png()
    with pytest.raises(NotPublished, match="MB"):
        stripped("a.png", png(after=b"x"))


@pytest.mark.parametrize("name", CLEAN)
def test_a_harmed_picture_is_refused_or_stays_stable_and_nothing_else(name: str) -> None:
    chance = random.Random(name)  # the same harm each time
    sample = CLEAN[name]
    for _ in range(300):
        data = bytearray(sample)
        for _ in range(chance.randint(1, 4)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        whole = bytes(data[: chance.randint(0, len(data))]) if chance.random() < 0.3 else bytes(data)
        try:
            once = stripped(name, whole)
        except NotPublished:
            continue
        assert stripped(name, once) == once
        assert len(once) <= len(whole)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", PNG["signature"] + PNG["IHDR"] + chunk(b"tEXt", b"") * 200_000),
        ("a.jpg", b"\xff\xd8" + segment(0xFE, b"") * 500_000),
        ("a.jpg", jpeg(JFIF, scans=SCAN + b"\xff\x00" * 1_000_000)),
        ("a.gif", gif(b"\x21\xfe\0" * 500_000, IMAGE)),
        ("a.webp", webp(riff(b"abcd", b"") * 200_000)),
    ],
)
def test_many_parts_are_walked_once(name: str, data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = 0
    unpack = struct.unpack_from

    def counted(form: str, within: bytes, at: int = 0) -> tuple:
        nonlocal looked
        looked += 1
        return unpack(form, within, at)

    monkeypatch.setattr(struct, "unpack_from", counted)
    with contextlib.suppress(NotPublished):
        stripped(name, data)
    assert looked <= len(data) / 4 + 2
