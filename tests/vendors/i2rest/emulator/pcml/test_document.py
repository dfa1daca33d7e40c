from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.vendors.i2rest.emulator.pcml.document import PcmlError, read_pcml
from harness.vendors.i2rest.emulator.publications import FOLDER

HEAD = '<pcml version="6.0">'
BOMB = (
    '<!DOCTYPE pcml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    '<pcml version="6.0"><program name="&b;"/></pcml>'
)
ENDLESS = (
    '<pcml><struct name="s"><data name="b" type="struct" struct="s"/></struct>'
    '<program name="a"><data name="c" type="struct" struct="s"/></program></pcml>'
)
OUTSIDE = '<!DOCTYPE pcml [<!ENTITY a SYSTEM "file:///etc/passwd">]><pcml><program name="&a;"/></pcml>'


def test_a_document_is_read_into_programs() -> None:
    """Structures by name, arrays, usages that are inherited, and what i2Rest adds."""
    order = read_pcml((FOLDER / "orders.pcml").read_bytes())["order"]
    named = {data.name: data for data in order.parameters}
    assert [part.name for part in named["lines"].fields] == ["item", "quantity", "price"]
    assert (named["lines"].count, named["lines"].trims_rows) == (5, True)
    assert {part.usage for part in named["lines"].fields} == {"inputoutput"}
    assert (named["status"].asserted, named["trail"].excluded) == ("ORDERS/CHKSTATUS", True)
    assert (named["placed"].length, named["total"].precision) == (10, 2)
    assert named["order"].goes_in
    assert named["order"].comes_out
    assert not named["seal"].goes_in


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<pcml>",
        "<other/>",
        "<?xml version='1.0' encoding='klingon'?><pcml/>",
        BOMB,
        OUTSIDE,
        f"{HEAD}<program/></pcml>",
        f'{HEAD}<program name="a"><data name="b" type="blob"/></program></pcml>',
        f'{HEAD}<program name="a"><data name="b" type="char" length="x"/></program></pcml>',
        f'{HEAD}<program name="a"><data name="b" type="struct" struct="no"/></program></pcml>',
        ENDLESS,
        f"{'<struct>' * 40}",
        f"{HEAD}{' ' * 2**20}</pcml>",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    """No document type, so no entity names a file or grows; no endless structure; bounded in size."""
    with pytest.raises(PcmlError):
        read_pcml(text.encode())


@given(st.binary(max_size=200))
def test_no_bytes_do_harm(raw: bytes) -> None:
    """What is no PCML is refused, whatever it is."""
    with pytest.raises(PcmlError):
        read_pcml(raw)
