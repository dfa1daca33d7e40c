from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.vendors.zosmf.emulator.spool.expressions import compile_expression


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("abc", "xabcx", True),
        ("a.c", "abc", True),
        ("^abc$", "abc", True),
        ("^abc$", "abcd", False),
        ("a|b", "xb", True),
        ("(ab)+c", "ababc", True),
        ("ab?c", "ac", True),
        ("a{2}", "aba", False),
        ("a{2}", "aa", True),
        ("^a{2,3}$", "aaaa", False),
        ("^a{2,}$", "aaaa", True),
        ("^a{0}b", "b", True),
        ("[a-c]x", "bx", True),
        ("[^a-c]x", "bx", False),
        ("[]a]", "]", True),
        ("[[:digit:]]{4}", "CODE 0000", True),
        (r"\.", "a.b", True),
        (r"\.", "ab", False),
        ("a^b", "ab", False),
        ("", "anything", True),
        ("()", "x", True),
        ("a||b", "", True),
        ("(^a|b$)", "xb", True),
    ],
)
def test_an_expression_finds_what_it_says(pattern: str, text: str, *, found: bool) -> None:
    """Every part of the extended syntax has its meaning."""
    assert compile_expression(pattern, fold=False)(text) is found


def test_letters_can_be_folded() -> None:
    """With folding, neither the expression's letters nor the text's count."""
    assert compile_expression("STEP[A-C]", fold=True)("stepb")
    assert not compile_expression("STEP", fold=False)("step")


@pytest.mark.parametrize(
    "pattern",
    ["(", ")", "a)", "[", "*", "+a", "a{3,2}", "a{", "a{x}", "\\", "[a", "(" * 5000, "(a{250}){250}"],
)
def test_what_is_no_expression_finds_nothing(pattern: str) -> None:
    """A broken or monstrous expression matches no record and raises nothing."""
    find = compile_expression(pattern, fold=False)
    assert not find("a")
    assert not find(pattern[:100])


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|a)*b", "a*a*a*a*a*a*a*b", "(.*)*x"])
def test_time_stays_in_proportion(pattern: str) -> None:
    """Expressions that stop backtracking engines for good are answered at once."""
    find = compile_expression(pattern, fold=False)
    assert not find("a" * 130 + "!")


PIECES = st.recursive(
    st.sampled_from(["a", "b", ".", "[ab]", "[^a]", "^", "$"]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]}|{pair[1]})"),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{1,2}"])).map(lambda pair: f"({pair[0]}){pair[1]}"),
    ),
    max_leaves=6,
)


@given(PIECES, st.text(alphabet="abc", max_size=8))
def test_it_agrees_with_another_engine(pattern: str, text: str) -> None:
    """On expressions and texts that both can take, the result is that of Python's engine."""
    assert compile_expression(pattern, fold=False)(text) is (re.search(pattern, text) is not None)


@given(st.text(alphabet="ab(){}[]|*+?^$\\.,1-", max_size=20), st.text(max_size=20))
def test_no_expression_is_too_strange(pattern: str, text: str) -> None:
    """Any text is an expression or finds nothing."""
    assert compile_expression(pattern, fold=True)(text) in (True, False)
