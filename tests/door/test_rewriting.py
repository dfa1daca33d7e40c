"""Addresses of an upstream become the door's, and nothing else is touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.door.rewriting import Base, Rewriter

DOOR = Base.of("http://127.0.0.1:4711")
SHOP = Rewriter([(Base.of("https://shop.example:443/api"), DOOR)])


@pytest.mark.parametrize(
    ("sent", "seen"),
    [
        (b'"https://shop.example/api/x"', b'"http://127.0.0.1:4711/x"'),
        (b'"https://shop.example:443/api"', b'"http://127.0.0.1:4711"'),
        (b'"HTTPS://Shop.Example/api?x"', b'"http://127.0.0.1:4711?x"'),
        (rb'"https:\/\/shop.example\/api\/x"', rb'"http:\/\/127.0.0.1:4711\/x"'),
        (b"see https://shop.example/api, or", b"see http://127.0.0.1:4711, or"),
    ],
)
def test_an_address_below_the_base_leads_to_the_door(sent: bytes, seen: bytes) -> None:
    """Whatever its case, port and escaping, the base address is replaced and the rest stays."""
    assert SHOP.body(sent) == seen


@pytest.mark.parametrize(
    "text",
    [
        b"https://shop.example:4430/api/x",
        b"http://shop.example/api/x",
        b"https://shop.example.evil/api/x",
        b"https://shop.example/apiary",
        b"https://shop.example/other",
        b"https://my-shop.example/api",
        b"shop.example/api",
        b"",
    ],
)
def test_an_address_elsewhere_stays(text: bytes) -> None:
    """Another port, scheme, host or path is another place."""
    assert SHOP.body(text) == text


@given(st.binary(max_size=80))
def test_a_body_that_names_no_upstream_is_the_same_object(body: bytes) -> None:
    """What names nobody is not even copied."""
    if b"shop.example" not in body.lower():
        assert SHOP.body(body) is body


@pytest.mark.parametrize(
    ("cookie", "seen"),
    [
        (b"T=a=b; Path=/api/x; Secure; HttpOnly", b"T=a=b; Path=/x; HttpOnly"),
        (b"T=1; path=/api", b"T=1; path=/"),
        (b"T=1; Path=/; Domain=.example", b"T=1; Path=/"),
        (b"T=1; SameSite=None; Secure", b"T=1"),
        (b"T=1; SameSite=None", b"T=1; SameSite=None"),
        (b"T=1; SameSite=Lax; secure; Max-Age=5", b"T=1; SameSite=Lax; Max-Age=5"),
        (b"T=secure", b"T=secure"),
    ],
)
def test_a_cookie_is_kept_by_who_follows_the_door(cookie: bytes, seen: bytes) -> None:
    """Domain, path and Secure are those of the door, so that a client gives the cookie back."""
    assert SHOP.answer_field(b"Set-Cookie", cookie) == seen


def test_a_door_with_tls_keeps_secure_cookies() -> None:
    """Over https there is no need to drop Secure."""
    secure = Rewriter([(Base.of("https://shop.example"), Base.of("https://127.0.0.1:1"))])
    cookie = b"T=1; Secure; SameSite=None"
    assert secure.answer_field(b"set-cookie", cookie) == cookie


@pytest.mark.parametrize(
    ("name", "value", "seen"),
    [
        (b"Origin", b"http://127.0.0.1:4711", b"https://shop.example"),
        (b"referer", b"http://127.0.0.1:4711/x?y", b"https://shop.example/api/x?y"),
        (b"Referer", b"http://127.0.0.1:47110/x", b"http://127.0.0.1:47110/x"),
        (b"X-Other", b"http://127.0.0.1:4711/x", b"http://127.0.0.1:4711/x"),
    ],
)
def test_a_request_names_the_upstream_where_it_named_the_door(name: bytes, value: bytes, seen: bytes) -> None:
    """Origin and Referer are what the upstream expects of its own pages."""
    assert SHOP.request_field(name, value) == seen


@pytest.mark.parametrize(
    ("url", "origin", "path"),
    [
        ("https://zos.example:443/", "https://zos.example", ""),
        ("http://zos.example:8080/a/b/", "http://zos.example:8080", "/a/b"),
        ("http://[::1]:80", "http://[::1]", ""),
    ],
)
def test_a_base_address_is_taken_apart(url: str, origin: str, path: str) -> None:
    """A default port and a closing slash mean nothing."""
    base = Base.of(url)
    assert (base.origin, base.path, base.url) == (origin, path, origin + path)
