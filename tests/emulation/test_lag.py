from __future__ import annotations

from statistics import median

import pytest

from harness.emulation.lag import (
    Bimodal,
    Constant,
    LagLaw,
    LagLaws,
    LogNormal,
    Tick,
    Uniform,
    parse_law,
    parse_laws,
)
from harness.errors import UsageError
from harness.seed import stream


@pytest.mark.parametrize(
    ("text", "law"),
    [
        ("constant:250ms", Constant(0.25)),
        ("constant:1.5s", Constant(1.5)),
        ("uniform:50ms..400ms", Uniform(0.05, 0.4)),
        ("lognormal:120ms,0.6", LogNormal(0.12, 0.6)),
        ("tick:500ms", Tick(0.5)),
        ("bimodal:100ms,800ms,0.1", Bimodal(0.1, 0.8, 0.1)),
        (" constant:80us ", Constant(8e-05)),
    ],
)
def test_a_law_reads_as_it_is_documented(text: str, law: LagLaw) -> None:
    """Every form of the documented grammar gives its law, in seconds."""
    assert parse_law(text) == law


@pytest.mark.parametrize(
    "text",
    ["", "constant", "constant:", "constant:250", "constant:-1ms", "uniform:400ms..50ms", "uniform:1s",
     "lognormal:120ms", "lognormal:0ms,0.5", "lognormal:1s,nan", "tick:0s", "bimodal:1s,2s,1.5",
     "gamma:1s", "constant:1ms,2ms"],
)  # fmt: skip
def test_anything_else_is_refused_with_the_grammar(text: str) -> None:
    """What is no law is named, and the forms that there are stand beside it."""
    with pytest.raises(UsageError, match="cannot be read") as caught:
        parse_law(text)
    assert "lognormal:120ms,0.6" in str(caught.value)


def test_one_law_serves_both_paths() -> None:
    """A law without a path's name holds for reading and for modifying."""
    assert parse_laws("constant:10ms") == LagLaws(Constant(0.01), Constant(0.01))


def test_paths_can_have_their_own_laws() -> None:
    """Named laws hold for their path, whatever commas they contain."""
    laws = parse_laws("read=lognormal:120ms,0.6,modify=bimodal:100ms,800ms,0.1")
    assert laws == LagLaws(LogNormal(0.12, 0.6), Bimodal(0.1, 0.8, 0.1))


def test_a_path_that_is_not_named_has_no_lag() -> None:
    """With one path named the other is seen at once."""
    assert parse_laws("modify=constant:1s") == LagLaws(Constant(0), Constant(1))


@pytest.mark.parametrize("text", ["write=constant:1s", "read=constant:1s,read=constant:2s", "read="])
def test_a_wrong_path_is_refused(text: str) -> None:
    """Only read and modify are paths, each once, each with a law."""
    with pytest.raises(UsageError):
        parse_laws(text)


def test_samples_follow_their_law() -> None:
    """Samples keep to the bounds, the median, the tick and the share that the law states."""
    random = stream(1, "lag")
    uniform = [Uniform(0.1, 0.2).sample(random, 0) for _ in range(500)]
    assert 0.1 <= min(uniform) <= max(uniform) <= 0.2
    assert median(LogNormal(0.12, 0.6).sample(random, 0) for _ in range(4000)) == pytest.approx(0.12, rel=0.1)
    assert Tick(0.5).sample(random, 1.2) == pytest.approx(0.3)
    assert Tick(0.5).sample(random, 1.0) == 0
    slow = [Bimodal(0.1, 0.8, 0.25).sample(random, 0) == 0.8 for _ in range(2000)]
    assert sum(slow) / len(slow) == pytest.approx(0.25, abs=0.05)


def test_equal_seeds_give_equal_lags() -> None:
    """A law draws from the stream it is given and from nothing else."""
    law = LogNormal(0.12, 0.6)
    assert law.sample(stream(7, "a"), 0) == law.sample(stream(7, "a"), 3) != law.sample(stream(8, "a"), 0)
