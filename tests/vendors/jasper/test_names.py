from __future__ import annotations

from harness.vendors.jasper import names


def test_a_job_belongs_to_its_web_application() -> None:
    """Equal numbers in two applications of one host are two jobs."""
    one, other = (names.job(context, 7) for context in names.CONTEXTS)
    assert one.key != other.key
    assert [names.split(one), names.split(other)] == [(context, "7") for context in names.CONTEXTS]


def test_a_job_is_named_by_paths_and_documents() -> None:
    """Both lead to the same key; what bears no number names nothing."""
    path = {"context": "jasperserver", "id": "7"}
    assert names.in_path(path) == names.in_document("jasperserver", {"id": 7})
    assert names.in_path({"context": "jasperserver"}) is None
    odd: tuple[object, ...] = (None, [], {}, {"id": "7"}, {"id": True})
    assert [names.in_document("jasperserver", each) for each in odd] == [None] * 5


def test_several_numbers_are_so_many_jobs() -> None:
    """A number given twice is one job."""
    assert [job.key for job in names.jobs("jasperserver", (7, 8, 7))] == ["jasperserver/7", "jasperserver/8"]


def test_the_path_of_a_job_leads_back_to_it() -> None:
    """What is addressed is what was named."""
    job = names.job("jasperserver-pro", 7)
    assert names.path_of(job) == "/jasperserver-pro/rest_v2/jobs/7"
    assert names.path_of(job).startswith(names.base_of("jasperserver-pro"))
