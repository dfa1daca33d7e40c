"""How many requests the door got, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """``received`` = ``forwarded`` + ``blocked`` + ``refused`` once nothing is under way.

    ``broken`` are those of the forwarded that got no whole answer, ``unsent`` those of the broken
    of which not one byte left (no connection could be made). ``inbound`` are what targets sent to
    our receiver; they are none of ``received``.
    """

    received: int = 0
    forwarded: int = 0
    blocked: int = 0
    refused: int = 0
    broken: int = 0
    unsent: int = 0
    inbound: int = 0
