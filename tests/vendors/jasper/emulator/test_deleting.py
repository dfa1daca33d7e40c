from __future__ import annotations

import pytest

from tests.vendors.jasper.emulator.desk import XML, Desk, ok, refused


def test_deleting_one_answers_with_its_bare_id(desk: Desk) -> None:
    """It is gone at once."""
    number = desk.job()
    answer = desk.ask("DELETE", f"/{number}/")
    assert (answer.status, answer.headers.get("content-type"), answer.body) == (200, "text/plain", b"5484")
    assert refused(desk.ask("DELETE", f"/{number}")) == (404, "resource.not.found")


def test_deleting_many_echoes_the_ids(desk: Desk) -> None:
    """None at all is no error."""
    first, second = desk.job(), desk.job()
    assert ok(desk.ask("DELETE", "")) == {"jobId": []}
    answer = desk.ask("DELETE", f"?id={second}&id={first}", Accept=XML)
    assert f"<jobIdList><jobId>{second}</jobId><jobId>{first}</jobId></jobIdList>" in answer.body.decode()
    assert desk.ids() == []


def test_with_one_that_cannot_be_deleted_none_is(desk: Desk) -> None:
    """An unknown one, or one of somebody else."""
    desk.user = "joeuser"
    own = desk.job()
    desk.user = "jasperadmin"
    other = desk.job()
    desk.user = "joeuser"
    assert refused(desk.ask("DELETE", f"?id={own}&id=1")) == (404, "resource.not.found")
    assert refused(desk.ask("DELETE", f"?id={own}&id={other}")) == (403, "access.denied")
    assert desk.ids() == [own]


@pytest.mark.parametrize("value", ["x", "", "1.5", "9999999999999999999", "٣"])
def test_an_id_that_is_no_number_is_refused(desk: Desk, value: str) -> None:
    """A negative one is merely unknown."""
    assert refused(desk.ask("DELETE", f"?id={value}")) == (400, "illegal.parameter.value.error")
    assert refused(desk.ask("DELETE", "?id=-1")) == (404, "resource.not.found")
