"""The data sets and files of the emulated system that hold jobs, and how a submit names them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from harness.vendors.zosmf.emulator.errors import (
    CANNOT_OPEN,
    DD_NAME,
    NO_CONTENT,
    NO_DATA_SET,
    NOT_ABSOLUTE,
)

_DATA_SET = re.compile(r"(?P<name>[A-Z0-9$#@.\-]{1,44})(?:\((?P<member>[A-Z0-9$#@]{1,8})\))?")
_SHORT = """\
//IEFBR14  JOB (ACCT),'SHORT JOB',CLASS=A,MSGCLASS=H
//STEP1    EXEC PGM=IEFBR14
"""
_LONG = """\
//SLEEP    JOB (ACCT),'LONG JOB',CLASS=A,MSGCLASS=H
//STEP1    EXEC PGM=BPXBATCH,PARM='SH sleep 60'
//STDOUT   DD SYSOUT=*
"""
LIBRARIES: Mapping[str, Mapping[str, str]] = {"IBMUSER.JCL": {"IEFBR14": _SHORT, "SLEEP": _LONG}}
"""Partitioned data sets: members by name."""
SEQUENTIAL: Mapping[str, str] = {"IBMUSER.SHORT.JCL": _SHORT}
FILES: Mapping[str, str] = {"/u/ibmuser/iefbr14.jcl": _SHORT, "/u/ibmuser/sleep.jcl": _LONG}
"""Files of the UNIX file system."""


def is_data_set(file: str) -> bool:
    """Tell whether a submit's ``file`` names a data set (``//…``) rather than a UNIX file."""
    return file.startswith("//")


def content_of(file: object, user: str) -> bytes:
    """Return what a submit's ``file`` names; refuse what is not there or cannot be named."""
    if not isinstance(file, str) or not file:
        raise NO_CONTENT.refuse(what="file")
    if is_data_set(file):
        return _data_set(file[2:], user)
    if not file.startswith("/"):
        raise NOT_ABSOLUTE.refuse(name=file)
    if file not in FILES:
        raise CANNOT_OPEN.refuse(name=file)
    return FILES[file].encode()


def _data_set(text: str, user: str) -> bytes:
    """``'FULL.NAME(MBR)'``, or ``NAME(MBR)`` below the user's prefix; ``DD:NAME`` is refused."""
    if text.upper().startswith("DD:"):
        raise DD_NAME.refuse()
    quoted = len(text) > 1 and text[0] == text[-1] == "'"
    full = text[1:-1].upper() if quoted else f"{user}.{text}".upper()
    found = _DATA_SET.fullmatch(full)
    name, member = (found["name"], found["member"]) if found else ("", None)
    if name in SEQUENTIAL and member is None:
        return SEQUENTIAL[name].encode()
    if name not in LIBRARIES or member is None:
        raise NO_DATA_SET.refuse(name=full)
    if member not in LIBRARIES[name]:
        raise CANNOT_OPEN.refuse(name=f"//'{full}'")
    return LIBRARIES[name][member].encode()
