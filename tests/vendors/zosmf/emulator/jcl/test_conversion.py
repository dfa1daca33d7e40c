from __future__ import annotations

import pytest

from harness.vendors.zosmf.emulator.jcl.conversion import Conversion
from harness.vendors.zosmf.emulator.jcl.statements import read_statements


def _convert(text: str, **symbols: str) -> Conversion:
    conversion = Conversion(symbols)
    for statement in read_statements(text.splitlines()):
        conversion.take(statement)
    conversion.finish()
    return conversion


def test_steps_have_programs_and_definitions() -> None:
    """Each EXEC makes a step, each DD after it is the step's own."""
    conversion = _convert(
        "//A JOB X\n//S1 EXEC PGM=IDCAMS,PARM='X Y'\n//SYSPRINT DD SYSOUT=*\n//SYSIN DD *\n LISTCAT\n/*\n"
        "//S2 EXEC PGM=IEFBR14\n//OUT DD SYSOUT=(B,INTRDR)\n//D DD DUMMY\n"
    )
    first, second = conversion.steps
    assert (first.name, first.program, first.operands) == ("S1", "IDCAMS", {"PARM": "'X Y'"})
    assert [(each.name, each.sysout, each.data) for each in first.definitions] == [
        ("SYSPRINT", "*", ()),
        ("SYSIN", None, (" LISTCAT",)),
    ]
    assert [(each.name, each.sysout, each.positional) for each in second.definitions] == [
        ("OUT", "B", ()),
        ("D", None, ("DUMMY",)),
    ]
    assert conversion.problems == []


def test_job_operands_lose_their_apostrophes() -> None:
    """Keywords of the JOB statement are plain text."""
    assert _convert("//A JOB X,NOTIFY='ME'\n// EXEC PGM=X").job_operands == {"NOTIFY": "ME"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("//A JOB X", "IEFC607I JOB HAS NO STEPS"),
        ("//A JOB X\n//S EXEC NOSUCH", "IEFC612I PROCEDURE NOSUCH WAS NOT FOUND"),
        ("//A JOB X\n//S EXEC PROC=NOSUCH", "IEFC612I PROCEDURE NOSUCH WAS NOT FOUND"),
        ("//A JOB X\n//S EXEC", "IEFC019I MISORDERED OR MISSING PGM OR PROC ON EXEC STATEMENT"),
        ("//A JOB X\n//S EXECUTE PGM=X", "IEFC605I UNIDENTIFIED OPERATION FIELD"),
        ("//A JOB X\n//S EXEC PGM=X,", "IEFC621I EXPECTED CONTINUATION NOT RECEIVED"),
        ("//A JOB X,NONE=1\n//S EXEC PGM=X", "IEFC630I UNIDENTIFIED KEYWORD NONE"),
    ],
)
def test_what_is_wrong_is_said_beside_its_statement(text: str, message: str) -> None:
    """A mistake is a message with the number of the statement that has it."""
    (problem,) = _convert(text).problems
    assert problem.message == message
    assert 1 <= problem.statement <= 2


def test_symbols_are_set_and_replaced() -> None:
    """SET gives a symbol a value for the statements after it, and each replacement is noted."""
    conversion = _convert("//A JOB X\n// SET P=IEFBR14\n//S EXEC PGM=&P,PARM=&GIVEN", GIVEN="1")
    (step,) = conversion.steps
    assert (step.program, step.operands["PARM"]) == ("IEFBR14", "1")
    *_, statement, note = conversion.listing
    assert (statement.statement, note.statement) == (3, None)
    assert note.text == "IEFC653I SUBSTITUTION JCL - PGM=IEFBR14,PARM=1"


def test_data_gets_only_the_submitters_symbols() -> None:
    """In-stream data shows symbols that came with the submit, not those that JCL sets."""
    conversion = _convert("//A JOB X\n// SET B=2\n// EXEC PGM=X\n//I DD *\n&A &B\n/*", A="1")
    assert conversion.steps[0].definitions[0].data == ("1 &B",)


def test_a_procedure_is_expanded_where_it_is_called() -> None:
    """In-stream procedures are kept until an EXEC names them; their own statements make no steps."""
    conversion = _convert(
        "//A JOB X\n//P PROC Q=IEFBR14\n//IN EXEC PGM=&Q\n//D DD SYSOUT=*\n// PEND\n"
        "//S1 EXEC P\n//IN.D DD SYSOUT=B\n//S2 EXEC PROC=P,Q=NOSUCHPG\n"
    )
    first, second = conversion.steps
    assert (first.name, first.proc_step, first.program) == ("S1", "IN", "IEFBR14")
    assert [each.sysout for each in first.definitions] == ["B"]
    assert (second.name, second.program) == ("S2", "NOSUCHPG")
    assert [each.sysout for each in second.definitions] == ["*"]


def test_other_statements_are_passed_over() -> None:
    """IF, OUTPUT and the like are accepted, and a DD before the first step belongs to the job."""
    text = "//A JOB X\n//JOBLIB DD DSN=X\n//O OUTPUT CLASS=A\n// IF RC=0 THEN\n// EXEC PGM=X\n// ENDIF\n//"
    conversion = _convert(text)
    assert (len(conversion.steps), conversion.problems) == (1, [])


def test_the_listing_numbers_statements_only() -> None:
    """Comments and continuing records are listed without a number, data are not listed."""
    listing = _convert("//A JOB X,\n//* C\n//  Y\n// EXEC PGM=X\n//I DD *\nDATA\n//").listing
    assert [(line.statement, line.text) for line in listing] == [
        (1, "//A JOB X,"), (None, "//* C"), (None, "//  Y"), (2, "// EXEC PGM=X"), (3, "//I DD *"), (4, "//"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "// IF RC=0 THEN\n// EXEC PGM=X",
        "// EXEC PGM=X\n// ELSE",
        "// EXEC PGM=X\n// ENDIF",
        "// IF RC=0 THEN\n// EXEC PGM=X\n// ELSE\n// EXEC PGM=X\n// ELSE\n// ENDIF",
        "// IF STEP=0 THEN\n// EXEC PGM=X\n// ENDIF",
        "// IF RC=0\n// EXEC PGM=X\n// ENDIF",
    ],
)
def test_an_if_construct_that_is_not_whole_is_a_jcl_error(text: str) -> None:
    """ELSE and ENDIF belong to an IF, which has an expression, THEN and an end."""
    job = _convert(f"//A JOB X\n{text}")
    assert job.problems


def test_steps_know_the_if_constructs_that_they_stand_in() -> None:
    """From the outermost, also those of a procedure that was called within one."""
    text = (
        "//A JOB X\n//P PROC\n// IF RC=1 THEN\n//PS EXEC PGM=X\n// ENDIF\n// PEND\n"
        "//S1 EXEC PGM=X\n// IF RC=0 THEN\n//S2 EXEC P\n// ELSE\n//S3 EXEC PGM=X\n// ENDIF\n//S4 EXEC PGM=X"
    )
    job = _convert(text)
    branches = [[(each.condition, each.then) for each in step.branches] for step in job.steps]
    assert branches == [[], [("RC=0", True), ("RC=1", True)], [("RC=0", False)], []]
