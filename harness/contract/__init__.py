"""Contracts: what a vendor documents, as operations to match and messages to judge.

A contract is an OpenAPI 3.1 file with ``x-job-`` extensions, described in ``contract.schema.json``.
"""

from harness.contract.contract import Contract
from harness.contract.levels import BASE_LEVEL, Drift, Levels, load_level, load_levels
from harness.contract.lifecycle import Lifecycle, Recognition
from harness.contract.listing import Listing
from harness.contract.loader import load_contract
from harness.contract.media import FORM, is_xml
from harness.contract.model import (
    Answer,
    Body,
    Discrepancy,
    Effect,
    EffectCase,
    Expectation,
    Kind,
    Match,
    Operation,
    Parameter,
    ParsedRequest,
    Tolerance,
)
from harness.contract.pairs import Pair, Pairs, load_pairs
from harness.contract.writing import write_body

__all__ = [
    "BASE_LEVEL",
    "FORM",
    "Answer",
    "Body",
    "Contract",
    "Discrepancy",
    "Drift",
    "Effect",
    "EffectCase",
    "Expectation",
    "Kind",
    "Levels",
    "Lifecycle",
    "Listing",
    "Match",
    "Operation",
    "Pair",
    "Pairs",
    "Parameter",
    "ParsedRequest",
    "Recognition",
    "Tolerance",
    "is_xml",
    "load_contract",
    "load_level",
    "load_levels",
    "load_pairs",
    "write_body",
]
