"""Randomness as an argument: one seed a run, one independent stream a purpose."""

from __future__ import annotations

import hashlib
import random


def derive(seed: int, *names: str | int) -> int:
    """Return a 64-bit seed for the stream called ``names``; equal on every machine and version."""
    text = "\x1f".join([str(seed), *map(str, names)])
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


def stream(seed: int, *names: str | int) -> random.Random:
    """Return the random stream called ``names``; drawing from one never disturbs another."""
    return random.Random(derive(seed, *names))


def fresh() -> int:
    """Return a new 32-bit seed from the operating system, for a run that was given none."""
    return random.SystemRandom().getrandbits(32)
