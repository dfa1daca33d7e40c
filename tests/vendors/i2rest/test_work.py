from __future__ import annotations

import jsonschema
import pytest

from harness.vendors.i2rest import cl, jobs
from harness.vendors.i2rest.work import WORK, WORK_SCHEMA, job_tag


def test_work_items_keep_their_own_schema() -> None:
    """What we submit is what a site could write down."""
    for item in WORK:
        jsonschema.validate(dict(item.fields), WORK_SCHEMA)


@pytest.mark.parametrize("command", ["CALL PGM(A)", "SBMJOB CMD(X)", "SBMJOB CMD(X) JOB(FIXED)"])
def test_other_commands_are_no_work(command: str) -> None:
    """Without a tag a job would not be found again."""
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"command": command}, WORK_SCHEMA)


def test_tags_are_names_of_jobs_and_differ() -> None:
    """Ten characters at most, of the letters that names have."""
    tags = [job_tag("ab12xyz", number) for number in (0, 1, 36, 36**4 - 1)]
    assert tags == ["HAB12X0000", "HAB12X0001", "HAB12X0010", "HAB12XZZZZ"]
    assert all(jobs.qualified(f"000001/A/{tag}") for tag in tags)
    with pytest.raises(ValueError, match="1679616"):
        job_tag("ab12", 36**4)


def test_a_tag_is_read_back_from_every_item() -> None:
    """The reader finds the name under which an item submits."""
    for item in WORK:
        text = str(item.fields["command"]).replace("{tag}", "HAB120000")
        assert cl.submitted_name(text) == "HAB120000"
        assert cl.template_of(text, "HAB120000") == item.fields["command"]
