"""What a reader can do on a page, by mouse and by keyboard."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.report import sample

pytestmark = pytest.mark.browser


@pytest.fixture
def page(open_page: Open) -> Page:
    """Return the page of a failing run."""
    return open_page("fail", permissions=["clipboard-read", "clipboard-write"]).page


def claims(page: Page) -> int:
    """Return how many findings are shown."""
    return page.locator(".finding:visible").count()


def test_words_narrow_the_findings(page: Page) -> None:
    """All words must be found somewhere in a finding, in any order and case."""
    page.fill("#filter", "LISTJOBS job-group")
    assert claims(page) == 1
    expect(page.locator("#shown")).to_have_text("1 of 4")


def test_an_empty_result_says_so(page: Page) -> None:
    """Nothing found is told, and Escape brings everything back."""
    page.fill("#filter", "nothing like it")
    expect(page.locator("#nothing")).to_be_visible()
    page.locator("#filter").press("Escape")
    assert claims(page) == 4
    expect(page.locator("#nothing")).to_be_hidden()


def test_severities_can_be_left_out(page: Page) -> None:
    """A severity is switched off and on again, and says which it is."""
    errors = page.get_by_role("button", name="2 errors")
    errors.click()
    expect(errors).to_have_attribute("aria-pressed", "false")
    assert claims(page) == 2
    errors.click()
    assert claims(page) == 4


def test_all_findings_open_and_close_at_once(page: Page) -> None:
    """One button opens every finding that is shown, and closes them again."""
    page.get_by_role("button", name="Open all").click()
    assert page.locator(".finding details[open]").count() == 4
    page.get_by_role("button", name="Close all").click()
    assert page.locator(".finding details[open]").count() == 0


def test_a_finding_has_an_address(open_page: Open) -> None:
    """A link to a finding opens it."""
    anchor = f"#finding-{sample.findings()[2].fingerprint}"
    page = open_page("fail", fragment=anchor).page
    expect(page.locator(f"{anchor} .detail")).to_be_visible()


def test_a_command_can_be_copied(page: Page) -> None:
    """The button puts the whole command line into the clipboard, and says that it did."""
    button = page.get_by_role("button", name="Copy the curl command").first
    button.click()
    expect(button).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == sample.findings()[0].reproduce


def test_a_refused_clipboard_leaves_the_command_selected(open_page: Open) -> None:
    """Where the clipboard is closed, the command is selected for the keyboard."""
    page = open_page("fail").page
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')); }")
    page.get_by_role("button", name="Copy the curl command").first.click()
    assert page.evaluate("getSelection().toString()").strip() == sample.findings()[0].reproduce


def test_the_theme_can_be_turned_and_is_remembered(open_page: Open) -> None:
    """A reader's choice counts over the system's, also when the page is opened again."""
    page = open_page("fail", color_scheme="light").page
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.get_by_role("button", name="Dark").click()
    dark = page.evaluate(paper)
    assert dark != light
    page.reload()
    assert page.evaluate(paper) == dark
    page.get_by_role("button", name="Light").click()
    assert page.evaluate(paper) == light


def test_everything_is_reached_by_the_keyboard(page: Page) -> None:
    """The tabulator passes every control in the order of the page, and each shows that it is there."""
    wanted = page.evaluate(
        """[...document.querySelectorAll("a, button, input, summary, [tabindex='0']")]
           .filter((e) => e.checkVisibility()).length"""
    )
    tops = []
    for _ in range(wanted):
        page.keyboard.press("Tab")
        focus = page.evaluate(
            """() => {
              const e = document.activeElement;
              const style = getComputedStyle(e);
              return [e.tagName, style.outlineStyle, e.getBoundingClientRect().top + scrollY];
            }"""
        )
        assert focus[0] != "BODY"
        assert focus[1] == "solid"
        tops.append(focus[2])
    assert all(after > before - 60 for before, after in pairwise(tops))


def test_keys_work_the_page(page: Page) -> None:
    """The skip link comes first, a slash leads to the filter, and Enter opens a finding."""
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "filter"
    page.keyboard.type("a/b")
    assert page.input_value("#filter") == "a/b"
    page.keyboard.press("Escape")
    second = page.locator(".finding summary").nth(1)
    second.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".finding details").nth(1)).to_have_attribute("open", "")


def test_pointing_at_a_plot_tells_its_figures(open_page: Open) -> None:
    """Each bar, each window of time and each quantile has a title that a browser shows."""
    race = open_page("race").page
    assert race.locator("svg .piece").count() == race.locator("svg .piece > title").count() > 0
    load = open_page("load").page
    assert load.locator("svg .window").count() == load.locator("svg .window > title").count() > 0
    assert " from due" in (load.locator("svg.dumbbell > title").first.text_content() or "")
