"""How documents look in an answer: descriptors, summaries, states, lists of ids, errors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from harness.exchange import Response
from harness.vendors.jasper.emulator.ask import Ask
from harness.vendors.jasper.emulator.job import Job, state_value
from harness.vendors.jasper.emulator.markup import dump_xml
from harness.vendors.jasper.emulator.messages import JOB_JSON, JSON, XML, document, is_json
from harness.vendors.jasper.emulator.moments import iso_text, parse_wall, zone_of
from harness.vendors.jasper.emulator.negotiation import PLAIN, answer_type
from harness.vendors.jasper.emulator.refusals import Described, Invalid
from harness.vendors.jasper.emulator.release import Release
from harness.vendors.jasper.emulator.repository import REPORTS
from harness.vendors.jasper.emulator.triggers.progress import Standing

_Document = Mapping[str, Any]


def answer(media_type: str, root: str, content: _Document, release: Release, status: int = 200) -> Response:
    """Return a document in a media type. XML leaves nulls out, and JSON where the release does."""
    if not is_json(media_type):
        return document(status, media_type, dump_xml(root, content))
    shown = content if release.nulls_shown else without_nulls(content)
    return document(status, media_type, orjson.dumps(shown))


def without_nulls(content: _Document) -> dict[str, Any]:
    """Return a document without the members that are null, at any depth."""
    found: dict[str, Any] = {}
    for name, value in content.items():
        if isinstance(value, dict):
            found[name] = without_nulls(value)
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            found[name] = [without_nulls(each) for each in value]
        elif value is not None:
            found[name] = value
    return found


def job_answer(ask: Ask, job: Job, media_type: str, status: int = 200, *, masked: bool = True) -> Response:
    """Return a job's descriptor."""
    release = ask.release
    content = dict(job.document)
    if not masked:
        content["repositoryDestination"] = job.destination
    if release.counters:
        content.update(_counters(job, ask.now))
    if release.item_parameters and is_json(media_type) and (ask.accept or JOB_JSON).strip() != JOB_JSON:
        content["source"] = _with_items(content["source"])
    if release.xml_dates_iso and not is_json(media_type):
        content["trigger"] = _with_iso_dates(job)
    return answer(media_type, release.job_root, content, release, status)


def _with_items(source: _Document) -> dict[str, Any]:
    parameters = source["parameters"]
    if parameters is None:
        return dict(source)
    values = {name: {"item": items} for name, items in parameters["parameterValues"].items()}
    return {**source, "parameters": {"parameterValues": values}}


def _with_iso_dates(job: Job) -> dict[str, Any]:
    fields = dict(job.trigger)
    zone = zone_of(fields["timezone"])
    for name in ("startDate", "endDate"):
        moment = parse_wall(fields[name] or "", zone)
        fields[name] = None if moment is None else iso_text(moment, zone)
    return {job.kind: fields}


def _counters(job: Job, now: int) -> dict[str, int]:
    """Count the runs that are over, as 10.1 does."""
    done = job.count_over(now)
    return {
        "succeededJobsCount": 0 if job.fails else done,
        "failedJobsCount": done if job.fails else 0,
    }


def state_of(job: Job, at: Standing, now: int) -> dict[str, Any]:
    """Return the state of a job, its times in the trigger's zone."""
    zone = zone_of(job.trigger["timezone"])
    return {
        "previousFireTime": None if at.previous is None else iso_text(at.previous, zone),
        "nextFireTime": None if at.next is None else iso_text(at.next, zone),
        "value": state_value(job, at, now),
    }


def summary_of(job: Job, at: Standing, now: int, release: Release) -> dict[str, Any]:
    """Return a line of a list."""
    uri = job.document["source"]["reportUnitURI"]
    summary = {
        "id": job.number,
        "version": job.document["version"],
        "reportUnitURI": uri,
        "label": job.label,
        "description": job.document["description"],
        "owner": job.owner,
        "reportLabel": REPORTS[uri].label if uri in REPORTS else None,
        "state": state_of(job, at, now),
    }
    if not release.summary_texts:
        del summary["description"], summary["reportLabel"]
    return {**summary, **_counters(job, now)} if release.counters else summary


def id_list(ask: Ask, numbers: Sequence[int], media_type: str | None = None) -> Response:
    """Return a list of job ids."""
    chosen = answer_type(ask.accept, PLAIN) if media_type is None else media_type
    return answer(chosen, "jobIdList", {"jobId": list(numbers)}, ask.release)


def error_answer(refusal: Described | Invalid, headers: Mapping[str, str], release: Release) -> Response:
    """Return an error in JSON when Accept asks for it, or the body was JSON and there is no Accept."""
    wanted = headers.get("accept") or headers.get("content-type", "")
    json_wanted = "json" in wanted.lower()
    if isinstance(refusal, Invalid):
        content = refusal.document()
        body = orjson.dumps(content) if json_wanted else dump_xml("errors", content)
        return document(400, JSON if json_wanted else XML, body)
    content = refusal.document(properties=release.error_media_types)
    body = orjson.dumps(content) if json_wanted else dump_xml("errorDescriptor", _wrapped(content))
    own = f"application/errorDescriptor+{'json' if json_wanted else 'xml'}"
    media_type = own if release.error_media_types else JSON if json_wanted else XML
    return document(refusal.status, media_type, body)


def _wrapped(content: _Document) -> dict[str, Any]:
    """Return a descriptor as XML nests it: ``<parameters><parameter>``, ``<properties><property>``."""
    found = dict(content)
    for name, item in (("parameters", "parameter"), ("properties", "property")):
        if name in found:
            found[name] = {item: found[name]}
    return found
