"""What of a message ends at this hop, and how codings are undone."""

from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.door.hops import decoded, outgoing
from harness.door.rewriting import Base, Rewriter
from harness.door.wire import Fields

BASE = Base.of("http://shop:8080")
PLAIN = Rewriter([(BASE, Base.of("http://127.0.0.1:1"))])


def raw_deflate(body: bytes) -> bytes:
    """Return ``body`` deflated without the zlib frame, as many servers send it."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


@pytest.mark.parametrize(
    ("method", "fields", "body", "length"),
    [
        ("GET", (), b"", None),
        ("DELETE", (), b"", None),
        ("PUT", (), b"", b"0"),
        ("GET", ((b"Content-Length", b"0"),), b"", b"0"),
        ("GET", ((b"Transfer-Encoding", b"chunked"),), b"abc", b"3"),
        ("DELETE", (), b"abc", b"3"),
    ],
)
def test_a_request_states_its_length_where_it_has_one(
    method: str, fields: Fields, body: bytes, length: bytes | None
) -> None:
    """A length is stated with a body, where the client framed one, and where the method expects one."""
    sent = dict(outgoing(method, fields, body, BASE, PLAIN))
    assert sent.get(b"Content-Length") == length
    assert sent[b"Host"] == b"shop:8080"
    assert b"Transfer-Encoding" not in sent


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress, raw_deflate])
@given(body=st.binary(max_size=200))
def test_a_coding_is_undone(pack: object, body: bytes) -> None:
    """Gzip and both readings of deflate give back what was packed."""
    coding = b"gzip" if pack is gzip.compress else b"deflate"
    packed: bytes = pack(body)  # type: ignore[operator] # each of them packs bytes
    assert decoded(((b"Content-Encoding", coding),), packed) == body


@pytest.mark.parametrize(
    ("coding", "body"),
    [(b"br", b"x"), (b"gzip", b"no gzip"), (b"gzip", gzip.compress(b"x" * 99, mtime=0)[:-9])],
)
def test_a_coding_that_cannot_be_undone_is_told(coding: bytes, body: bytes) -> None:
    """Unknown, broken or cut off: there is no plain body, rather than a wrong one."""
    assert decoded(((b"content-encoding", coding),), body) is None


def test_no_coding_is_the_body_itself() -> None:
    """Identity, or nothing to undo, leaves the body alone."""
    body = b"plain"
    assert decoded((), body) is body
    assert decoded(((b"Content-Encoding", b"Identity"),), body) is body
    assert decoded(((b"Content-Encoding", b"gzip"),), b"") == b""
