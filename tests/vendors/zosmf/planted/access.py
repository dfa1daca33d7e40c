"""Planted faults in who gets in, and who may touch whose jobs."""

# ruff: noqa: D401 - a play says the rule that it breaks

from __future__ import annotations

from tests.oracles.planting import plant
from tests.oracles.script import Script

_TOKENS = "/zosmf/services/authenticate"
_SUCCESS = {"returnCode": 0, "reasonCode": 0, "message": "Success."}


def login(script: Script, token: str, user: str = "redacted:1") -> None:
    """Log in and be given a token."""
    answer = {"Content-Type": "application/json", "Set-Cookie": f"jwtToken={token}; Path=/"}
    script.send("POST", _TOKENS, 200, _SUCCESS, headers={"Authorization": f"Basic {user}"}, answer=answer)


@plant("zosmf.second-login")
def another_token(script: Script, fault: bool) -> None:
    """A second login returns the token of the first."""
    login(script, "redacted:2")
    login(script, "redacted:3" if fault else "redacted:2")


@plant("zosmf.rights")
def stranger(script: Script, fault: bool) -> None:
    """Another user's job stays as it is."""
    script.submit()
    script.modify("hold", session="other" if fault else "primary")
