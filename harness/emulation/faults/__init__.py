"""Faults that an emulator can be told to play; one file a kind."""

from harness.emulation.faults.model import Fault, Reaction, Scene
from harness.emulation.faults.performance import Performance
from harness.emulation.faults.plan import KINDS, FaultRule, faults_for, parse_faults
from harness.emulation.faults.vanished_jobs import JOBS_VANISHED

__all__ = [
    "JOBS_VANISHED",
    "KINDS",
    "Fault",
    "FaultRule",
    "Performance",
    "Reaction",
    "Scene",
    "faults_for",
    "parse_faults",
]
