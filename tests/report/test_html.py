from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from harness.exchange import Headers, Request
from harness.report.html import run_page
from harness.report.reading import RunData, read_run_data
from harness.report.view import view_of
from tests.report import sample

HOSTILE = "</script><script>boom()</script><img src=x onerror=boom()>\"'&{{7*7}}\x1b[2J\u202e"


class Page(HTMLParser):
    """What a browser would find in a page."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.elements.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of every element of a kind."""
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the page of a run in which everything that was recorded is hostile."""
    response = sample.answer(200, {HOSTILE: HOSTILE}, headers=Headers(((HOSTILE, HOSTILE),)))
    exchange = replace(
        sample.listing(), id="x11", request=Request(HOSTILE, f"/{HOSTILE}?{HOSTILE}"), response=response
    )
    binary = replace(exchange, id="x12", response=sample.answer(200, body=bytes(range(256)) * 1000))
    finding = replace(
        sample.findings()[0],
        claim=HOSTILE,
        expected=HOSTILE,
        got=HOSTILE,
        subject=HOSTILE,
        operation=HOSTILE,
        rule=HOSTILE,
        reproduce=HOSTILE,
        witness=("x11", "x12", HOSTILE),
    )
    run = sample.run_of(replace(sample.FAIL, reason=HOSTILE), command_line=("check", HOSTILE))
    folder = sample.write(tmp_path_factory.mktemp("hostile"), run, [exchange, binary], [finding])
    return run_page(view_of(read_run_data(folder)))


def page_of(data: RunData) -> str:
    """Return the page of a run."""
    return run_page(view_of(data))


def test_the_verdict_is_the_heading(failed: RunData) -> None:
    """The one first-level heading of the page is the verdict."""
    text = page_of(failed)
    assert re.findall(r"<h1[^>]*>.*?</h1>", text, re.DOTALL)[0].endswith("Fail</h1>")
    assert text.count("<h1") == 1


def test_the_page_needs_nothing_else(failed: RunData, hostile: str) -> None:
    """No element of the page loads anything, so it works offline and tells nobody that it was opened."""
    for text in (page_of(failed), hostile):
        page = Page(text)
        loading = [a for _, a in page.elements if {"src", "srcset", "action", "data", "poster"} & a.keys()]
        assert loading == []
        assert [link["href"] for link in page.all("link")] == ["data:,"]
        assert all((a["href"] or "").startswith("#") for a in page.all("a"))


def test_only_the_one_script_and_style_may_run(failed: RunData) -> None:
    """The policy of the page allows its own style and script by their digests, and nothing else."""
    text = page_of(failed)
    policy = next(
        m["content"] for m in Page(text).all("meta") if m.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy is not None
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        (inside,) = re.findall(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy


def test_no_handler_or_style_stands_in_an_element(failed: RunData, hostile: str) -> None:
    """What the policy would refuse is not there in the first place."""
    for text in (page_of(failed), hostile):
        names = {name for _, attributes in Page(text).elements for name in attributes}
        assert not {name for name in names if name.startswith("on") or name == "style"}


def test_hostile_content_is_text(hostile: str, failed: RunData) -> None:
    """Markup, template syntax and escapes of a target are shown and not obeyed."""
    page, benign = Page(hostile), Page(page_of(failed))
    assert {name for name, _ in page.elements} <= {name for name, _ in benign.elements}
    assert len(page.all("script")) == 1
    assert "{{7*7}}" in hostile
    assert "\x1b" not in hostile
    assert "\u202e" not in hostile


def test_huge_bodies_do_not_make_a_huge_page(hostile: str) -> None:
    """A body of a quarter of a megabyte costs the page a few kilobytes, and its size is told."""
    assert len(hostile) < 150_000
    assert "250.0 KiB, the first 256 bytes shown" in hostile


def test_every_label_points_at_something(failed: RunData) -> None:
    """Headings, labels and links of the page lead to elements that exist, once each."""
    elements = [attributes for _, attributes in Page(page_of(failed)).elements]
    ids = [a["id"] for a in elements if a.get("id")]
    assert len(ids) == len(set(ids))
    named = {a[key] for a in elements for key in ("aria-labelledby", "for") if a.get(key)}
    linked = {(a["href"] or "")[1:] for a in elements if (a.get("href") or "").startswith("#")}
    assert named | linked <= set(ids)


def test_a_pass_is_as_informative_as_a_failure(passed: RunData, failed: RunData) -> None:
    """A passing run shows the same sections, with its claims as held."""
    sections = [
        {a.get("id") for a in Page(page_of(data)).all("section") if a.get("id")} for data in (passed, failed)
    ]
    assert sections[0] == sections[1] == {"findings", "claims", "operations", "traffic", "example", "run"}
    assert "12 of 12 claims held" in page_of(passed)


def test_figures_come_before_an_empty_list_of_findings(raced: Path, failed: RunData) -> None:
    """What a run is about stands first: a race for a race, findings where there are some."""
    race = page_of(read_run_data(raced))
    assert race.index('id="race"') < race.index('id="latency"') < race.index('id="findings"')
    assert page_of(failed).index('id="findings"') < page_of(failed).index('id="claims"')
