"""The converter: statements of one job to steps, with what is wrong in the words of the listings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from harness.vendors.zosmf.emulator.jcl import operands
from harness.vendors.zosmf.emulator.jcl.job_card import job_problems
from harness.vendors.zosmf.emulator.jcl.model import Branch, DataDefinition, ListedLine, Problem, Step
from harness.vendors.zosmf.emulator.jcl.procedures import Procedure, expand, override
from harness.vendors.zosmf.emulator.jcl.relations import is_relation
from harness.vendors.zosmf.emulator.jcl.statements import Kind, Statement
from harness.vendors.zosmf.emulator.jcl.symbols import substitute

_HARMLESS = frozenset(
    {"COMMAND", "CNTL", "ENDCNTL", "INCLUDE", "JCLLIB", "NOTIFY", "OUTPUT",
     "SCHEDULE", "XMIT", "EXPORT"}
)  # fmt: skip
"""Statements that are accepted and change nothing here."""


class Conversion:
    """Takes the statements of one job in order; afterwards its members tell what the job is."""

    def __init__(self, symbols: Mapping[str, str]) -> None:
        self.job_operands: dict[str, str] = {}
        self.steps: list[Step] = []
        self.problems: list[Problem] = []
        self.expansions: list[Problem] = []
        self.listing: list[ListedLine] = []
        self._symbols = dict(symbols)
        self._given = frozenset(symbols)
        self._number = 0
        self._procedures: dict[str, Procedure] = {}
        self._open: Procedure | None = None
        self._branches: list[Branch] = []

    def take(self, statement: Statement) -> None:
        """Read one statement."""
        if statement.kind is Kind.COMMENT:
            self.listing.extend(ListedLine(None, record) for record in statement.records)
        elif statement.kind is Kind.JCL:
            self._take_jcl(statement)
        elif statement.kind is Kind.NULL:
            self._list(statement)

    def finish(self) -> None:
        """Check what only the end of the job tells."""
        if self._branches:
            self._problem("IEFC688I THE IF CONSTRUCT IS NOT ENDED")
        if not self.steps and not self.problems:
            self._problem("IEFC607I JOB HAS NO STEPS")

    def _take_jcl(self, statement: Statement) -> None:
        self._list(statement)
        if statement.cut_short:
            self._problem("IEFC621I EXPECTED CONTINUATION NOT RECEIVED")
        text = substitute(statement.operands, self._symbols)
        if text != statement.operands:
            self.listing.append(ListedLine(None, f"IEFC653I SUBSTITUTION JCL - {text}"))
        handler = self._HANDLERS.get(statement.operation)
        if handler is not None:
            handler(self, statement, text)
        elif statement.operation not in _HARMLESS:
            self._problem("IEFC605I UNIDENTIFIED OPERATION FIELD")

    def _list(self, statement: Statement) -> None:
        self._number += 1
        first, *rest = statement.records
        self.listing.append(ListedLine(self._number, first))
        self.listing.extend(ListedLine(None, record) for record in rest)

    def _problem(self, message: str) -> None:
        self.problems.append(Problem(self._number, message))

    def _job(self, statement: Statement, text: str) -> None:
        positional, named = operands.keywords(text)
        self.job_operands = {name: operands.unquote(value) for name, value in named.items()}
        for message in job_problems(statement.name, positional, named):
            self._problem(message)

    def _exec(self, statement: Statement, text: str) -> None:
        positional, named = operands.keywords(text)
        called = named.pop("PROC", positional[0] if positional else "")
        if "PGM" in named:
            self._add(Step(statement.name, "", named.pop("PGM"), named, (), self._number))
        elif not called:
            self._problem("IEFC019I MISORDERED OR MISSING PGM OR PROC ON EXEC STATEMENT")
        elif called not in self._procedures:
            self._problem(f"IEFC612I PROCEDURE {called} WAS NOT FOUND")
        else:
            message = f"IEFC001I PROCEDURE {called} WAS EXPANDED USING INSTREAM PROCEDURE DEFINITION"
            self.expansions.append(Problem(self._number, message))
            for expanded in expand(self._procedures[called], statement.name, named, self._symbols):
                self._add(expanded)

    def _if(self, _: Statement, text: str) -> None:
        if not is_relation(text):
            self._problem("IEFC688I THE RELATIONAL EXPRESSION OF THE IF STATEMENT IS NOT VALID")
        self._branches.append(Branch(text))

    def _else(self, _: Statement, __: str) -> None:
        if not self._branches or not self._branches[-1].then:
            self._problem("IEFC688I THE ELSE STATEMENT BELONGS TO NO IF STATEMENT")
        else:
            self._branches[-1] = replace(self._branches[-1], then=False)

    def _endif(self, _: Statement, __: str) -> None:
        if self._branches:
            self._branches.pop()
        else:
            self._problem("IEFC688I THE ENDIF STATEMENT BELONGS TO NO IF STATEMENT")

    def _add(self, step: Step) -> None:
        step = replace(step, branches=(*self._branches, *step.branches))
        if self._open is None:
            self.steps.append(step)
        else:
            self._open.steps.append(step)

    def _dd(self, statement: Statement, text: str) -> None:
        positional, named = operands.keywords(text)
        sysout = operands.first_of(named["SYSOUT"]) if "SYSOUT" in named else None
        data = tuple(substitute(record, self._exported()) for record in statement.data)
        steps = self.steps if self._open is None else self._open.steps
        if not steps:
            return  # A DD before the first EXEC, such as JOBLIB, belongs to the job.
        definition = DataDefinition(statement.name, tuple(positional), named, sysout, data)
        override(steps, definition)

    def _exported(self) -> Mapping[str, str]:
        return {name: value for name, value in self._symbols.items() if name in self._given}

    def _set(self, _: Statement, text: str) -> None:
        named = operands.keywords(text)[1]
        self._symbols.update({name: operands.unquote(value) for name, value in named.items()})

    def _proc(self, statement: Statement, text: str) -> None:
        self._open = Procedure(operands.keywords(text)[1])
        self._procedures[statement.name] = self._open

    def _pend(self, _: Statement, __: str) -> None:
        self._open = None

    _HANDLERS: Mapping[str, Callable[[Conversion, Statement, str], None]] = {
        "JOB": _job,
        "EXEC": _exec,
        "DD": _dd,
        "SET": _set,
        "PROC": _proc,
        "PEND": _pend,
        "IF": _if,
        "ELSE": _else,
        "ENDIF": _endif,
    }
