"""What a list is narrowed by: dedicated parameters, and an example that wins over them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import orjson

from harness.vendors.jasper.emulator.ask import Ask
from harness.vendors.jasper.emulator.job import Job, state_value
from harness.vendors.jasper.emulator.job_shapes import MODEL_FLAGS
from harness.vendors.jasper.emulator.messages import text
from harness.vendors.jasper.emulator.models import as_descriptor
from harness.vendors.jasper.emulator.moments import moment_of
from harness.vendors.jasper.emulator.refusals import Answered, Refusal, bad_value
from harness.vendors.jasper.emulator.repository import REPORTS

Test = Callable[[Job], bool]
_STATES = frozenset({"NORMAL", "EXECUTING", "PAUSED", "COMPLETE", "ERROR"})
_SUBSTRINGS = frozenset({"label", "description"})
_TIMESTAMP = "%Y-%m-%dT%H:%M:%S.%f%z"


def tests_of(ask: Ask) -> list[Test]:
    """Return what a job must pass to be listed."""
    example = _example(ask)
    tests: list[Test] = [lambda job: ask.user.may_read(job.owner)]
    label, owner, uri = (ask.argument(name) for name in ("label", "owner", "reportUnitURI"))
    if owner is not None and "username" not in example:
        tests.append(lambda job: job.owner == owner)
    if uri is not None and "reportUnitURI" not in (example.get("source") or {}):
        tests.append(_about_report(uri, part=ask.release.uri_substring))
    if label is not None and "label" not in example:
        tests.append(_about_label(label, ask.release.label_search))
    if example:
        tests.append(lambda job: _fits(example, {**job.document, "username": job.owner}))
    return [*tests, *_texts(ask), *_runtime(ask)]


def report_label(job: Job) -> str:
    """Return the label of the job's report, empty when there is no such report."""
    report = REPORTS.get(report_uri(job))
    return "" if report is None else report.label


def report_uri(job: Job) -> str:
    """Return the address of the job's report."""
    return str(job.document["source"]["reportUnitURI"])


def _about_report(uri: str, *, part: bool) -> Test:
    if part:
        return lambda job: uri.lower() in report_uri(job).lower()
    return lambda job: report_uri(job) == uri


def _about_label(wanted: str, search: str) -> Test:
    lower = wanted.lower()
    if search == "exact":
        return lambda job: job.label == wanted
    if search == "label":
        return lambda job: lower in job.label.lower()

    def mentions(job: Job) -> bool:
        texts = (job.label, job.document["description"] or "", report_label(job))
        return any(lower in each.lower() for each in texts)

    return mentions


def _example(ask: Ask) -> dict[str, Any]:
    """Return the fields to be matched, under their names in a descriptor, null ones left out."""
    given = ask.argument("example")
    if given is None:
        return {}
    try:
        value = orjson.loads(given)
        if isinstance(value, dict) and not ask.release.strict_example:
            value = _in_model_names(value)
        model = ask.shapes.model.from_json(value, "example")
        _check_names(set(value), ask)
    except (ValueError, Refusal):
        raise Answered(text(f"Couldn't parse JSON string: {given[:200]}", 400)) from None
    return as_descriptor(_without_nulls(model))


def _check_names(names: set[str], ask: Ask) -> None:
    """Raise ``ValueError`` for a name that no model has, where the release minds."""
    known = set(ask.shapes.model.fields) - set(MODEL_FLAGS)
    if ask.release.strict_example and names - known:
        raise ValueError


def _in_model_names(value: dict[str, Any]) -> dict[str, Any]:
    """Return an example under model names: the manual's own and a client's use others."""
    found = dict(value)
    formats = found.pop("outputFormat", None)
    if isinstance(formats, str | list):
        found["outputFormats"] = [formats] if isinstance(formats, str) else formats
    if isinstance(found.get("outputFormats"), list):
        found["outputFormats"] = {"outputFormat": found["outputFormats"]}
    trigger = found.pop("trigger", None)
    if isinstance(trigger, dict):
        found["triggerModel"] = {f"{name.removesuffix('Model')}Model": each for name, each in trigger.items()}
    for name in ("source", "mailNotification", "alert", "repositoryDestination"):
        if name in found:
            found[f"{name}Model"] = found.pop(name)
    return found


def _without_nulls(value: dict[str, Any]) -> dict[str, Any]:
    return {
        name: _without_nulls(each) if isinstance(each, dict) else each
        for name, each in value.items()
        if each is not None
    }


def _fits(wanted: Any, found: Any, name: str = "") -> bool:
    """Tell whether a document has everything that an example names; of lists all items."""
    if isinstance(wanted, dict):
        return isinstance(found, dict) and all(
            _fits(each, found.get(key), key) for key, each in wanted.items()
        )
    if isinstance(wanted, list):
        return isinstance(found, list) and all(each in found for each in wanted)
    if name in _SUBSTRINGS:
        return isinstance(found, str) and str(wanted).lower() in found.lower()
    return bool(wanted == found)


def _texts(ask: Ask) -> list[Test]:
    """Return the filters by text that came with 8.1."""
    tests: list[Test] = []
    if not ask.release.text_filters:
        return tests
    number = ask.argument("jobID")
    if number is not None:
        if not (number.isascii() and number.isdigit() and len(number) < 19):
            raise bad_value("jobID", number)
        tests.append(lambda job: job.number == int(number))
    reads: dict[str, Callable[[Job], str]] = {
        "jobLabel": lambda job: job.label,
        "resourceLabel": report_label,
        "description": lambda job: job.document["description"] or "",
    }
    tests += [
        _holding(read, str(ask.argument(name)).lower()) for name, read in reads.items() if ask.argument(name)
    ]
    return tests


def _holding(read: Callable[[Job], str], lower: str) -> Test:
    return lambda job: lower in read(job).lower()


def _runtime(ask: Ask) -> list[Test]:
    """Return the filters by what jobs do: only the first of those given counts (8.2)."""
    tests: list[Test] = []
    if ask.release.state_filter and ask.query.get("state"):
        wanted = set(ask.query["state"])
        for value in wanted - _STATES:
            raise bad_value("state", value)
        tests.append(lambda job: state_value(job, job.standing(ask.now), ask.now) in wanted)
    if ask.release.time_filters:
        for name in ("previousFireTime", "nextFireTime"):
            tests += _range(ask, name)
    return tests[:1]


def _range(ask: Ask, name: str) -> list[Test]:
    low, high = (_timestamp(ask, f"{name}{end}") for end in ("From", "To"))
    if low is None and high is None:
        return []

    def within(job: Job) -> bool:
        at = job.standing(ask.now)
        moment = at.previous if name == "previousFireTime" else at.next
        return moment is not None and (low is None or low <= moment) and (high is None or moment <= high)

    return [within]


def _timestamp(ask: Ask, name: str) -> int | None:
    value = ask.argument(name)
    if value is None:
        return None
    try:
        # An unescaped plus sign arrives as a blank.
        return moment_of(datetime.strptime(value.replace(" ", "+"), _TIMESTAMP).astimezone(UTC))
    except (ValueError, OverflowError):
        raise bad_value(name, value) from None
