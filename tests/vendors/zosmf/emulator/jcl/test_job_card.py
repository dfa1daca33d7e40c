from __future__ import annotations

import pytest

from harness.vendors.zosmf.emulator.jcl.job_card import job_problems
from harness.vendors.zosmf.emulator.jcl.operands import keywords


def _problems(name: str, text: str) -> list[str]:
    return list(job_problems(name, *keywords(text)))


@pytest.mark.parametrize(
    "text",
    ["", "(ACCT),'ME'", "CLASS=A,MSGCLASS=H,MSGLEVEL=(1,1),NOTIFY=ME,TIME=(,5),REGION=0M", "TYPRUN=SCAN",
     "TYPRUN=JCLHOLD,PRTY=15", "CLASS=LONGCLAS"],
)  # fmt: skip
def test_a_right_statement_has_no_problems(text: str) -> None:
    """All that the JCL Reference allows on a JOB statement is fine."""
    assert _problems("MYJOB", text) == []


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("TOOLONG99", "", "IEFC662I"),
        ("9JOB", "", "IEFC662I"),
        ("&PN", "", "IEFC662I"),
        ("A", "X,Y,Z", "IEFC640I"),
        ("A", "CLAS=A", "IEFC630I"),
        ("A", "CLASS=a", "IEFC009I"),
        ("A", "CLASS=LONGCLASS", "IEFC009I"),
        ("A", "MSGCLASS=XX", "IEFC009I"),
        ("A", "TYPRUN=RUN", "IEFC009I"),
        ("A", "PRTY=16", "IEFC009I"),
    ],
)
def test_a_wrong_statement_is_told_what_is_wrong(name: str, text: str, code: str) -> None:
    """Each mistake has its message."""
    (message,) = _problems(name, text)
    assert message.startswith(f"{code} ")
