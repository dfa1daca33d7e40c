from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from harness.vendors.zosmf.emulator.jcl.statements import Kind, Statement, read_statements


def _read(text: str) -> list[Statement]:
    return read_statements(text.splitlines())


def test_a_statement_has_name_operation_and_operands() -> None:
    """The fields of a statement are separated by blanks, and a comment may follow."""
    (statement,) = _read("//STEP1    EXEC PGM=IEFBR14   does nothing")
    assert (statement.name, statement.operation, statement.operands) == ("STEP1", "EXEC", "PGM=IEFBR14")
    (nameless,) = _read("// EXEC PGM=IEFBR14")
    assert (nameless.name, nameless.operation) == ("", "EXEC")


def test_operands_go_on_over_records() -> None:
    """After a comma the next record continues, comments between them included."""
    (statement,) = _read("//A JOB (ACCT), first\n//* between\n//  'ME', second\n//             CLASS=A")
    assert statement.operands == "(ACCT),'ME',CLASS=A"
    assert len(statement.records) == 4
    assert not statement.cut_short


def test_an_apostrophe_goes_on_in_column_16() -> None:
    """Text within apostrophes is cut at column 71 and goes on in column 16 of the next record."""
    first = "//S EXEC PGM=BPXBATCH,PARM='SH " + "x" * 40
    second = "//".ljust(15) + "yy'"
    (statement,) = _read(f"{first}\n{second}")
    assert statement.operands.endswith("x" * 40 + "yy'")
    assert not statement.cut_short


def test_columns_beyond_71_are_not_read() -> None:
    """A continuation mark and sequence numbers are no operands."""
    (statement,) = _read("//S EXEC PGM=IEFBR14".ljust(71) + "X00000100")
    assert statement.operands == "PGM=IEFBR14"


def test_a_promise_that_is_not_kept_is_noted() -> None:
    """A comma without a continuing record leaves the statement cut short, and the next one whole."""
    statements = _read("//A JOB X,\n//S EXEC PGM=IEFBR14")
    assert [(each.operation, each.cut_short) for each in statements] == [("JOB", True), ("EXEC", False)]
    (alone,) = _read("//A JOB X,")
    assert alone.cut_short


def test_data_follows_its_statement() -> None:
    """After DD * come data up to a delimiter or a statement; after DD DATA up to the delimiter only."""
    star, delimiter, after = _read("//SYSIN DD *\nONE\nTWO\n/*\n//X DD DUMMY")
    assert (star.data, delimiter.kind, after.name) == (("ONE", "TWO"), Kind.DELIMITER, "X")
    cut, _ = _read("//SYSIN DD *\nONE\n//X DD DUMMY")
    assert cut.data == ("ONE",)
    whole, _ = _read("//SYSIN DD DATA\n//ONE\n/*")
    assert whole.data == ("//ONE",)
    own, end = _read("//SYSIN DD *,DLM=@@\n/*\n//\n@@")
    assert (own.data, end.kind) == (("/*", "//"), Kind.DATA)


def test_every_record_is_of_some_kind() -> None:
    """Comments, the null statement, JES statements and stray data are told apart."""
    kinds = [each.kind for each in _read("//* X\n//\n/*JOBPARM X\nstray\n/*")]
    assert kinds == [Kind.COMMENT, Kind.NULL, Kind.JES, Kind.DATA, Kind.DELIMITER]


@given(st.lists(st.text(alphabet="/*AJOBD ,='\\t", max_size=20), max_size=12))
def test_no_deck_is_too_strange(records: list[str]) -> None:
    """Every record of any deck belongs to exactly one statement, in order."""
    statements = read_statements(records)
    assert [record for each in statements for record in (*each.records, *each.data)] == records


def test_an_if_statement_goes_on_until_then() -> None:
    """Blanks separate its parts, and what follows THEN is a comment."""
    (statement,) = _read("//CHECK IF (A.RC = 0 &\n//          B.RC < 8) THEN  both went well")
    assert (statement.name, statement.operation) == ("CHECK", "IF")
    assert statement.operands == "(A.RC = 0 & B.RC < 8)"
    assert not statement.cut_short


def test_an_if_statement_without_then_is_cut_short() -> None:
    """What follows belongs to it no more than anything else."""
    first, second = _read("// IF RC = 0\n//STEP EXEC PGM=IEFBR14")
    assert (first.cut_short, second.operation) == (True, "EXEC")
