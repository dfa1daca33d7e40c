"""Messages of the IBM i: an id, and a text of which callers see the first level only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

TEXTS: Final[Mapping[str, str]] = {
    "CPC1221": "Job {job} submitted to job queue {queue} in library {library}.",
    "CPC1129": "Job {job} changed.",
    "CPC1163": "Job {job} held.",
    "CPC1164": "Job {job} released.",
    "CPC1234": "Job {job} ended while on the job queue.",
    "CPC1236": "ENDJOB started for job {job}.",
    "CPC1237": "Spooled files of job {job} deleted.",
    "CPI3301": "Printer device {device} not found. Output queue changed to {queue} in library {library}.",
    "CPD0030": "Command {command} in library {library} not found.",
    "CPD0043": "Keyword {keyword} not valid for this command.",
    "CPD0044": "Keyword {keyword} specified more than once.",
    "CPD0071": "Parameter {keyword} required.",
    "CPD0084": "Value {value} not valid for parameter {keyword}.",
    "CPD0013": "A matching parenthesis not found.",
    "CPD0031": "Command {command} not allowed in this setting.",
    "CPF0006": "Errors occurred in command.",
    "CPF1321": "Job {job} not found.",
    "CPF1332": "End of duplicate job names.",
    "CPF1338": "Errors occurred on SBMJOB command.",
    "CPF1342": "Current job not allowed as job name on this command.",
    "CPF1344": "Not authorized to control job {job}.",
    "CPF1349": "Job {job} not held.",
    "CPF1361": "Job {job} already ending with *IMMED option.",
    "CPF1362": "Job {job} has completed.",
    "CPF1635": "Requested change no longer allowed for job {job}.",
    "CPF3307": "Job queue {queue} in library {library} not found.",
    "CPF3C53": "Job {job} not found.",
    "CPF9801": "Object {object} in library {library} not found.",
    "CPF9802": "Not authorized to object {object} in {library}.",
    "CPF9898": "{text}",
    "CPF1164": "Job {job} ended on {date} at {time}; {seconds} seconds used; end code {code}.",
    "MCH0601": "Space offset {offset} is outside current limit for object {object}.",
}
"""By id: CPC1221, CPC1129, CPC1234 and CPF9801 as Code for IBM i, Ansible's ibm.power_ibmi and IBM's API
manual have them, CPI3301 (whose id nobody sees) from the run_command example; the wording of the others
is that of IBM i as it is generally known."""
_GERMAN: Final[Mapping[str, str]] = {
    "CPC1221": "Job {job} an Jobwarteschlange {queue} in Bibliothek {library} übergeben.",
    "CPF1321": "Job {job} nicht gefunden.",
    "CPF1362": "Job {job} wurde beendet.",
    "CPC1163": "Job {job} wurde angehalten.",
    "CPC1164": "Job {job} wurde freigegeben.",
}


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a job log."""

    id: str
    values: tuple[tuple[str, str], ...] = ()

    def text(self, *, german: bool = False, with_id: bool = False) -> str:
        """Return the first-level text, in the system's language."""
        pattern = (_GERMAN if german else {}).get(self.id, TEXTS[self.id])
        text = pattern.format_map(dict(self.values))
        return f"{self.id}: {text}" if with_id else text


def message(id_: str, **values: str) -> Message:
    """Return the message ``id_`` with its replacement values."""
    return Message(id_, tuple(values.items()))


class EscapeError(Exception):
    """A command or program failed: an escape message, after what was said before it."""

    def __init__(self, escape: Message, *before: Message) -> None:
        super().__init__(escape.id)
        self.escape = escape
        self.said = (*before, escape)


def wrong(*diagnostics: Message) -> EscapeError:
    """Return the failure of a command that could not be read."""
    return EscapeError(message("CPF0006"), *diagnostics)


def printer_missing() -> Message:
    """Return what a command says that prints where there is no printer (run_command example)."""
    return message("CPI3301", device="PRT01", queue="QPRINT", library="QGPL")
