"""Numbers that belong to a person: phones, citizen ids, and the numbers of cards and accounts after their word.

A line is looked at for itself, in time linear in its length. Dates, sums of money and lists of figures are told from
phones and cards by how their digits are grouped.
"""

from __future__ import annotations

import bisect
import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from generator.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPACE = " \u00a0"
_JOINT = f"(?:[{_SPACE}]{{1,2}}|[.-])"  # what may stand between two groups of digits
_GROUP = re.compile(r"[0-9]+")
_LONG = re.compile(r"[0-9]{9,}")
_REST = "|".join(  # the two digits of a mobile network, then seven
    f"{first}{_JOINT}?[{second}]"
    for first, second in (("3", "2-9"), ("5", "25689"), ("7", "06-9"), ("8", "1-9"), ("9", "0-9"))
)
_PHONE = re.compile(f"0{_JOINT}?(?:{_REST})(?:{_JOINT}?[0-9]){{7}}")
_ABROAD = re.compile(f"\\+84[()]?{_JOINT}?(?:[(]?0[)]?{_JOINT}?)?(?:{_REST})(?:{_JOINT}?[0-9]){{7}}")
_SHAPES = {  # how a phone is grouped where its first group is as short as a day, a month or the 0 of a decimal
    (1, 9), (1, 2, 7), (1, 2, 3, 4), (1, 3, 3, 3), (2, 8), (2, 4, 4), (2, 2, 2, 2, 2),
}  # fmt: skip
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_LEFT = re.compile(f"[0-9]({_JOINT})$")
_RIGHT = re.compile(f"({_JOINT})[0-9]")

_NUMBER = re.compile(f"[0-9]+(?:{_JOINT}[0-9]+){{0,5}}")
_LETTERS = re.compile(r"(?<![^\W_])[A-Za-z]{1,2}$")  # those before the digits of a passport or a health insurance card
_DATE = re.compile(r"[0-9]{1,2}(?:\D+[0-9]{1,2})?\D+(?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}(?:\D+[0-9]{1,2}){1,2}")
_YEARS = re.compile(r"(?:19|20)[0-9]{2}\D+(?:19|20)[0-9]{2}")
_THOUSANDS = re.compile(f"[0-9]{{1,3}}(?:[.{_SPACE}][0-9]{{3}})+")
_WORD = re.compile(
    r"(?<![^\W_])(?:(?P<account>stk|so (?:tai khoan|tk)|(?:tai khoan|tk) so|(?:tai khoan|tk) ngan hang"
    r"|so the (?:atm|ngan hang|tin dung|ghi no))"
    r"|cmnd|cmtnd|cmt|cccd|gplx|passport|can cuoc|ho chieu|giay phep lai xe|giay chung minh"
    r"|chung minh (?:thu|nhan dan|quan doi|si quan)|(?:so|ma) the(?: dang(?: vien)?)?|the dang(?: vien)?"
    r"|(?:so|ma|the) (?:bhxh|bhyt|bao hiem xa hoi|bao hiem y te)|(?:bhxh|bhyt|bao hiem xa hoi|bao hiem y te) so"
    r"|(?:so|ma) dinh danh|(?:mst|ma so thue) (?:ca nhan|tncn))(?![^\W_])"
)
_FILLERS = {  # the words that may stand between a card's word and its number, however it is grouped
    "so", "la", "cua", "moi", "cu", "co", "mang", "gan", "chip", "cong", "dan", "nhan", "dang", "vien", "ca", "dien",
    "tu", "ngan", "hang", "no", "id", "hay", "hoac", "va", "cmnd", "cccd", "can", "cuoc", "ho", "chieu", "agribank",
    "bidv", "vietcombank", "vietinbank",
}  # fmt: skip
_UNIT = re.compile(  # what follows a sum or a count; in its own accents, for họ tên is not hộ
    r"\s*(?:%|đ\b(?!/)|(?:đồng|vnđ|vnd|triệu|nghìn|ngàn|tỷ|tỉ|người|thẻ|công dân|hồ sơ|hộ|trường hợp|tài khoản|lượt)\b)"
)
_SENTENCE = re.compile(r"[.;!?](?:\s|$)")
_FLAT = {
    c: fold(chr(c))[:1] for c in (*range(65, 91), *range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA))
}  # letter for letter
_REACH = 80  # characters between a word and its number

# To pass over the many texts without such a number in a few microseconds, their bytes are looked at with 0 for digits
# and for what may stand between or after them: each number looked for gives one of these.
_FORMS = (b"00000000", b"0000000\n", b"-000-", b"-0000-", b"-00-00-")
_FORM = bytes(48 if b in b"0123456789 .,)\xc2\xa0" else b for b in range(256))


class Personal(NamedTuple):
    """A number of a person in a line: `kind` is `phone`, `citizen-id`, `card` or `account`."""

    start: int
    end: int
    kind: str


def may_hold(raw: bytes) -> bool:
    """Tell, cheaply, whether a text (in UTF-8) may hold such a number; most do not."""
    form = raw.translate(_FORM)
    return any(map(form.__contains__, _FORMS))


def find(line: str) -> Iterator[Personal]:
    """Find the numbers of persons in a line (in NFC), in order; none overlaps another."""
    words: list[re.Match[str]] | None = None
    end = 0
    for group in _GROUP.finditer(line):
        start = group.start()
        if start < end:
            continue
        found = _phone(line, start) or _citizen(line, group)
        if found is None:
            if words is None:
                words = list(_WORD.finditer(line.translate(_FLAT)))
            found = _card(line, group, words)
        if found is not None:
            end = found.end
            yield found


def mask(text: str) -> str:
    """The text with a dot for each character of such a number, and of any other run of nine digits or more."""
    for start, end, _ in reversed(list(find(text))):
        text = f"{text[:start]}{'•' * (end - start)}{text[end:]}"
    return _LONG.sub(lambda run: "•" * len(run[0]), text)


def _stands_alone(line: str, start: int, end: int) -> bool:
    """Tell whether no letter or digit touches a number, and it is not the decimals of another."""
    before = line[max(start - 2, 0) : start]
    if before[-1:] in {".", ","} and before[:1].isdigit():
        return False
    left, right = line[max(start - 4, 0) : start].rstrip("_"), line[end : end + 4].lstrip("_")  # _emphasis_ is none
    return not any(c.isalnum() for c in left[-1:] + right[:1])


def _phone(line: str, start: int) -> Personal | None:
    is_abroad = start > 0 and line[start - 1] == "+"
    start -= is_abroad
    found = (_ABROAD if is_abroad else _PHONE).match(line, start)
    if found is None or not _stands_alone(line, start, found.end()):
        return None
    if not is_abroad and not _is_phone_shaped(line, start, found.end()):
        return None
    return Personal(start, found.end(), "phone")


def _is_phone_shaped(line: str, start: int, end: int) -> bool:
    """Tell a phone from a date with a figure after it, a sum, or a list of figures."""
    groups = _GROUP.findall(line[start:end])
    sizes = tuple(len(group) for group in groups)
    joints = set(_GROUP.split(line[start:end])[1:-1])
    around = [m[1] for m in (_LEFT.search(line[max(start - 4, 0) : start]), _RIGHT.match(line, end)) if m is not None]
    if sizes[0] > 2:
        return 1 not in sizes and not any(joint in joints and joint.strip() for joint in around)
    is_decimal = joints == {"."} and len(sizes) == 2
    is_dated = any(_YEAR.fullmatch(group) for group in groups)
    return sizes in _SHAPES and len(joints) == 1 and not around and not is_decimal and not is_dated


def _citizen(line: str, group: re.Match[str]) -> Personal | None:
    start, end = group.span()
    if end - start != 12 or not 1 <= int(group[0][:3]) <= 96 or not _stands_alone(line, start, end):
        return None
    return Personal(start, end, "citizen-id")


def _card(line: str, group: re.Match[str], words: list[re.Match[str]]) -> Personal | None:
    """The number that begins with a group of digits, where the word of a card or an account stands before it."""
    start = group.start()
    letters = _LETTERS.search(line, max(start - 3, 0), start)
    begin = letters.start() if letters is not None else start
    before = bisect.bisect_right(words, begin, key=lambda word: word.end())
    if not before or begin - words[before - 1].end() > _REACH:
        return None
    word = words[before - 1]
    between = word.string[word.end() : begin]
    if _SENTENCE.search(between) is not None:
        return None
    is_near = _FILLERS.issuperset(re.findall(r"[^\W\d_]+", between))
    for end in (next(_NUMBER.finditer(line, start)).end(), group.end()):
        written = line[start:end]
        if not _stands_alone(line, begin, end) or not _is_card_shaped(written, line[end : end + 20]):
            continue
        if is_near or (len(written) >= 9 and written.isdigit()):
            return Personal(begin, end, "account" if word["account"] else "card")
    return None


def _is_card_shaped(written: str, after: str) -> bool:
    """Tell the number of a card from a date and from a sum or count."""
    digits = sum(c.isdigit() for c in written)
    if (
        not 7 <= digits <= 19
        or len(set(_GROUP.split(written)[1:-1])) > 1
        or _DATE.fullmatch(written)
        or _YEARS.fullmatch(written)
    ):
        return False
    if _THOUSANDS.fullmatch(written) and digits < 8:
        return False
    return _UNIT.match(unicodedata.normalize("NFC", after.casefold())) is None
