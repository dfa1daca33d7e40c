from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from harness.report.markdown import DETAILED, SHOWN, folded, markdown
from harness.report.reading import RunData, read_run_data
from harness.report.view import view_of


def test_the_verdict_comes_first(failed: RunData) -> None:
    """A reviewer reads the verdict and its reason before anything else."""
    lines = markdown(view_of(failed)).splitlines()
    assert lines[0] == "## ❌ Fail: harness check zosmf"
    assert lines[2] == "3 findings at or above warning, the worst: getJob breaks its schema"
    assert lines[4].startswith("**2** errors, **1** warning, **1** info · **4,171** exchanges judged")


def test_findings_are_a_table_with_folded_details(failed: RunData) -> None:
    """Each finding is a row; the first few also carry their facts and their curl command."""
    text = markdown(view_of(failed))
    assert (
        "| error | `getJob` | The body of getJob's 200 answer breaks its schema: retcode is a number |"
        in text
    )
    assert text.count("<details>") == len(failed.findings) + 2
    assert "```sh\ncurl -sS -i -u" in text


def test_a_pass_shows_what_was_covered(passed: RunData) -> None:
    """A passing run has its table of operations, with undocumented statuses in bold."""
    text = markdown(view_of(passed))
    assert text.startswith("## ✅ Pass")
    assert "| `getJob` | 1,204 |  |  |  | 311 | ○ | ○ | **2** | ○ |  |" in text
    assert "39 of 41 documented answers seen" in text
    assert "| `logout` | 204 | nobody" in text


def test_many_findings_do_not_flood_a_pull_request(failed: RunData) -> None:
    """Beyond a number of rows the table says how many more there are."""
    many = tuple(replace(failed.findings[0], subject=str(number)) for number in range(SHOWN + 8))
    text = markdown(view_of(RunData(failed.folder, failed.run, many, {})))
    assert "and 8 more, in report.html" in text
    assert text.count("<details>") == DETAILED + 2


def test_load_and_race_are_told_in_figures(raced: Path) -> None:
    """A race has its conclusion in a sentence, and its latencies in a table."""
    text = markdown(view_of(read_run_data(raced)))
    assert "**Race, hold**: At most 5.00% of requests sent " in text
    assert re.search(r"\| submit-to-ack \| \d+ \| p50 \|", text)


def test_a_command_of_several_lines_keeps_them(failed: RunData) -> None:
    """A command that can be copied from a terminal can be copied from a pull request."""
    run = replace(failed.run, command_line=("gate", "zosmf", "--", "sh", "-c", "a\nb"))
    text = markdown(view_of(RunData(failed.folder, run, failed.findings, {})))
    assert "\n   ```sh\n   harness gate zosmf --seed 7 -- sh -c 'a\n   b'\n   ```\n" in text


def test_a_folded_title_is_text() -> None:
    """What a section is called cannot open another element."""
    assert folded("<b>", "x") == "<details><summary>&lt;b&gt;</summary>\n\nx\n\n</details>"
