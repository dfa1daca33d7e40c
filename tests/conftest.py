"""What holds for every test."""

from __future__ import annotations

from hypothesis import settings

# A deadline measures the machine, not the code: where others work too, it fails at random.
settings.register_profile("suite", deadline=None)
settings.load_profile("suite")
