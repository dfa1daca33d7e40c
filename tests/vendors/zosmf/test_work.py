"""Work items and tags: fit for the internal reader, and told apart."""

from __future__ import annotations

import re

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.target import Length
from harness.vendors.zosmf.jcl import hazard, job_names
from harness.vendors.zosmf.work import WORK, WORK_SCHEMA, job_tag


@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=12), st.integers(0, 36**3 - 1))
def test_a_tag_is_a_job_name(token: str, number: int) -> None:
    """One to eight of A-Z 0-9 $ # @, the first no digit."""
    assert re.fullmatch("[A-Z$#@][A-Z0-9$#@]{0,7}", job_tag(token, number))


@given(st.integers(0, 36**3 - 1), st.integers(0, 36**3 - 1))
def test_tags_of_one_run_are_told_apart(first: int, second: int) -> None:
    """Two numbers make two names, and all begin alike."""
    tags = job_tag("ab12", first), job_tag("ab12", second)
    assert (tags[0] == tags[1]) == (first == second)
    assert {tag[:5] for tag in tags} == {"HAB12"}


@pytest.mark.parametrize("number", [-1, 36**3])
def test_a_run_has_only_so_many_names(number: int) -> None:
    """A name too many is refused rather than given twice."""
    with pytest.raises(ValueError, match="46656"):
        job_tag("ab12", number)


@pytest.mark.parametrize("item", WORK, ids=lambda item: item.name)
def test_a_work_item_is_one_harmless_job(item: object) -> None:
    """Its only JOB card bears the tag, no record is too long, and it satisfies its own schema."""
    fields = next(dict(work.fields) for work in WORK if work is item)
    jcl = fields["jcl"].replace("{tag}", job_tag("zzzz", 36**3 - 1))
    assert job_names(jcl) == ("HZZZZZZZ",)
    assert hazard(jcl) is None
    assert max(map(len, jcl.splitlines())) <= 71
    jsonschema.validate(fields, WORK_SCHEMA)


def test_every_length_has_a_work_item() -> None:
    """Scenarios need a short, a long, a held and a failing job."""
    assert {item.length for item in WORK} == set(Length)


@pytest.mark.parametrize(
    "fields", [{}, {"jcl": "//MYJOB JOB\n"}, {"jcl": "//{tag} JOB\n", "reader_class": "AB"}]
)
def test_work_that_cannot_be_found_again_is_refused(fields: dict[str, str]) -> None:
    """A site's JCL must bear the tag as its job name."""
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(fields, WORK_SCHEMA)
