"""Refusals: of a whole request (420, 440, 401, 403 …), and of one item of a bulk call (419)."""

from __future__ import annotations

from typing import NoReturn


class ItemRefusal(Exception):  # noqa: N818 - it is a refusal, not a defect
    """One item of a modify call cannot be carried out; ``code`` is the Master's or JOC's."""

    def __init__(self, code: str, message: str, *, master: bool = True) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.master = master
        """Whether the Master answered, so that its clock is told."""


class Refusal(Exception):  # noqa: N818 - it is a refusal, not a defect
    """A request is answered with an error document."""

    def __init__(self, code: str, message: str, status: int = 420) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = status


def refuse(number: int, text: str) -> NoReturn:
    """Refuse an item in the Master's words: its code, two blanks, the text (scheduler_messages.cxx)."""
    code = f"SCHEDULER-{number}"
    raise ItemRefusal(code, f"{code}  {text}")


def missing(name: str) -> Refusal:
    """Return the refusal of a request without a required parameter (JOC-406)."""
    return Refusal("JOC-406", f"JocMissingRequiredParameterException: undefined '{name}'")


def not_there(kind: str, path: str) -> Refusal:
    """Return the refusal of a view of an object that the Master does not have (JOC-161)."""
    text = f"SCHEDULER-161  There is no {kind} '{path}'"
    return Refusal("JOC-161", f"JobSchedulerObjectNotExistException: {text}")


def not_in_inventory(what: str, table: str) -> Refusal:
    """Return the refusal of something that JOC's database does not have (JOC-408)."""
    return Refusal("JOC-408", f"DBMissingDataException: {what} not found in table {table}")
