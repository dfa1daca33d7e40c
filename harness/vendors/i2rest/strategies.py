"""Bodies for generated calls: commands as operators write them, and look-ups of jobs that there are.

A schema can only say that a command is text. ``{jobnum}`` and the like stand for the names of a job of the
run, ``{tag}`` for a fresh name.
"""

from __future__ import annotations

from collections.abc import Mapping

import orjson
from hypothesis import strategies as st

from harness.target import WorkItem
from harness.vendor import Generation
from harness.vendors.i2rest.flows import COMMANDS

_JSON = "application/json"
_LOOK_UPS = ("lookUpJob", "lookUpEnd")
_JOB = "{jobnum}/{jobuser}/{jobname}"
_JOBS = (_JOB, _JOB, _JOB, "{jobname}", "{jobuser}/{jobname}", "000001/NOBODY/NOJOB", "*", "nojob")
_RUN = ("DLYJOB DLY(1)", "DLYJOB DLY(45)", "CALL PGM(PRODLIB/EODJOB)", "CALL PGM(QTEMP/NOSUCHPGM)", "DSPLIBL")
_KEYWORDS = (
    "JOBQ(QGPL/QBATCH)",
    "JOBQ(*JOBD)",
    "JOBPTY(3)",
    "HOLD(*YES)",
    "LOG(4 00 *SECLVL)",
    "LOG(4 00 *NOLIST)",
    "MSGQ(*NONE)",
    "USER(*CURRENT)",
)
_OTHERS = (
    "DSPLIBL OUTPUT(*PRINT)",
    "DSPLIBL",
    f"DSPJOB JOB({_JOB}) OUTPUT(*PRINT)",
    "DSPJOB OUTPUT(*)",
    "DSPJOB JOB(000001/NOBODY/NOJOB) OUTPUT(*PRINT)",
    "NOSUCHCMD",
    "WRKACTJOB",
    "RTVJOBA JOB(&JOB)",
    "QSYS/DSPLIBL",
    "SBMJOB",
    "SBMJOB CMD(NOSUCHCMD) JOB({tag})",
    "SBMJOB CMD(DLYJOB DLY(1)) JOB(1BAD)",
    "SBMJOB CMD(DLYJOB DLY(1)) JOB({tag}) JOBQ(NOLIB/NOQUEUE)",
    "SBMJOB CMD(DLYJOB DLY(1)) JOB({tag}) USER(QSECOFR)",
    "HLDJOB",
    "ENDJOB JOB(A B",
    "ENDJOB JOB(A) OPTION(*NEVER)",
    "CHGJOB JOB('*')",
    "/* NOTHING */",
)
_FLAG = st.sampled_from((None, None, True, False))
_ORDERS: tuple[dict[str, object], ...] = (
    {},
    {"customer": {"number": 4711, "name": "BAKERY"}, "rush": 1},
    {"order": "A-1", "lines": [{"item": "BOLT", "quantity": 3, "price": 1.25}], "discount": 0.1},
    {"customer": {"number": 666}},
    {"placed": "2026-02-29"},
    {"lines": [{}] * 6},
    {"unknown": 1},
    {"customer": {"number": 10_000_000}},
)


def bodies(generation: Generation) -> Mapping[tuple[str, str], st.SearchStrategy[bytes]]:
    """Return what draws the bodies of calls, by operationId and media type.

    With ``only_work`` commands submit work items, or touch jobs of the run, and look-ups ask for those.
    """
    commands = ours(generation.work) if generation.only_work else any_command(generation.work)
    look_ups = {(operation, _JSON): look_up() for operation in _LOOK_UPS}
    return {("runCommand", _JSON): commands, **look_ups, ("runProgram", _JSON): order()}


def ours(work: tuple[WorkItem, ...]) -> st.SearchStrategy[bytes]:
    """Draw a submit of a work item, or a verb on a job of the run, in the very words of the flows."""
    texts = [str(item.fields["command"]) for item in work]
    touching = [text.format(job=_JOB) for text in COMMANDS.values()]
    return _calls(st.sampled_from([*texts, *texts, *touching]))


def any_command(work: tuple[WorkItem, ...]) -> st.SearchStrategy[bytes]:
    """Draw a command: good ones mostly, about known and unknown jobs, with and without a job log."""
    submits = [str(item.fields["command"]) for item in work]
    keywords = st.lists(st.sampled_from(_KEYWORDS), unique=True, max_size=3)
    drawn = st.builds(_submit, st.sampled_from(_RUN), keywords)
    touching = st.builds(_about, st.sampled_from(tuple(COMMANDS.values())), st.sampled_from(_JOBS))
    return _calls(st.one_of(st.sampled_from(submits), drawn, touching, touching, st.sampled_from(_OTHERS)))


@st.composite
def look_up(draw: st.DrawFn) -> bytes:
    """Draw a look-up of a job of the run mostly, with any of the flags."""
    parts = {"jobnum": "{jobnum}", "jobuser": "{jobuser}", "jobname": "{jobname}"}
    others: tuple[object, ...] = (
        {"jobnum": "000001", "jobuser": "NOBODY", "jobname": "NOJOB"},
        {"jobname": "NOJOB"},
        {},
    )
    wrong: tuple[object, ...] = ({"jobnum": "1234567"}, {"jobnum": 1}, {"number": "000001"}, [])
    given = draw(st.sampled_from((parts, parts, parts, parts, *others, *wrong)))
    return orjson.dumps({"input": given, **draw(_flags())})


@st.composite
def order(draw: st.DrawFn) -> bytes:
    """Draw an order for the sample program, or what does not fit its parameters."""
    return orjson.dumps({"input": draw(st.sampled_from(_ORDERS)), **draw(_flags())})


@st.composite
def _flags(draw: st.DrawFn) -> dict[str, bool]:
    names = ("tracein", "traceout", "joblog", "joblog_on_error", "streamed_response", "unsafe_heap")
    return {name: True for name in names if draw(st.integers(0, 3)) == 3}


@st.composite
def _calls(draw: st.DrawFn, commands: st.SearchStrategy[str]) -> bytes:
    document: dict[str, object] = {"command": draw(commands)}
    if draw(st.integers(0, 3)):
        document["joblog"] = True
    on_error = draw(_FLAG)
    if on_error is not None:
        document["joblog_on_error"] = on_error
    return orjson.dumps(document)


def _submit(command: str, keywords: list[str]) -> str:
    unique = {keyword.partition("(")[0]: keyword for keyword in keywords}
    return " ".join((f"SBMJOB CMD({command}) JOB({{tag}})", *unique.values()))


def _about(command: str, job: str) -> str:
    return command.format(job=job)
