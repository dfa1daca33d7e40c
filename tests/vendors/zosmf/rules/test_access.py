"""Logins and rights: what makes either answer right."""

from __future__ import annotations

from harness.contract import load_contract, load_levels
from harness.oracles import gather
from harness.resources import resource
from harness.vendors.zosmf.observe import observe
from harness.vendors.zosmf.rules.access import rights, second_login
from tests.oracles.script import BASE, Script, feedback
from tests.vendors.zosmf.planted.access import login

PATH = resource("openapi/zosmf.yaml")
TOKENS = "/zosmf/services/authenticate"


def found(script: Script, drift: str = "") -> list[str]:
    """Return what the two rules say, at the documented level or with a drift."""
    overlays = load_levels(PATH).overlays([drift] if drift else [])
    evidence = gather(load_contract(PATH, overlays), observe, script.exchanges)
    return [breach.got for rule in (second_login, rights) for breach in rule.judge(evidence)]


def test_users_have_tokens_of_their_own() -> None:
    """Only logins with the same credentials are compared."""
    script = Script()
    login(script, "redacted:2", "redacted:1")
    login(script, "redacted:4", "redacted:3")
    assert found(script) == []


def test_after_a_logout_or_a_refused_token_a_login_is_new() -> None:
    """The token of before is not good any more."""
    script = Script()
    login(script, "redacted:2")
    script.send("DELETE", TOKENS, 204, headers={"Cookie": "jwtToken=redacted:2"}, answer={})
    login(script, "redacted:3")
    script.send("GET", BASE, 401, answer={"WWW-Authenticate": 'Basic realm="defaultRealm"'})
    login(script, "redacted:4")
    assert found(script) == []


def test_a_level_may_give_each_login_its_own_token() -> None:
    """Then the same one twice is what is found."""
    script = Script()
    login(script, "redacted:2")
    login(script, "redacted:3")
    assert found(script, "D49") == []
    login(script, "redacted:3")
    assert found(script, "D49") == ["the same token"]


def test_a_login_without_a_web_token_says_nothing() -> None:
    """A site may have none, and a refused login has none."""
    script = Script()
    script.send("POST", TOKENS, 200, {"returnCode": 0, "reasonCode": 0, "message": ""})
    script.send("POST", TOKENS, 401, {"returnCode": 8, "reasonCode": 1, "message": ""})
    assert found(script) == []


def test_a_refusal_and_a_job_of_ones_own_are_no_finding() -> None:
    """JES hides another's job, and who submitted a job may change it."""
    script = Script()
    script.submit()
    script.modify("hold", session="other", document=feedback(140))
    script.modify("hold", session="expired")
    script.modify("hold", session="other", path="MYJOB/JOB00999", document=feedback(jobid="JOB00999"))
    assert found(script) == []


def test_where_jesjobs_is_not_asked_nobody_is_refused() -> None:
    """At such a level a second user's change is no finding."""
    script = Script()
    script.submit()
    script.modify("hold", session="other")
    assert found(script) == ["status 0"]
    assert found(script, "D29") == []
