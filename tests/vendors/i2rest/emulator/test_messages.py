from __future__ import annotations

import string

from harness.vendors.i2rest.emulator.messages import TEXTS, message, printer_missing, wrong


def test_a_message_shows_its_text_alone() -> None:
    """Job logs hold first-level texts; ids are shown where a site wants them."""
    held = message("CPC1163", job="1/A/B")
    assert held.text() == "Job 1/A/B held."
    assert held.text(with_id=True) == "CPC1163: Job 1/A/B held."
    assert held.text(german=True) == "Job 1/A/B wurde angehalten."
    assert message("CPC1129", job="1/A/B").text(german=True) == "Job 1/A/B changed."


def test_every_text_can_be_filled() -> None:
    """A text names its values in braces."""
    for id_, text in TEXTS.items():
        names = [name for _, name, _, _ in string.Formatter().parse(text) if name]
        assert message(id_, **dict.fromkeys(names, "V")).text()


def test_a_failure_ends_with_its_escape_message() -> None:
    """Diagnostics come before CPF0006."""
    problem = wrong(message("CPD0013"))
    assert [said.id for said in problem.said] == ["CPD0013", "CPF0006"]
    assert printer_missing().text().startswith("Printer device PRT01 not found.")
