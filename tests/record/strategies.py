"""Exchanges of every shape, for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from harness.exchange import Direction, Exchange, Headers, Passage, Request, Response, Sender

texts = st.text(st.characters(codec="utf-8"), max_size=12)
wire_texts = st.text(st.characters(min_codepoint=0x20, max_codepoint=0xFF), max_size=12)
headers = st.lists(st.tuples(wire_texts, wire_texts), max_size=4).map(lambda pairs: Headers(tuple(pairs)))
bodies = st.one_of(st.binary(max_size=40), texts.map(str.encode), st.binary(min_size=200, max_size=260))
requests = st.builds(Request, wire_texts, wire_texts, headers, bodies)
responses = st.builds(Response, st.integers(100, 599), headers, bodies)
moments = st.integers(0, 2**62)
exchanges = st.builds(
    Exchange,
    id=texts,
    vendor=texts,
    request=requests,
    response=st.none() | responses,
    passage=st.sampled_from(Passage),
    begun_ns=moments,
    ended_ns=moments,
    wall=texts,
    target=texts,
    upstream=texts,
    operation=st.none() | texts.filter(bool),
    session=st.none() | texts.filter(bool),
    sender=st.builds(Sender, texts, texts),
    direction=st.sampled_from(Direction),
    blocked_by=st.none() | texts.filter(bool),
    error=st.none() | texts.filter(bool),
    due_ns=st.none() | moments,
    sends=st.integers(0, 3),
)
