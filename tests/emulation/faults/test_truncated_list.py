from __future__ import annotations

import pytest

from harness.emulation.faults import Reaction, Scene
from harness.emulation.faults.truncated_list import TruncatedList
from harness.exchange import Headers, Response


def cut(body: bytes, part: float = 0.5) -> bytes:
    """Return what is left of a body."""
    answer = Response(200, Headers.of(Content_Type="application/json"), body)
    return TruncatedList(part=part).apply(Reaction(answer), Scene(lambda: Response(401))).response.body


def test_the_first_part_of_a_list_is_left() -> None:
    """The document itself, or the first list in it, is shorter; all else stays."""
    assert cut(b"[1,2,3,4,5]") == b"[1,2]"
    assert cut(b'{"total":3,"jobs":[1,2,3],"more":[1,2]}', 0.7) == b'{"total":3,"jobs":[1,2],"more":[1,2]}'
    assert cut(b"[1]", 0) == b"[]"


def test_a_list_of_objects_goes_before_lists_of_other_things() -> None:
    """Jobs are objects, and may be listed below what tells of the call."""
    body = b'{"log":["a","b"],"output":{"count":2,"jobs":[{"id":1},{"id":2}]}}'
    assert cut(body) == body.replace(b',{"id":2}', b"")


def test_in_xml_the_elements_that_repeat_are_the_list() -> None:
    """They are cut out of the bytes, which stay the vendor's own otherwise."""
    head, tail = b"<?xml version='1.0'?>\n<jobs a:b='c'>\n  <total>3</total>\n", b"<more/></jobs>\n"
    jobs = [b"<job><id>%d</id><job/></job>\n" % number for number in (1, 2, 3)]
    assert cut(b"".join((head, *jobs, tail)), 0.7) == b"".join((head, *jobs[:2], tail))
    assert cut(b"".join((head, *jobs, tail)), 0) == head + tail
    assert cut(b"<jobs><job/><job/></jobs>") == b"<jobs><job/></jobs>"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<a><b/><c/></a>",
        b"<a/>",
        b"<a><b/><b/>",
        b"<?xml version='1.0' encoding='klingon'?><a><b/><b/></a>",
        b"no JSON",
        b"[]",
        b'{"a":{"b":[1,2]}}',
        b"7",
        b"\xff",
    ],
)
def test_what_holds_no_list_stays_as_it_is(body: bytes) -> None:
    """Not a byte is changed where there is nothing to cut."""
    assert cut(body) == body


@pytest.mark.parametrize("part", [-0.1, 1.0])
def test_a_whole_list_is_not_truncated(part: float) -> None:
    """The part is below the whole, or nothing would be wrong."""
    with pytest.raises(ValueError, match="part"):
        TruncatedList(part=part)
