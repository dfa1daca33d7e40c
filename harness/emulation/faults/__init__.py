"""Faults that an emulator can be told to play; one file a kind."""

from harness.emulation.faults.model import Fault, Reaction
from harness.emulation.faults.plan import KINDS, FaultRule, faults_for, parse_faults

__all__ = ["KINDS", "Fault", "FaultRule", "Reaction", "faults_for", "parse_faults"]
