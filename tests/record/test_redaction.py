"""No secret is ever written, and equal secrets stay equal."""

from __future__ import annotations

import base64
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.exchange import Exchange, Headers, Passage, Request, Response
from harness.record import Redactor, RunFolder
from harness.record.redaction import SHORTEST

secrets = st.text(
    st.characters(min_codepoint=0x21, max_codepoint=0xFF, exclude_categories=["Cc"]),
    min_size=SHORTEST,
    max_size=16,
).map("Zq9{}".format)
"""The beginning keeps them from being words that a record holds anyway."""


def carriers(secret: str) -> list[Exchange]:
    """Return exchanges that carry ``secret`` in every place that is told by its name."""
    basic = base64.b64encode(f"user:{secret}".encode()).decode()
    safe = secret.translate({ord(char): "_" for char in " ;,&<>()\"'\\@/:="})
    heads = [
        ("Authorization", f"Bearer {secret}"),
        ("authorization", f"Basic {basic}"),
        ("Proxy-Authorization", secret),
        ("X-IBM-Target-System-Password", secret),
        ("X-Recipe", secret),
        ("Cookie", f"a=1; LtpaToken2={safe}"),
        ("Referer", f"https://user:{safe}@host/"),
    ]
    document = orjson.dumps({"oldPwd": secret, "deep": [{"access_token": secret}]})
    form = f"j_username=u&j_password={quote(secret, safe='')}&x=1".encode()
    jcl = f"//J JOB USER=U,PASSWORD=({safe},NEW)\n".encode("latin-1")
    xml = f"<a><ns:password x='1'>{safe}</ns:password></a>".encode()
    bodies = [document, form, jcl, xml]
    target = f"/x?api_key={quote(secret, safe='')}#f"
    answers = [
        Response(200, Headers((("Set-Cookie", f"T={safe}; Path=/; Secure"),)), body) for body in bodies
    ]
    return [
        Exchange(
            "x", "v", Request("PUT", target, Headers(tuple(heads)), body), answer, Passage.ANSWERED, 1, 2, ""
        )
        for body, answer in zip(bodies, answers, strict=True)
    ]


def spellings(secret: str) -> set[bytes]:
    """Return what must not be found in any file."""
    safe = secret.translate({ord(char): "_" for char in " ;,&<>()\"'\\@/:="})
    basic = base64.b64encode(f"user:{secret}".encode())
    texts = {secret, safe, quote(secret, safe="")}
    return {text.encode() for text in texts} | {basic}


@settings(max_examples=60)
@given(secrets)
def test_a_secret_in_a_telling_place_is_in_no_file(secret: str) -> None:
    """Whatever the secret is, headers, cookies, members, fields and keywords that hold it are cut."""
    with TemporaryDirectory() as path:
        with closing(RunFolder.create(Path(path) / "run")) as folder:
            folder.redactor.name("X-Recipe")
            for exchange in carriers(secret):
                folder.append(exchange)
        written = b"".join(file.read_bytes() for file in Path(path).rglob("*") if file.is_file())
    assert [spelling for spelling in spellings(secret) if spelling in written] == []


@settings(max_examples=60)
@given(secrets, st.sampled_from(["{}", "note={};", '"{}"', "x{}y", "{0}{0}"]))
def test_a_learned_secret_is_cut_wherever_it_stands(secret: str, around: str) -> None:
    """Once learned, a secret is cut from text that nothing but its value tells, escaped or not."""
    redactor = Redactor()
    redactor.learn(secret)
    for spelling in {secret, quote(secret, safe=""), orjson.dumps(secret).decode()[1:-1]}:
        for coding in ("utf-8", "latin-1"):
            body = around.format(spelling).encode(coding)
            assert spelling.encode(coding) not in redactor.body(body)
    assert secret not in redactor.text(around.format(secret))


def test_equal_secrets_have_equal_aliases() -> None:
    """Whether two requests carried the same token can still be told."""
    redactor = Redactor()
    first, second, other = (
        redactor.headers(Headers.of([(name, f"T={value}")])).fields[0][1]
        for name, value in (("Set-Cookie", "tok-1"), ("Cookie", "tok-1"), ("Cookie", "tok-2"))
    )
    assert first == second == "T=redacted:1"
    assert other == "T=redacted:2"


def test_redacting_twice_changes_nothing() -> None:
    """An alias stands for itself, so that our own traffic may repeat what it was shown."""
    redactor = Redactor()
    request = Request("GET", "/?token=abcdefgh", Headers.of(Cookie="T=abcdefgh"), b'{"password":"abcdefgh"}')
    once = redactor.request(request)
    assert once != request
    assert redactor.request(once) == once


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X-CSRF-ZOSMF-HEADER", "true"),
        ("Content-Type", "application/json"),
        ("X-IBM-Notification-URL", "http://127.0.0.1:80/__harness__/callback/1"),
        ("Set-Cookie", "LtpaToken2=; Path=/; Secure"),
        ("Authorization", ""),
    ],
)
def test_what_is_no_secret_stays(name: str, value: str) -> None:
    """Headers that oracles look at are recorded as they were."""
    headers = Headers(((name, value),))
    assert Redactor().headers(headers) is headers or Redactor().headers(headers) == headers


@pytest.mark.parametrize(
    "body",
    [
        b'{"errorMsg":"IZUG846W: the token was not found","status":0}',
        b"//J JOB (ACCT),'PASSWORD TEST'\n//S EXEC PGM=IEFBR14\n",
        b"",
        bytes(range(256)),
    ],
)
def test_a_body_without_secrets_is_the_same_object(body: bytes) -> None:
    """Words about secrets are no secrets, and nothing is copied for nothing."""
    assert Redactor().body(body) is body


def test_a_short_secret_is_told_by_its_place_only() -> None:
    """A password such as SYS1 would cut data set names; where a password stands it is cut all the same."""
    redactor = Redactor()
    redactor.learn("SYS1")
    assert redactor.body(b"SYS1.MACLIB") == b"SYS1.MACLIB"
    assert redactor.body(b'{"password":"SYS1"}') == b'{"password":"redacted:1"}'


def test_a_cookie_keeps_its_name_and_attributes() -> None:
    """What oracles may say of a cookie does not go with its value."""
    headers = Headers.of([("Set-Cookie", "LtpaToken2=abc; Path=/; Secure; HttpOnly"), ("Cookie", "a=1;b")])
    values = [value for _, value in Redactor().headers(headers)]
    assert values == ["LtpaToken2=redacted:1; Path=/; Secure; HttpOnly", "a=redacted:2;redacted:3"]


def test_headers_named_by_a_vendor_are_secret_from_then_on() -> None:
    """A name that was seen before it was known to be secret is secret afterwards."""
    redactor = Redactor()
    headers = Headers.of(icSession="abc")
    assert redactor.headers(headers) == headers
    redactor.name("ICSESSION")
    assert redactor.headers(headers).get("icSession") == "redacted:1"


def test_an_error_text_is_cut_too() -> None:
    """What the door says in words is written as well."""
    redactor = Redactor()
    redactor.learn("hunter2hunter2")
    exchange = Exchange(
        "x", "v", Request("GET", "/"), None, Passage.BROKEN, 1, 2, "", error="saw hunter2hunter2"
    )
    assert redactor.exchange(exchange).error == "saw redacted:1"
