"""A deck of records to jobs: several JOB statements make several jobs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from harness.vendors.zosmf.emulator.jcl.conversion import Conversion
from harness.vendors.zosmf.emulator.jcl.model import JclJob
from harness.vendors.zosmf.emulator.jcl.statements import Kind, Statement, read_statements

_NOT_IN_NAMES = re.compile(r"[^A-Z0-9$#@]")


def read_jobs(records: Sequence[str], symbols: Mapping[str, str]) -> tuple[JclJob, ...]:
    """Return the jobs of a deck, in order; empty when no record is a JOB statement.

    What comes before the first JOB statement, and after the null statement that ends a job, belongs
    to no job. ``symbols`` are those that the submitter sets, by name.
    """
    statements = read_statements(records)
    starts = [index for index, statement in enumerate(statements) if _begins_job(statement)]
    ends = [*starts[1:], len(statements)]
    return tuple(
        # Without a JOB statement there is an end and no start.
        _job(_until_null(statements[start:end]), symbols)
        for start, end in zip(starts, ends, strict=False)
    )


def _begins_job(statement: Statement) -> bool:
    return statement.kind is Kind.JCL and statement.operation == "JOB" and statement.name != ""


def _until_null(statements: list[Statement]) -> list[Statement]:
    kinds = [statement.kind for statement in statements]
    return statements[: kinds.index(Kind.NULL) + 1] if Kind.NULL in kinds else statements


def _job(statements: list[Statement], symbols: Mapping[str, str]) -> JclJob:
    conversion = Conversion(symbols)
    for statement in statements:
        conversion.take(statement)
    conversion.finish()
    records = tuple(record for statement in statements for record in (*statement.records, *statement.data))
    return JclJob(
        shown_name(statements[0].name),
        conversion.job_operands,
        tuple(conversion.steps),
        tuple(conversion.problems),
        records,
        tuple(conversion.listing),
        tuple(conversion.expansions),
    )


def shown_name(name: str) -> str:
    """Return a job name as JES shows it: ``?`` for what it cannot accept.

    ``//&PN JOB`` is listed as ``?PN`` (zowe/zowe-explorer-vscode#845, zowe/zowe-cli#1220).
    """
    return _NOT_IN_NAMES.sub("?", name)
