"""Make Hypothesis draw the same values from the same seed, wherever the product is installed.

Left alone it does not: it harvests constants from the modules of a checkout (a wheel has none), keeps
files below the working directory, and spends most of its cases on near-copies of earlier ones. None of
that can be set from outside, so two private functions are replaced while a run draws; the tests of this
module fail when a release of Hypothesis moves one of them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from unittest.mock import patch

import hypothesis
from hypothesis import HealthCheck, Phase, Verbosity
from hypothesis.configuration import set_hypothesis_home_dir
from hypothesis.internal.conjecture import providers
from hypothesis.internal.conjecture.engine import ConjectureRunner
from hypothesis.internal.constants_ast import Constants


def drawing(cases: int) -> hypothesis.settings:
    """Return settings that draw ``cases`` fresh cases and depend on no clock, database or environment."""
    return hypothesis.settings(
        max_examples=cases,
        database=None,
        deadline=None,
        derandomize=False,
        print_blob=False,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        verbosity=Verbosity.quiet,
    )


@contextmanager
def repeatable() -> Iterator[None]:
    """Within this context equal seeds draw equal values, in any checkout or installed wheel."""
    with ExitStack() as stack:
        set_hypothesis_home_dir(_unicode_tables())
        stack.callback(set_hypothesis_home_dir, None)
        # What is permitted is remembered together with the harvest, so it goes before and after.
        providers.CONSTANTS_CACHE.cache.clear()
        stack.callback(providers.CONSTANTS_CACHE.cache.clear)
        stack.enter_context(patch.object(providers, "_get_local_constants", Constants))
        stack.enter_context(patch.object(ConjectureRunner, "generate_mutations_from", _draw_anew))
        yield


def _unicode_tables() -> Path:
    """Return where Hypothesis keeps its Unicode tables; computing them afresh takes seconds."""
    base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(base).expanduser() / "batch-harness" / "hypothesis"


def _draw_anew(_runner: ConjectureRunner, _data: object) -> None:
    """Stand in for the mutation of a case: a copy with one value repeated says little about a server."""
