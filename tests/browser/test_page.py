"""What every page keeps to, whatever it shows."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.browser.conftest import PAGES, Open

pytestmark = pytest.mark.browser

CONTRAST = """
() => {
  const context = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const painted = (colours) => {
    context.clearRect(0, 0, 1, 1);
    for (const colour of colours) { context.fillStyle = colour; context.fillRect(0, 0, 1, 1); }
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (rgb) => {
    const linear = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    const [r, g, b] = rgb.map((v) => linear(v / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    const layers = [];
    for (let e = element; e; e = e.parentElement) layers.unshift(getComputedStyle(e).backgroundColor);
    return layers;
  };
  const poor = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    const style = getComputedStyle(element);
    const shown = element.checkVisibility() && !element.closest("title, .unseen, .skip, script");
    if (!node.data.trim() || !shown) continue;
    const layers = behind(element);
    const ink = element.closest("svg") ? style.fill : style.color;
    const [low, high] = [light(painted(layers)), light(painted([...layers, ink]))].sort((a, b) => a - b);
    const ratio = (high + 0.05) / (low + 0.05);
    const size = parseFloat(style.fontSize);
    const wanted = size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5;
    const told = `${element.outerHTML.slice(0, 60)} ${node.data.trim().slice(0, 30)}`;
    if (ratio < wanted) poor.push(`${ratio.toFixed(2)} ${told}`);
  }
  return poor;
}
"""


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_nobody_and_complains_of_nothing(open_page: Open, name: str) -> None:
    """A page opened from disk makes no request but for itself, and leaves the console empty."""
    opened = open_page(name)
    opened.page.wait_for_load_state("networkidle")
    assert [url for url in opened.requests if not url.endswith(".html")] == []
    assert opened.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_text_can_be_read_in_light_and_dark(open_page: Open, name: str, scheme: str) -> None:
    """All text has the contrast that WCAG 2.1 asks for at level AA, with every finding open."""
    page = open_page(name, color_scheme=scheme).page
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    assert page.evaluate(CONTRAST) == []


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_never_scrolls_sideways(open_page: Open, name: str, width: int) -> None:
    """Wide tables scroll by themselves, so that the page fits a desk and a telephone."""
    page = open_page(name, width=width).page
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_landmarks_and_orderly_headings(open_page: Open, name: str) -> None:
    """A reader who cannot see the page finds one main part, one first heading, and no level left out."""
    page = open_page(name).page
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    assert [page.locator(role).count() for role in ("main", "header.masthead", "footer", "h1")] == [
        1,
        1,
        1,
        1,
    ]
    levels = page.evaluate(
        "[...document.querySelectorAll('h1,h2,h3,h4,h5')].map((h) => Number(h.tagName[1]))"
    )
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", PAGES)
def test_what_can_be_operated_has_a_name(open_page: Open, name: str) -> None:
    """Every button, field, link and scrolling region says what it is."""
    page = open_page(name).page
    nameless = """
    [...document.querySelectorAll("button, input, a, summary, [role=region], [role=img], th")]
      .filter((e) => !e.textContent.trim() && !e.ariaLabel && !e.getAttribute("aria-labelledby"))
      .filter((e) => !(e.labels && e.labels.length))
      .map((e) => e.outerHTML)
    """
    assert page.evaluate(nameless) == []


def test_the_policy_is_in_force(open_page: Open) -> None:
    """What somebody managed to put into a page still could neither run nor leave."""
    opened = open_page("fail")
    left: list[str] = []
    opened.page.on("response", lambda response: left.append(response.url))
    opened.page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.harm = 1";
          document.body.append(script);
          const button = document.createElement("button");
          button.setAttribute("onclick", "window.harm = 2");
          document.body.append(button);
          button.click();
          document.body.insertAdjacentHTML("beforeend", "<img src='http://evil.test/x'>");
        }"""
    )
    assert opened.page.evaluate("fetch('http://evil.test/').then(() => 'left', () => 'kept')") == "kept"
    assert opened.page.evaluate("window.harm") is None
    assert left == []
    assert len([text for text in opened.complaints if "Content Security Policy" in text]) >= 4


def test_hostile_content_is_inert(open_page: Open) -> None:
    """What a target wrote is shown as text, with its controls as signs."""
    opened = open_page("hostile")
    assert opened.page.evaluate("window.harm") is None
    assert opened.page.locator("img").count() == 0
    shown = opened.page.locator(".claim").inner_text()
    assert shown.startswith("</script><script>window.harm=1</script><img src=http://evil.test/x")
    assert shown.endswith("\\x1b[2J\\u202e")


def test_a_page_can_be_read_without_scripts(open_page: Open) -> None:
    """Where scripts are refused, everything is there and nothing pretends to work."""
    page = open_page("fail", java_script_enabled=False).page
    assert page.locator("#verdict").inner_text() == "Fail"
    assert not page.locator(".filter").is_visible()
    assert not page.locator(".copy").first.is_visible()
    page.locator(".finding").nth(1).locator("summary").click()
    assert page.locator(".finding").nth(1).locator(".detail").is_visible()


def test_print_opens_everything_and_hides_controls(open_page: Open) -> None:
    """Paper cannot be clicked: all findings are open on it, and closed again on the screen."""
    page = open_page("fail").page
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".detail:visible").count() == 4
    assert not page.locator(".filter").is_visible()
    assert not page.locator("#theme").is_visible()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("details[open]").count() == 1
