"""JSON and XML: compared only where time allows no excuse."""

from __future__ import annotations

from tests.oracles.planting import troubles
from tests.oracles.script import Script, job
from tests.oracles.two_forms import in_both, status_in_xml


def test_a_waiting_job_may_start_between_two_forms() -> None:
    """Two answers at two times need not agree while the job moves on."""
    script = Script()
    in_both(script)
    script.status(job("INPUT"))
    status_in_xml(script, job("ACTIVE"))
    script.status(job("OUTPUT"))
    status_in_xml(script, job("OUTPUT"))
    assert troubles(script) == []


def test_the_odd_form_is_told_with_all_three() -> None:
    """Whichever of the two it is."""
    script = Script()
    in_both(script)
    names = (
        status_in_xml(script, job("ACTIVE")),
        script.status(job("ACTIVE", owner="OTHER")),
        status_in_xml(script, job("ACTIVE")),
    )
    (found,) = troubles(script)
    assert (found.rule, found.subject, found.operation) == ("relations.media-types", "owner", "getJob")
    assert found.claim == "in JSON a job's owner is 'OTHER', in XML 'IBMUSER'"
    assert found.witness == names
