"""One truth on every machine: with libyaml and without it, by lines, by events or by the walker, a text says the same."""

from __future__ import annotations

import hashlib
import random
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from generator.store import decode, lines, pure, straight, yaml
from tests.store.test_lines import MORE
from tests.store.test_straight import PIECES, RECORDS, edited, front

if TYPE_CHECKING:
    from collections.abc import Iterator

ESCAPES = [
    '"', '"\\', "\\n", "\\x41", "\\u00e0", "\\ud800", "\\U0001F600", "\\U00110000", "\\N", "\\_", "\\\n", "\\/", "\\u12", "\\q", "\\\\", "''", "|-\n  a\n", ">+\n\n  a\n b\n",
    "|2\n   a\n", "|0", "|#", "\t", "\t- ", "\n\ta: b", "!a", "!!b ", "!<c> ", "!d!e ", "%YAML 1.2\n---\n", "%TAG !x! y:\n---\n", "%z\n", "*a ", "&a ", "? ", "--- ", "...", "--",
]  # fmt: skip
ALL = [*PIECES, *MORE, *ESCAPES]


def documents(number: int, seed: int = 5) -> Iterator[str]:
    """Records with an edit or two, and texts put together from pieces that mean something to YAML."""
    chance = random.Random(seed)
    texts = [front(path)[:1200] for path in sorted(RECORDS.rglob("*.*"))]
    for n in range(number):
        if n % 2:
            text = "".join(chance.choice(ALL) for _ in range(chance.randrange(1, 14)))
        else:
            text = edited(chance, chance.choice(texts))
            if n % 4:
                at = chance.randrange(len(text) + 1)
                text = text[:at] + chance.choice(ALL) + text[at:]
        if not decode.YAML_FORBIDDEN.search(text):
            yield text


def read(text: str, parser: object, monkeypatch: pytest.MonkeyPatch) -> yaml.Parsed:
    monkeypatch.setattr(straight, "Parser", parser)
    monkeypatch.setattr(yaml, "Parser", parser)
    return yaml.parse("f.yml", text)


def compare(number: int, monkeypatch: pytest.MonkeyPatch) -> str:
    """Read each document in every way; a digest of all that was read."""
    digest, usual, readable, straightly, elsewhere = hashlib.sha256(), straight.Parser, 0, 0, 0
    for text in documents(number):
        quick, slow = (read(text, parser, monkeypatch) for parser in (usual, pure.Parser))
        assert quick.is_readable == slow.is_readable, text
        if quick != slow:
            assert not quick.is_readable, text
            elsewhere += 1
        walked = yaml._Walker("f.yml", text, 1, yaml.Places({}, {})).run()
        assert walked == slow, text
        value = straight.value_of(text)
        assert value is None or walked == (value, [], False, frozenset()), text
        if decode.is_plain(text) and not set(text) & set('&*!#"\t%') and "<<" not in text:
            value = lines.value_of(text)
            assert value is None or walked.value == value, text
        readable += quick.is_readable
        straightly += value is not None
        digest.update(repr(quick).encode())
    assert elsewhere <= number / 1000  # of those that are refused either way: another place, or other words
    assert readable > number / 5
    assert straightly > number / 20
    return digest.hexdigest()


def test_every_reader_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    compare(300, monkeypatch)


@pytest.mark.torture
@pytest.mark.timeout(3600)
def test_every_reader_reads_the_same_in_45000_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    number = 45_000
    assert sum(1 for _ in documents(number)) >= 40_000
    compare(number, monkeypatch)


def test_without_libyaml_the_other_reader_is_taken() -> None:
    code = "import sys; sys.modules['yaml._yaml'] = None\nfrom generator.store import pure, straight, yaml\n"
    code += "assert straight.Parser is yaml.Parser is pure.Parser\nassert yaml.parse('x', 'a: [b,\\tc]\\td\\n').findings[0].span[:2] == (1, 11)"
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=RECORDS.parent).returncode == 0
