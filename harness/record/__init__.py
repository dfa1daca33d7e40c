"""The run folder: what happened, appended line by line, readable after a crash, without secrets."""

from harness.record.codec import decode_exchange, encode_exchange
from harness.record.findings import append_findings, read_findings
from harness.record.folder import (
    EXCHANGES_FILE,
    FINDINGS_FILE,
    RUN_FILE,
    SAMPLES_FOLDER,
    RunFolder,
    read_exchanges,
)
from harness.record.journal import Journal, OnTorn, read_journal
from harness.record.redaction import Redactor
from harness.record.retention import prune
from harness.record.run import SCHEMA_VERSION, Run, RunTarget, read_run, write_run

__all__ = [
    "EXCHANGES_FILE",
    "FINDINGS_FILE",
    "RUN_FILE",
    "SAMPLES_FOLDER",
    "SCHEMA_VERSION",
    "Journal",
    "OnTorn",
    "Redactor",
    "Run",
    "RunFolder",
    "RunTarget",
    "append_findings",
    "decode_exchange",
    "encode_exchange",
    "prune",
    "read_exchanges",
    "read_findings",
    "read_journal",
    "read_run",
    "write_run",
]
