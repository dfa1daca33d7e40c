"""Gathering: which exchanges become operations, and which become observations."""

from __future__ import annotations

from dataclasses import replace

from harness.exchange import Passage
from harness.flow import Outcome
from harness.oracles import Act, gather
from harness.vendors.zosmf.observe import observe
from tests.oracles.script import BASE, CONTRACT, Script, job


def test_exchanges_are_put_in_order_of_their_beginning() -> None:
    """A record is written in order of ends; evidence is in order of beginnings."""
    script = Script()
    script.list([], at=(50, 60))
    script.status(job(), at=(10, 90))
    evidence = script.evidence()
    assert [exchange.id for exchange in evidence.exchanges] == ["e2", "e1"]
    assert [observation.exchange for observation in evidence.observations] == ["e2"]


def test_what_never_reached_the_target_is_no_observation() -> None:
    """A blocked delete removed nothing; yet it is known what operation it was."""
    script = Script()
    name = script.delete(passage=Passage.BLOCKED)
    evidence = script.evidence()
    assert evidence.observations == ()
    assert evidence.matches[name].operation.id == "deleteJob"


def test_a_request_without_an_answer_may_have_been_carried_out() -> None:
    """A broken delete is observed with an unknown outcome."""
    script = Script()
    script.delete(passage=Passage.BROKEN)
    told = [(o.act, o.outcome) for o in script.evidence().observations]
    assert told == [(Act.DELETE, Outcome.UNKNOWN)]


def test_what_the_door_refused_is_no_operation() -> None:
    """Bytes that are no HTTP match nothing."""
    script = Script()
    script.send("GET", f"{BASE}?owner=*", 200, [], passage=Passage.REFUSED)
    assert script.evidence().matches == {}


def test_a_notification_is_the_callback_that_its_record_names_or_the_only_one() -> None:
    """A notification comes to an address of ours, whose path says nothing."""
    script = Script()
    name = script.notify()
    nameless = [replace(exchange, operation=None) for exchange in script.exchanges]
    for exchanges in (script.exchanges, nameless):
        evidence = gather(CONTRACT, observe, exchanges)
        assert evidence.matches[name].operation.id == "jobCompleted"
        assert [o.act for o in evidence.observations] == [Act.NOTIFIED]


def test_gathering_nothing_gives_nothing() -> None:
    """A run that sent nothing has evidence of nothing."""
    assert gather(CONTRACT, observe, ()).exchanges == ()
