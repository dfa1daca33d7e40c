from __future__ import annotations

import pytest

from tests.vendors.i2rest.bench import Bench

ORDER = {"customer": {"number": 12}, "lines": [{"item": "A", "quantity": 3, "price": 1.25}]}
BLOCKED = {**ORDER, "customer": {"number": 666}}


def test_the_documented_example_byte_for_byte() -> None:
    """The traced echo of the i2Rest API, by an anonymous session."""
    flags = {"tracein": True, "joblog": True, "traceout": True}
    status, document = Bench().told("/run_program/echo/echo/", {"input": {"echo": "0"}, **flags}, "none")
    dump = ["echo (10):", "000000 :0               :F0 00 00 00 00 00 00 00   00 00"]
    assert status == 200
    assert document == {"output": {"echo": "0"}, "joblog": dump * 2, "job": "030075/USRX/I2RESTA"}
    assert list(document) == ["output", "joblog", "job"]


def test_what_is_not_passed_takes_its_default() -> None:
    """Blanks and zeros, or the init value of the PCML document."""
    assert Bench().program("echo/echo")[1]["output"] == {"echo": ""}
    assert Bench().program("orders/order")[1]["output"]["order"] == "NEW"


@pytest.mark.parametrize("length", [1, 4000])
def test_a_call_is_read_alike_whenever_it_comes(length: int) -> None:
    """Whatever its length, and whatever came of it before: a refused one stays refused."""
    bench = Bench()
    for _ in range(2):
        assert bench.program("demo/fail", {"message": "x"}, joblog=True)[1]["details"] == "x"
        assert bench.program("echo/echo", {"echo": "x" * length})[0] == (200 if length == 1 else 400)


def test_every_kind_of_parameter_comes_out() -> None:
    """Structures, arrays without blank rows, numbers, bytes; an excluded element stays in."""
    output = Bench().program("orders/order", ORDER)[1]["output"]
    assert output["lines"] == [{"item": "A", "quantity": 3, "price": 1.25}]
    assert (output["total"], output["days"], output["seal"]) == (3.75, [5, 6, 7], "00000177")
    assert "trail" not in output
    assert "customer" not in output


def test_an_assert_is_a_failure_before_anything_is_sent() -> None:
    """The answer is judged in memory, so its status tells."""
    status, document = Bench().program("orders/order", BLOCKED, joblog_on_error=True)
    assert (status, document["errors"]) == (400, {"status": "The customer is blocked."})
    assert document["joblog"] == []


def test_a_streamed_answer_that_meets_an_assert_is_a_200() -> None:
    """An incomplete output, then errors, in chunks."""
    bench = Bench()
    response = bench.post("/run_program/orders/order", {"input": BLOCKED, "streamed_response": True})
    assert response.status == 200
    assert response.headers.get("Transfer-Encoding") == "chunked"
    assert response.body.index(b'"output"') < response.body.index(b'"errors"') < response.body.index(b'"job"')
    assert b'"days"' not in response.body


def test_the_safe_heap_notices_an_overrun() -> None:
    """The session's own heap does not."""
    assert Bench().program("demo/overrun")[0] == 400
    assert Bench().program("demo/overrun", unsafe_heap=True)[0] == 200


def test_a_program_that_fails_says_why() -> None:
    """Its escape message is the detail, and the dumps before it are in the job log."""
    status, document = Bench().program("demo/fail", {"message": "No."}, joblog=True, tracein=True)
    assert (status, document["details"]) == (400, "No.")
    assert document["joblog"][0] == "message (40):"
    assert document["joblog"][-1] == "No."


@pytest.mark.parametrize("body", [{"input": []}, {"input": {"no": 1}}, {"tracein": "yes"}, []])
def test_what_does_not_fit_is_refused(body: object) -> None:
    """Nothing is called then."""
    assert Bench().told("/run_program/echo/echo", body)[0] == 400


def test_dumps_show_only_with_the_job_log() -> None:
    """Traces go to the job log, wherever that goes."""
    assert "joblog" not in Bench().program("echo/echo", {"echo": "A"}, tracein=True)[1]
