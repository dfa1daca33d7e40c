from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from harness.report.markup import block, code, inert, plain

WORDS = st.text(st.sampled_from("a1 `|<>&@#:/.*_[]\\\n-w!\x1b"), max_size=30)


def test_formatting_is_shown_and_not_applied() -> None:
    """Text that looks like Markdown reads as it was recorded."""
    assert plain("*a* [b](c) `d` |e| <f>") == r"\*a\* \[b\](c) \`d\` \|e\| &lt;f&gt;"


def test_nobody_is_mentioned_and_nothing_linked() -> None:
    """A name, an issue number or an address in a recorded text calls nobody and leads nowhere."""
    assert plain("@octocat #12") == "@<!-- -->octocat #<!-- -->12"
    assert plain("http://evil www.evil") == "http:<!-- -->//evil www<!-- -->.evil"


def test_a_line_does_not_begin_a_list() -> None:
    """Text that begins like a list or a heading stays a paragraph."""
    assert [plain(text) for text in ("- a", "1. a", "38.4 s")] == ["-<!-- --> a", "1<!-- -->. a", "38.4 s"]


def test_html_content_needs_no_markdown_escapes() -> None:
    """Inside an HTML element only what HTML reads is escaped."""
    assert inert('a*b <i> & "c"') == "a*b &lt;i&gt; &amp; &quot;c&quot;"


@given(WORDS)
def test_code_spans_end_where_their_text_ends(text: str) -> None:
    """No run of backticks within a span is as long as its fence, and no bar ends a table cell."""
    span = code(text)
    fence = re.match("`*", span)
    assert fence is not None
    inside = span[len(fence[0]) : len(span) - len(fence[0])]
    assert fence[0] not in re.findall("`+", inside)
    assert not re.search(r"(?<!\\)\|", span)
    assert "\n" not in span


@given(WORDS)
def test_blocks_end_where_their_text_ends(text: str) -> None:
    """No line within a fenced block closes it."""
    first, *lines, last = block(text, "sh").split("\n")
    assert first == f"{last}sh"
    assert not any(line.strip().startswith(last) for line in lines)


@given(WORDS)
def test_plain_text_holds_no_live_markup(text: str) -> None:
    """No tag but our own empty comment, and no bar that would end a table cell, is left."""
    shown = plain(text)
    assert not re.search(r"<(?!!-- -->)", shown)
    assert not re.search(r"(?<!\\)(\\\\)*\|", shown)
