"""Report pages in a real browser, opened from disk."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from harness.exchange import Headers, Request
from harness.report import compare, render, render_comparison
from tests.report import sample, sample_metrics, sample_targets

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# Quiet: nothing but the page under test may speak to the network.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PAGES = ("fail", "pass", "several", "inconclusive", "load", "race", "hostile", "comparison")
HOSTILE = (
    "</script><script>window.harm=1</script><img src=http://evil.test/x onerror=window.harm=2>\x1b[2J\u202e"
)


@dataclass
class Opened:
    """A page that was opened, and all that it did besides being shown."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    """Console messages, uncaught errors and dialogs."""


Open = Callable[..., Opened]


def _hostile(folder: Path) -> Path:
    """Write a run in which everything that a target can choose is hostile."""
    response = sample.answer(200, {HOSTILE: HOSTILE}, headers=Headers(((HOSTILE, HOSTILE),)))
    exchange = replace(sample.listing(), request=Request("GET", f"/{HOSTILE}"), response=response)
    binary = replace(exchange, id="x12", response=sample.answer(200, body=bytes(range(256)) * 300))
    named = dict.fromkeys(("rule", "claim", "operation", "subject", "expected", "got", "reproduce"), HOSTILE)
    finding = replace(sample.findings()[0], **named, witness=("x11", "x12", HOSTILE))  # type: ignore[arg-type]
    return sample.write(
        folder, sample.run_of(replace(sample.FAIL, reason=HOSTILE)), [exchange, binary], [finding]
    )


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the address of each page."""
    folder = tmp_path_factory.mktemp("pages")
    figures: dict[str, Any] = {"profile": None, "details": {}}
    runs = {
        "fail": sample.failing(folder / "fail"),
        "pass": sample.passing(folder / "pass"),
        "several": sample_targets.several(folder / "several"),
        "inconclusive": sample.write(folder / "inconclusive", sample.run_of(sample.INCONCLUSIVE)),
        "hostile": _hostile(folder / "hostile"),
    }
    for command, metrics in (
        ("load", sample_metrics.load_metrics()),
        ("race", sample_metrics.race_metrics()),
    ):
        run = sample.run_of(sample.PASS, command=command, command_line=(command, "zosmf"), **figures)
        runs[command] = sample.write(folder / command, run, sample.life_of_a_job(), metrics=metrics)
    found = {name: render(run, ["html"])[0] for name, run in runs.items()}
    found["comparison"] = render_comparison(compare(runs["pass"], runs["fail"]), folder, ["html"])[0]
    return {name: path.as_uri() for name, path in found.items()}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return the browser of this machine; a missing one is an error, not a skip."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert found, "no Chromium on the path"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, pages: dict[str, str]) -> Iterator[Open]:
    """Open a page by its name; further options are those of a browser context."""
    contexts = []

    def opener(name: str, width: int = 1280, fragment: str = "", **options: Any) -> Opened:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        opened = Opened(context.new_page())
        context.on("request", lambda request: opened.requests.append(request.url))
        opened.page.on("console", lambda message: opened.complaints.append(message.text))
        opened.page.on("pageerror", lambda error: opened.complaints.append(str(error)))
        opened.page.on("dialog", lambda dialog: opened.complaints.append(dialog.message))
        opened.page.goto(pages[name] + fragment)
        return opened

    yield opener
    for context in contexts:
        context.close()
