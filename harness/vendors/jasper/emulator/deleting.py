"""Deleting jobs, one or many."""

from __future__ import annotations

from harness.exchange import Response
from harness.vendors.jasper.emulator.ask import Ask
from harness.vendors.jasper.emulator.messages import text
from harness.vendors.jasper.emulator.negotiation import PLAIN, answer_type
from harness.vendors.jasper.emulator.refusals import access_denied, bad_value
from harness.vendors.jasper.emulator.rendering import id_list

_DIGITS = 18


def delete_job(ask: Ask) -> Response:
    """Answer with the bare id of the job that is no more."""
    job = ask.job()
    ask.system.remove(job.number)
    return text(str(job.number))


def delete_jobs(ask: Ask) -> Response:
    """Answer with the ids as they were asked for; of an unknown one in the list nothing is deleted."""
    chosen = answer_type(ask.accept, PLAIN)
    numbers = numbers_of(ask)
    jobs = [ask.known(number) for number in numbers]
    for number, job in zip(numbers, jobs, strict=True):
        if job is None:
            raise ask.no_job(number)
        if not ask.user.may_read(job.owner):
            raise access_denied()
    for number in numbers:
        ask.system.remove(number)
    return id_list(ask, numbers, chosen)


def numbers_of(ask: Ask) -> list[int]:
    """Return the job ids of the query; refuse one that is no number."""
    return [_number(text) for text in ask.query.get("id", ())]


def _number(value: str) -> int:
    plain = value.strip()
    digits = plain.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= _DIGITS):
        raise bad_value("id", value)
    return int(plain)
