"""A z/OSMF that offers a job's status in XML as well, for rules about media types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import orjson

from harness.contract import Contract, Match, write_body
from harness.exchange import Exchange, Headers, Response, media_type
from harness.oracles import Observation
from harness.vendors.zosmf.observe import observe as observe_json
from tests.oracles.script import CONTRACT, JSON, Script

XML = {"Content-Type": "application/xml"}


@cache
def contract() -> Contract:
    """Return the contract in which whatever may be answered in JSON may be answered in XML."""
    document = CONTRACT.document
    for response in document["components"]["responses"].values():
        _offer(response)
    for item in document["paths"].values():
        for operation in (each for each in item.values() if isinstance(each, dict) and "responses" in each):
            for response in operation["responses"].values():
                _offer(response)
    return Contract(document, "zosmf")


def _offer(response: dict[str, Any]) -> None:
    content = response.get("content", {})
    if "application/json" in content:
        content["application/xml"] = {"schema": content["application/json"]["schema"]}


def observe(contract: Contract, match: Match, exchange: Exchange) -> tuple[Observation, ...]:
    """Read an XML answer as the JSON that stands for the same."""
    response = exchange.response
    if response is not None and media_type(response.headers) == "application/xml":
        body = orjson.dumps(contract.answered(match, response))
        exchange = replace(exchange, response=Response(response.status, Headers.of(JSON.items()), body))
    return observe_json(contract, match, exchange)


def in_both(script: Script) -> None:
    """Let the script's server offer both."""
    script.contract, script.observe = contract(), observe


def xml_of(document: Mapping[str, Any], operation: str = "getJob") -> bytes:
    """Return a document in XML."""
    body = contract().operations[operation].answers["200"].bodies["application/xml"]
    return write_body("application/xml", document, body.schema, contract().document)


def status_in_xml(script: Script, document: Mapping[str, Any], **placed: Any) -> str:
    """Ask for a job in XML."""
    path = f"/zosmf/restjobs/jobs/{document['jobname']}/{document['jobid']}"
    return script.send("GET", path, 200, xml_of(document), answer=XML, **placed)
