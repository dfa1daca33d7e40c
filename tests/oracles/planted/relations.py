"""Planted faults of the rules between answers."""

# ruff: noqa: D401 - a play says the rule that it breaks

from __future__ import annotations

from tests.oracles.planting import plant
from tests.oracles.script import Script, job
from tests.oracles.two_forms import in_both, status_in_xml


@plant("relations.list-item")
def other_owner_in_list(script: Script, fault: bool) -> None:
    """A list and an item name one owner of an ended job."""
    script.list([job(owner="OTHER" if fault else "IBMUSER")])
    script.status(job())


@plant("relations.list-item")
def other_class_between(script: Script, fault: bool) -> None:
    """Between two items that agree on a waiting job, a list agrees with them."""
    script.status(job("INPUT"))
    script.list([{**job("INPUT"), "class": "C" if fault else "A"}])
    script.status(job("INPUT"))


@plant("relations.listed-once")
def listed_twice(script: Script, fault: bool) -> None:
    """A list shows a job once."""
    script.list([job(), job()] if fault else [job()])


@plant("relations.media-types")
def other_owner_in_xml(script: Script, fault: bool) -> None:
    """An ended job has one owner, in JSON and in XML."""
    in_both(script)
    script.status(job())
    status_in_xml(script, job(owner="OTHER" if fault else "IBMUSER"))


@plant("relations.media-types")
def other_class_in_xml_between(script: Script, fault: bool) -> None:
    """Between two JSON answers that agree on a waiting job, XML agrees with them."""
    in_both(script)
    script.status(job("INPUT"))
    status_in_xml(script, {**job("INPUT"), "class": "C" if fault else "A"})
    script.status(job("INPUT"))
