from __future__ import annotations

import jsonschema
import pytest

from harness.run.tags import tag_prefix
from harness.vendors.jasper import VENDOR
from harness.vendors.jasper.work import WORK, WORK_SCHEMA, job_tag


def test_our_own_items_are_as_a_site_would_write_them() -> None:
    """The schema for a site's items holds for ours, and wants the tag in label and file name."""
    for item in WORK:
        jsonschema.validate(item.fields, dict(WORK_SCHEMA))
    wrong = {"job": {**WORK[0].fields["job"], "baseOutputFilename": "everybodys"}}
    assert not jsonschema.Draft202012Validator(dict(WORK_SCHEMA)).is_valid(wrong)


def test_no_tag_is_part_of_another() -> None:
    """Names of files are compared in part, so that tags have one length, and a common beginning."""
    tags = [job_tag("ab1c", number) for number in (0, 1, 36, 46_655)]
    assert len({len(tag) for tag in tags}) == 1
    assert all(tag.startswith(tag_prefix(VENDOR, "ab1c")) for tag in tags)


@pytest.mark.parametrize("number", [-1, 36**3])
def test_tags_run_out(number: int) -> None:
    """Beyond 36³ there is none, rather than one that is longer."""
    with pytest.raises(ValueError, match="46656"):
        job_tag("ab1c", number)
