"""EBCDIC code pages by the names that requests give them.

Python brings most; IBM-1047, the default of z/OS, is IBM-037 with six characters moved.
"""

from __future__ import annotations

import re

DEFAULT = "IBM-1047"
_NAME = re.compile(r"(?:IBM-?|CP)?(?P<number>\d{3,4})", re.IGNORECASE)
_PYTHON = {
    "037": "cp037", "1140": "cp1140", "273": "cp273", "424": "cp424", "500": "cp500",
    "875": "cp875", "1026": "cp1026",
}  # fmt: skip
_WITH_EURO = {"1141": "273", "1148": "500"}
"""Pages that differ from an older one only in the euro sign at X'9F'."""
_MOVED_IN_1047 = {0x5F: "^", 0xB0: "¬", 0xAD: "[", 0xBD: "]", 0xBA: "Ý", 0xBB: "¨"}
_EURO = {0x9F: "€"}
SUBSTITUTE = 0x3F
"""What a character becomes that a page does not have."""


class CodePage:
    """One code page: 256 characters for 256 bytes."""

    def __init__(self, characters: str) -> None:
        self._characters = characters
        self._bytes = {character: byte for byte, character in enumerate(characters)}

    def decode(self, raw: bytes) -> str:
        """Return the text that ``raw`` holds."""
        return "".join([self._characters[byte] for byte in raw])

    def encode(self, text: str) -> bytes:
        """Return ``text`` in this page, with a substitute for what the page does not have."""
        return bytes([self._bytes.get(character, SUBSTITUTE) for character in text])


def _changed(characters: str, changes: dict[int, str]) -> str:
    return "".join(changes.get(byte, character) for byte, character in enumerate(characters))


def _pages() -> dict[str, CodePage]:
    tables = {number: bytes(range(256)).decode(codec, "replace") for number, codec in _PYTHON.items()}
    tables["1047"] = _changed(tables["037"], _MOVED_IN_1047)
    tables |= {number: _changed(tables[older], _EURO) for number, older in _WITH_EURO.items()}
    return {number: CodePage(characters) for number, characters in tables.items()}


_PAGES = _pages()


def code_page(name: str) -> CodePage | None:
    """Return the page called ``IBM-1047``, ``IBM1047``, ``CP1047`` or ``1047``; None when there is none."""
    found = _NAME.fullmatch(name.strip())
    number = found["number"] if found else ""
    return _PAGES.get(number) or _PAGES.get(number.lstrip("0").zfill(3))


SYSTEM_PAGE = _PAGES["1047"]
