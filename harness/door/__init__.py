"""The door: all traffic to a target passes it; what may not pass stays, and all of it is recorded."""

from harness.door.admission import Admitted, Asked, DoorSetup, Kept, Span
from harness.door.control import BLOCKED, BROKEN, EXCHANGE, SENDER, SESSION
from harness.door.core import DoorCore
from harness.door.counts import Counts
from harness.door.entrance import DoorOptions
from harness.door.mount import Mount, Passed
from harness.door.receiver import OWN
from harness.door.server import DoorServer
from harness.door.vendor import DoorVendor

__all__ = [
    "BLOCKED",
    "BROKEN",
    "EXCHANGE",
    "OWN",
    "SENDER",
    "SESSION",
    "Admitted",
    "Asked",
    "Counts",
    "DoorCore",
    "DoorOptions",
    "DoorServer",
    "DoorSetup",
    "DoorVendor",
    "Kept",
    "Mount",
    "Passed",
    "Span",
]
