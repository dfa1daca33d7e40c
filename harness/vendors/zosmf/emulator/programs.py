"""What the programs of a step do: how long they run, how they end, what they print.

This is the convention by which JCL decides a job's fate:

================================  ==========================================================
``PGM=IEFBR14``                   ends at once with condition code 0
``PGM=BPXBATCH,PARM='SH …'``      runs ``sleep n``, ``echo text`` and ``exit n`` (CC 256 times n)
``PGM=IDCAMS``                    ends with the code of ``SET MAXCC = n`` in its SYSIN
``PGM=IEBGENER``                  copies in-stream SYSUT1 to SYSUT2
``PGM=ILBOABN0,PARM='n'``         ends with user abend n
any other program not listed      ends with system abend 806: no such program
================================  ==========================================================
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from harness.vendors.zosmf.emulator.jcl import Step
from harness.vendors.zosmf.emulator.jcl.operands import unquote

_MOMENT = 0.05
"""Seconds that a program takes which does nothing to speak of."""
_LONGEST = 86_400.0
_HIGHEST_CODE = 4095
"""The highest condition code a step can return (z/OS MVS JCL Reference, COND)."""
_SET_MAXCC = re.compile(r"\bSET\s+(?:MAXCC|LASTCC)\s*=\s*(\d{1,4})", re.IGNORECASE)
_SLEEP = re.compile(r"sleep\s+(\d{1,6}(?:\.\d{1,3})?)")
_EXIT = re.compile(r"exit\s+(\d{1,3})")
_ECHO = re.compile(r"echo\s+(.*)")


@dataclass(frozen=True, slots=True)
class Run:
    """How one execution goes. ``abend`` reads ``S806`` or ``U0123``, empty when there is none."""

    seconds: float = _MOMENT
    condition: int = 0
    abend: str = ""

    @property
    def completion(self) -> str:
        """The end as a document shows it: ``CC 0004``, ``ABEND S806``."""
        return f"ABEND {self.abend}" if self.abend else f"CC {self.condition:04d}"


@dataclass(frozen=True, slots=True)
class Program:
    """A program: what becomes of a step that runs it, and what it writes to which DD."""

    run: Callable[[Step], Run]
    write: Callable[[Step], Mapping[str, tuple[str, ...]]]


def program_of(step: Step) -> Program:
    """Return the program that a step names; one that abends when there is no such program."""
    return PROGRAMS.get(step.program, _MISSING)


def _nothing(_: Step) -> Mapping[str, tuple[str, ...]]:
    return {}


def _commands(step: Step) -> list[str]:
    """Return the shell commands of ``PARM='SH a; b'``."""
    parameter = unquote(step.operands.get("PARM", ""))
    shell, _, script = parameter.partition(" ")
    return [part.strip() for part in re.split(r";|&&", script)] if shell.upper() == "SH" else []


def _run_shell(step: Step) -> Run:
    seconds, code = _MOMENT, 0
    for command in _commands(step):
        if slept := _SLEEP.fullmatch(command):
            seconds += float(slept[1])
        elif left := _EXIT.fullmatch(command):
            code = min(int(left[1]) * 256, _HIGHEST_CODE)
            break
    return Run(min(seconds, _LONGEST), code)


def _write_shell(step: Step) -> Mapping[str, tuple[str, ...]]:
    echoed = [_ECHO.fullmatch(command) for command in _commands(step)]
    return {"STDOUT": tuple(unquote(found[1].strip('"')) for found in echoed if found)}


def _run_idcams(step: Step) -> Run:
    sysin = step.definition("SYSIN")
    codes = [int(found) for line in (sysin.data if sysin else ()) for found in _SET_MAXCC.findall(line)]
    return Run(condition=min(max(codes, default=0), 16))


def _write_idcams(step: Step) -> Mapping[str, tuple[str, ...]]:
    sysin = step.definition("SYSIN")
    commands = tuple(f"  {line[:72].rstrip()}" for line in (sysin.data if sysin else ()))
    code = _run_idcams(step).condition
    end = f"0IDC0002I IDCAMS PROCESSING COMPLETE. MAXIMUM CONDITION CODE WAS {code}"
    return {"SYSPRINT": ("1IDCAMS  SYSTEM SERVICES", "0", *commands, end)}


def _write_copy(step: Step) -> Mapping[str, tuple[str, ...]]:
    source = step.definition("SYSUT1")
    said = ("1DATA SET UTILITY - GENERATE", " PROCESSING ENDED AT EOD")
    return {"SYSPRINT": said, "SYSUT2": source.data if source else ()}


def _run_abend(step: Step) -> Run:
    digits = re.sub(r"\D", "", step.operands.get("PARM", ""))[-4:]
    return Run(abend=f"U{int(digits or 0):04d}")


def _ends_well(_: Step) -> Run:
    return Run()


def _not_found(_: Step) -> Run:
    return Run(abend="S806")


_MISSING = Program(_not_found, _nothing)
_SHELL = Program(_run_shell, _write_shell)
_COPY = Program(_ends_well, _write_copy)
_QUIET = Program(_ends_well, _nothing)
PROGRAMS: Mapping[str, Program] = {
    "BPXBATCH": _SHELL,
    "BPXBATSL": _SHELL,
    "ICEGENER": _COPY,
    "IDCAMS": Program(_run_idcams, _write_idcams),
    "IEBGENER": _COPY,
    "ILBOABN0": Program(_run_abend, _nothing),
    **dict.fromkeys(
        ("ASMA90", "DFSORT", "HEWL", "ICEMAN", "IEBCOPY", "IEBUPDTE", "IEFBR14", "IEHLIST", "IEWL",
         "IGYCRCTL", "IKJEFT01", "IKJEFT1A", "IKJEFT1B", "IRXJCL", "SORT"), _QUIET
    ),
}  # fmt: skip
"""The programs that this system has."""
