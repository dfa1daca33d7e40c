from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.vendors.zosmf.emulator.ebcdic import SYSTEM_PAGE, code_page

PAGES = ("IBM-1047", "IBM-037", "IBM-1140", "IBM-1141", "IBM-273", "IBM-500", "IBM-1148")


@pytest.mark.parametrize("name", ["IBM-1047", "ibm1047", "CP1047", "1047", " IBM-1047 "])
def test_a_page_has_several_names(name: str) -> None:
    """The names that clients use lead to the same page."""
    assert code_page(name) is SYSTEM_PAGE


@pytest.mark.parametrize("name", ["", "undefined", "UTF-8", "ISO8859-1", "IBM-9999", "1047x", "IBM-"])
def test_what_is_no_page_is_none(name: str) -> None:
    """Only EBCDIC code pages are pages; a client once sent the word undefined."""
    assert code_page(name) is None


def test_1047_has_its_own_brackets() -> None:
    """IBM-1047 and IBM-037 differ in brackets, caret and the like: the usual trouble with C programs."""
    other = code_page("IBM-037")
    assert other is not None
    assert SYSTEM_PAGE.encode("[]^") == b"\xad\xbd\x5f"
    assert other.encode("[]^") == b"\xba\xbb\xb0"
    assert SYSTEM_PAGE.encode("//A1 $#@") == other.encode("//A1 $#@") == b"aa\xc1\xf1\x40\x5b\x7b\x7c"


@pytest.mark.parametrize("name", PAGES)
@given(raw=st.binary(max_size=40))
def test_every_byte_survives_the_journey(name: str, raw: bytes) -> None:
    """Decoding and encoding in one page gives the same bytes, so text is a faithful view of a record."""
    page = code_page(name)
    assert page is not None
    assert page.encode(page.decode(raw)) == raw


def test_what_a_page_lacks_becomes_a_substitute() -> None:
    """A character without a place is written as X'3F', one byte for one character."""
    assert SYSTEM_PAGE.encode("a日b") == b"\x81\x3f\x82"
