from __future__ import annotations

import pytest

from harness.vendors.zosmf.emulator.datasets import content_of, is_data_set
from harness.vendors.zosmf.emulator.errors import Refusal


@pytest.mark.parametrize(
    "file",
    ["//'IBMUSER.JCL(IEFBR14)'", "//JCL(IEFBR14)", "//jcl(iefbr14)", "//'IBMUSER.SHORT.JCL'", "//SHORT.JCL",
     "/u/ibmuser/iefbr14.jcl"],
)  # fmt: skip
def test_stored_jobs_are_found(file: str) -> None:
    """A full name in apostrophes, a name below the user's prefix, and a path all lead to JCL."""
    assert content_of(file, "IBMUSER").startswith(b"//IEFBR14 JOB") or b"JOB" in content_of(file, "IBMUSER")


@pytest.mark.parametrize(
    ("file", "message"),
    [
        (None, "Request does not contain 'file' content"),
        ("", "Request does not contain 'file' content"),
        (7, "Request does not contain 'file' content"),
        ("//DD:SYSIN", "DD names are not supported for submit input"),
        ("//'NO.SUCH(MBR)'", "Data set not found: NO.SUCH(MBR)"),
        ("//NO.SUCH(MBR)", "Data set not found: IBMUSER.NO.SUCH(MBR)"),
        ("//'IBMUSER.JCL'", "Data set not found: IBMUSER.JCL"),
        ("//'not a name'", "Data set not found: NOT A NAME"),
        ("jobs/a.jcl", "Submit input filename must be absolute path: jobs/a.jcl"),
    ],
)
def test_what_is_not_there_is_the_requests_fault(file: object, message: str) -> None:
    """A missing name, a DD name, an unknown data set and a relative path are refused with 400."""
    with pytest.raises(Refusal) as caught:
        content_of(file, "IBMUSER")
    assert caught.value.message == message
    assert caught.value.error.status == 400


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("//'IBMUSER.JCL(NOSUCH)'", "//'IBMUSER.JCL(NOSUCH)'"),
        ("/u/ibmuser/nosuch.jcl", "/u/ibmuser/nosuch.jcl"),
    ],
)
def test_what_cannot_be_opened_is_the_servers_failure(file: str, name: str) -> None:
    """A missing member of a library that is there is a 500 (6/8/5), as captured."""
    with pytest.raises(Refusal) as caught:
        content_of(file, "IBMUSER")
    assert caught.value.message == f"Error opening input data set: {name}"
    assert caught.value.error.status == 500


def test_two_slashes_make_a_data_set() -> None:
    """One slash begins a path, two begin a data set name."""
    assert is_data_set("//A")
    assert not is_data_set("/A")
