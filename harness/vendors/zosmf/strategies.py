"""JCL for generated submits: whole jobs as people write them, and jobs that are just not quite right.

The forms are those of the z/OS MVS JCL Reference: "Format of statements" (fields separated by blanks,
an operand field that goes on after a comma and stays before column 72, names of one to eight of
``A-Z 0-9 $ # @`` that begin with no digit) and "JOB statement" (its keywords). A schema can only say
that JCL begins with ``//``, and what is drawn from that is turned away unread.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

from harness.vendor import Generation

_SUBMITS = ("submitJob", "submitJobSecondary")
_TEXT = ("text/plain", "plain/text")
_BYTES = "application/octet-stream"
_LAST_COLUMN = 71
_RECORD = 80

_FIRST = "ABHJXZ$#@"
_LATER = "ABHJXZ019$#@"
_USUAL_NAMES = ("HARNESS", "H", "#", "$#@JOB#1", "PAYROLL1", "H#B@C$D")
_POSITIONAL = ("", "(ACCT)", "(ACCT),'A PROGRAMMER'", "'O''BRIEN'", ",HARNESS", "(1234,'ROOM 5',,99)")
_JOB_KEYWORDS: Mapping[str, tuple[str, ...]] = {
    "ADDRSPC": ("VIRT", "REAL"),
    "BYTES": ("500", "(500,CANCEL)"),
    "CLASS": ("A", "B", "9", "X"),
    "COND": ("(4,LT)", "((8,LT),(4,EQ))"),
    "GROUP": ("SYS1",),
    "JOBRC": ("MAXRC", "LASTRC"),
    "LINES": ("10", "(10,WARNING)"),
    "MEMLIMIT": ("NOLIMIT", "2G"),
    "MSGCLASS": ("H", "X", "0"),
    "MSGLEVEL": ("(1,1)", "(0,0)", "1"),
    "NOTIFY": ("&SYSUID", "IBMUSER"),
    "PRTY": ("0", "8", "15"),
    "REGION": ("0M", "64M", "4096K"),
    "SCHENV": ("NIGHT",),
    "TIME": ("1440", "(0,30)", "NOLIMIT"),
    "TYPRUN": ("HOLD", "JCLHOLD", "SCAN", "COPY"),
    "USER": ("IBMUSER",),
}
_SYSPRINT = "//SYSPRINT DD SYSOUT=*"
_STDOUT = "//STDOUT   DD SYSOUT=*"
_PROGRAMS: tuple[tuple[str, ...], ...] = (
    ("IEFBR14",),
    ("IDCAMS", _SYSPRINT, "//SYSIN    DD *", "  SET MAXCC = 4", "/*"),
    (
        "IEBGENER",
        _SYSPRINT,
        "//SYSIN    DD DUMMY",
        "//SYSUT2   DD SYSOUT=*",
        "//SYSUT1   DD *",
        "42 LINES",
        "/*",
    ),
    ("BPXBATCH,PARM='SH sleep 1'", _STDOUT),
    ("BPXBATCH,PARM='SH sleep 45'",),
    ("BPXBATCH,PARM='SH echo hello; exit 8'", _STDOUT, "//STDERR   DD SYSOUT=*"),
    ("ILBOABN0,PARM='1234'",),
    ("NOSUCHPG",),
)
"""A program, and the statements that it wants: quick, slow, ending with a code, abending, not there."""
_STEP_OPERANDS = ("", ",COND=(0,NE)", ",COND=EVEN", ",REGION=0M", ",TIME=(0,5)", ",ACCT=(1234)")
_FURTHER = (
    ("//INPUT    DD DSN=HARNESS.NO.SUCH,DISP=SHR",),
    ("//WORK     DD UNIT=SYSDA,SPACE=(TRK,(1,1)),", "//            DISP=(NEW,DELETE)"),
    ("//NOTHING  DD DUMMY",),
    ("//LIST     DD DATA,DLM=ZZ", "//NOT A STATEMENT", "/* NOR AN END", "ZZ"),
    ("//* A COMMENT, WITH A COMMA,",),
    ("//         SET WHERE=HERE",),
)
_SPOILERS = (
    (" JOB ", " JOBB "),
    (" JOB ", "WITHATAIL JOB "),
    ("//", "//1"),
    ("\n", ",\n"),
    ("CLASS=", "CLAS="),
    ("TYPRUN=", "TYPRUN=LATER"),
    ("'", ""),
    ("EXEC PGM=", "EXCE PGM="),
    ("EXEC PGM=", "EXEC "),
    ("EXEC PGM=", f"EXEC ACCT={'9' * 60},PGM="),
)
"""What people get wrong: no JOB statement, a name too long or led by a digit, a comma that promises
more, a misspelt keyword, operation or value, a lone apostrophe, no program, a record past column 80."""


def bodies(generation: Generation) -> Mapping[tuple[str, str], st.SearchStrategy[bytes]]:
    """Return what draws the JCL of a submit, by operationId and media type.

    With ``only_work`` it is the JCL of a work item, whose ``{tag}`` whoever sends it replaces.
    """
    if generation.only_work:
        text = raw = st.sampled_from([str(item.fields["jcl"]).encode() for item in generation.work])
    else:
        text = decks().map(str.encode)
        raw = st.one_of(text, decks().map(_fixed_records), decks().map(_counted_records))
    drawn = {**dict.fromkeys(_TEXT, text), _BYTES: raw}
    return {(submit, media_type): drawn[media_type] for submit in _SUBMITS for media_type in drawn}


def names() -> st.SearchStrategy[str]:
    """Draw names of jobs, steps and DDs: usual ones, and any of the few letters that matter."""
    free = st.builds(str.__add__, st.sampled_from(_FIRST), st.text(_LATER, max_size=7))
    return st.one_of(st.sampled_from(_USUAL_NAMES), free)


@st.composite
def decks(draw: st.DrawFn) -> str:
    """Draw what one submit may send: mostly one job, sometimes two, one in four spoilt."""
    text = "".join(draw(st.lists(jobs(), min_size=1, max_size=draw(st.sampled_from((1, 1, 1, 2))))))
    find, put = draw(st.sampled_from((*_SPOILERS, *((("", ""),) * 3 * len(_SPOILERS)))))
    return text.replace(find, put, 1)


@st.composite
def jobs(draw: st.DrawFn) -> str:
    """Draw one job: its JOB statement, steps with their data, comments, perhaps a null statement."""
    keywords = draw(st.lists(st.sampled_from(tuple(_JOB_KEYWORDS)), unique=True, max_size=5))
    operands = [f"{keyword}={draw(st.sampled_from(_JOB_KEYWORDS[keyword]))}" for keyword in keywords]
    positional = draw(st.sampled_from(_POSITIONAL))
    card = _statement(draw(names()), "JOB", [positional, *operands] if positional else operands)
    steps = draw(st.lists(_steps(), min_size=1, max_size=3))
    end = draw(st.sampled_from(((), ("//",))))
    return "".join(f"{record}\n" for record in (*card, *(record for step in steps for record in step), *end))


@st.composite
def _steps(draw: st.DrawFn) -> tuple[str, ...]:
    program, *wanted = draw(st.sampled_from(_PROGRAMS))
    operands = f"PGM={program}{draw(st.sampled_from(_STEP_OPERANDS))}"
    further = draw(st.lists(st.sampled_from(_FURTHER), max_size=2))
    card = _statement(draw(st.sampled_from(("STEP1", "S", "", "#2"))), "EXEC", [operands])
    return (*card, *wanted, *(record for definition in further for record in definition))


def _statement(name: str, operation: str, operands: Sequence[str]) -> list[str]:
    """Write a statement, going on in a further record wherever the next operand would not fit."""
    records = [f"//{name:<8} {operation} "]
    for position, operand in enumerate(operands):
        text = operand if position == len(operands) - 1 else f"{operand},"
        if len(records[-1]) + len(text) > _LAST_COLUMN:
            records.append("//             ")
        records[-1] += text
    return [record.rstrip() for record in records]


def _fixed_records(deck: str) -> bytes:
    """Write a deck as 80-byte EBCDIC records without separators (X-IBM-Intrdr-Mode: BINARY)."""
    records = (record.ljust(_RECORD)[:_RECORD] for record in deck.splitlines())
    return "".join(records).encode("cp037", "replace")


def _counted_records(deck: str) -> bytes:
    """Write a deck as EBCDIC records led by their length in four bytes (X-IBM-Intrdr-Mode: RECORD)."""
    records = [record.encode("cp037", "replace") for record in deck.splitlines()]
    return b"".join(len(record).to_bytes(4, "big") + record for record in records)
