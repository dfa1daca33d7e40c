"""The job entry subsystems of the emulated system, by name."""

from __future__ import annotations

JES2 = "JES2"
"""The primary subsystem, unless the release says that a JES3 is."""
JESB = "JESB"
"""A second JES2."""
JES3 = "JES3"
"""A JES3: no correlators, no symbols, no notifications, every change asynchronous (z/OS jobs REST interface;
IBM topics: Submit a job; JSON document specifications)."""
