"""Secrets are told by the name beside them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.record.places import in_places


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ('{"newPwd" : "a\\"b", "x": 1}', '{"newPwd" : "*", "x": 1}'),
        ('{"user.Password":""}', '{"user.Password":""}'),
        ("j_password=a%20b&c=d", "j_password=*&c=d"),
        ("//J JOB USER=A,PASSWORD=(OLD,NEW),CLASS=B", "//J JOB USER=A,PASSWORD=*,CLASS=B"),
        ("<o:Password>x</o:Password>", "<o:Password>*</o:Password>"),
        ("https://u:p@h/", "https://u:*@h/"),
        ("/x?access_token=abc#frag", "/x?access_token=*"),
        ('{"password":"a","token":"b"}', '{"password":"*","token":"*"}'),
        (
            "<password>x</password>\n<secret a='1'>y</secret>z",
            "<password>*</password>\n<secret a='1'>*</secret>z",
        ),
        ("<password><![CDATA[a<]b]]></password>", "<password><![CDATA[*]]></password>"),
        ("<login password='a b' name='c'/>", "<login password='*' name='c'/>"),
        ('<login sessionId = "x&amp;y"/>', '<login sessionId = "*"/>'),
        ("grant_type=password&client_secret=a%26b&scope=x", "grant_type=password&client_secret=*&scope=x"),
        ("client_assertion=ey.x.y&refresh_token=z", "client_assertion=*&refresh_token=*"),
        (
            "<isValidToken>true</isValidToken><token>trueish</token>",
            "<isValidToken>true</isValidToken><token>*</token>",
        ),
        ("<b>Password</b>: none", "<b>Password</b>: none"),
        ("token=a&token=b", "token=*&token=*"),
        ('{"token":"a password=b c"}', '{"token":"*"}'),
        ("no secret here", "no secret here"),
        ("a@b.example", "a@b.example"),
        ('{"tokens": 3}', '{"tokens": 3}'),
    ],
)
def test_what_stands_at_a_telling_name_is_cut(text: str, clean: str) -> None:
    """Members, fields, keywords, elements and user parts are cut, and nothing beside them."""
    assert in_places(text, lambda secret: "*" if secret else "") == clean


HEAVY = [
    *("@" * 200_000, "token" * 20_000, "token=" * 20_000, '"token":"' * 20_000, "://" * 60_000 + "@"),
    *('token="' * 20_000, "<token><![CDATA[" * 10_000, "<token><![CDATA[" + "]" * 100_000),
    *("<token><![CDATA[" + "<" * 100_000, "token" + " " * 200_000),
]


@pytest.mark.parametrize("text", HEAVY, ids=range(len(HEAVY)))
def test_no_text_takes_long(text: str) -> None:
    """However a text is made, the time to search it grows with its length, not with its square."""
    begun = time.thread_time()
    in_places(text, lambda secret: secret)
    assert time.thread_time() - begun < 2


@given(st.text(max_size=200))
def test_cutting_is_done_after_one_pass(text: str) -> None:
    """What was cut once has nothing left to cut but its aliases."""
    once = in_places(text, lambda _secret: "redacted:1")
    assert in_places(once, lambda _secret: "redacted:1") == once
