"""Where releases and sites of i2Rest differ, and which drift makes which difference.

The defaults are the level that the documents describe, and where they are silent what is taken for the
likeliest. Each part of the emulator asks the release at the one place where it decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from harness.emulation.release import PlayedDrifts


@dataclass(frozen=True, slots=True)
class Release:
    """How one release behaves. True is what the documents describe, unless the name says otherwise."""

    streaming: bool = True
    """Whether ``streamed_response`` is known (i2Rest wiki, I2Rest_API: added after revision 887)."""
    unsafe_heap: bool = True
    """Whether ``unsafe_heap`` is known (i2Rest wiki, I2Rest_API: added after revision 887)."""
    management_scope: str = "management_functions"
    """The scope of the management APIs (i2Rest wiki, I2Rest_scopes)."""
    below_run_program: bool = True
    """Whether programs stand below ``/run_program``, else at the root (i2Rest wiki, Pcml_object)."""
    trailing_slash: bool = True
    """Whether a slash at the end of a path is ignored, as the examples of the i2Rest API need."""
    exclude: bool = True
    """Whether ``exclude`` keeps an element out of answers (i2Rest wiki, I2Rest_PCML_syntax, May 2020)."""
    clients_max: int = 1000
    """What a gate takes at once (i2Rest wiki, Gate_object)."""
    verification_url: bool = True
    """Whether device answers say ``verification_url``, else ``verification_uri`` as RFC 8628 does."""
    trim: bool = True
    """Whether character data are trimmed; PCML 5.1 had no ``trim`` (IBM, PCML of V5R1 and V5R4)."""
    dates: bool = True
    """Whether PCML has dates, times and timestamps, as since IBM i 7.4."""
    failure_status: int = 400
    """The status of a command or program that failed; no document tells it."""
    job_always: bool = True
    """Whether answers name the session job, else only those with a job log."""
    message_ids: bool = False
    """Whether lines of a job log begin with the id of the message."""
    german: bool = False
    """Whether the system's primary language is German."""
    token_lifetime: int = 3600
    """Seconds."""
    subsystem_told: bool = False
    """Whether the look-up of a job tells its subsystem, as after a new PCML document was published."""
    padding: int = 0x00
    """What fills character data up in dumps (i2Rest API, run_program example)."""
    busy_status: int = 400
    """The status when every anonymous session is taken (i2Rest wiki, I2Rest_Config)."""


DOCUMENTED: Final = Release()
DRIFTS: Final = PlayedDrifts(
    "i2rest",
    DOCUMENTED,
    {
        "D01": {"streaming": False},
        "D02": {"unsafe_heap": False},
        "D05": {"management_scope": "Management_functions"},
        "D08": {"below_run_program": False},
        "D09": {"trailing_slash": False},
        "D13": {"exclude": False},
        "D16": {"clients_max": 50},
        "D20": {"verification_url": False},
        "D22": {"trim": False},
        "D23": {"dates": False},
        "D25-500": {"failure_status": 500},
        "D25-200": {"failure_status": 200},
        "D26": {"job_always": False},
        "D27": {"message_ids": True},
        "D28": {"german": True},
        "D29": {"token_lifetime": 600},
        "D30": {"subsystem_told": True},
        "D31": {"padding": 0x40},
        "D32": {"busy_status": 503},
    },
)
