"""Kinds of values on the command line."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Any

import click

_DURATION = re.compile(r"(\d+(?:\.\d+)?)(s|m|h|)")
_UNITS = {"": 1, "s": 1, "m": 60, "h": 3600}
_TOKEN = re.compile(r"[0-9a-z]{1,8}")


class Words(click.Choice[Any]):
    """One of the values of a ``StrEnum``; converted to the member."""

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__([word.value for word in words])
        self._words = words

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the member whose value is given."""
        return value if isinstance(value, self._words) else self._words(super().convert(value, param, ctx))


class Seconds(click.ParamType[float]):
    """A length of time above zero: ``90``, ``90s``, ``1.5m``, ``1h``; converted to seconds."""

    name = "seconds"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the seconds."""
        if isinstance(value, float):
            return value
        match = _DURATION.fullmatch(str(value))
        seconds = float(match[1]) * _UNITS[match[2]] if match else 0.0
        if seconds <= 0:
            self.fail(f"{value!r} is no time above zero, such as 90, 90s or 5m", param, ctx)
        return seconds


class Token(click.ParamType[str]):
    """Up to eight lower-case letters and digits, which become part of job names."""

    name = "token"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the token as given."""
        if not _TOKEN.fullmatch(str(value)):
            self.fail(f"{value!r} is not one to eight letters a-z and digits", param, ctx)
        return str(value)
