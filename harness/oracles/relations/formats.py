"""One job, asked for in several media types, is one job."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import permutations

from harness.contract import is_xml
from harness.exchange import media_type
from harness.finding import Source
from harness.oracles.claim import Breach, claims
from harness.oracles.evidence import Act, Evidence, Observation
from harness.oracles.history import History, histories
from harness.oracles.lifecycle.states import operation_of, witness
from harness.oracles.relations.intervals import Difference, after_end, between

_KINDS = (Act.STATUS, Act.LISTED)


@claims(
    "relations.media-types",
    "JSON and XML say the same of a job",
    source=Source("the vendor's contract: one resource, offered in several media types"),
    why="Two clients of one server come to different decisions because one of them asked for XML.",
)
def same_in_all(evidence: Evidence) -> Iterator[Breach]:
    """Compare documents of one job field by field, as the vendor's observations have them.

    Between two answers in one form that agree, with nothing asked of the job in between, an answer in
    the other form must agree too; after the end, any two must.
    """
    forms = evidence.fact(forms_of_answers)
    if len(set(forms.values())) > 1:
        for history in evidence.fact(histories):
            for kind in _KINDS:
                yield from _of_one_kind(evidence, history, kind, forms)


def forms_of_answers(evidence: Evidence) -> Mapping[str, str]:
    """Return, by exchange id, whether an answer is JSON or XML; a fact."""
    found = {}
    for exchange in evidence.exchanges:
        media = "" if exchange.response is None else media_type(exchange.response.headers) or ""
        if media.endswith("json"):
            found[exchange.id] = "JSON"
        elif is_xml(media):
            found[exchange.id] = "XML"
    return found


def _of_one_kind(
    evidence: Evidence, history: History, kind: Act, forms: Mapping[str, str]
) -> Iterator[Breach]:
    by_form: dict[str, list[Observation]] = {"JSON": [], "XML": []}
    for seen in history.seen:
        if seen.act is kind and seen.document and seen.exchange in forms:
            by_form[forms[seen.exchange]].append(seen)
    for outer, inner in permutations(by_form, 2):
        for seen in by_form[inner]:
            for found in between(history, by_form[outer], seen):
                yield _breach(evidence, found, inner)
    for seen in by_form["JSON"]:
        if seen.state in evidence.contract.lifecycle.terminal:
            for found in after_end(history, by_form["XML"], seen):
                yield _breach(evidence, found, "XML")


def _breach(evidence: Evidence, found: Difference, form: str) -> Breach:
    other = "JSON" if form == "XML" else "XML"
    return Breach(
        says=f"in {form} a job's {found.name} is {found.got!r}, in {other} {found.value!r}",
        operation=operation_of(evidence, found.odd),
        subject=found.name,
        expected=repr(found.value),
        got=repr(found.got),
        witness=witness(*found.seen),
    )
