from __future__ import annotations

from dataclasses import dataclass, replace

from hypothesis import given
from hypothesis import strategies as st

from harness.emulation.store import Store


@dataclass(frozen=True)
class Job:
    """A job as small as a store can keep."""

    key: str
    name: str
    owner: str = "ME"
    alias: str | None = None
    state: str = "new"


def _store(*jobs: Job) -> Store[Job]:
    store: Store[Job] = Store()
    for job in jobs:
        store.put(job)
    return store


def test_a_job_is_found_by_key_and_alias() -> None:
    """Both unique names lead to the job, unknown ones to nothing."""
    job = Job("1", "A", alias="one")
    store = _store(job)
    assert store.get("1") == store.by_alias("one") == job
    assert store.get("2") is store.by_alias("two") is None


def test_a_new_value_replaces_the_old() -> None:
    """Putting a job again changes what is found and not how many there are."""
    store = _store(Job("1", "A", alias="one"))
    store.put(replace(Job("1", "A", alias="one"), state="held"))
    assert [job.state for job in store] == ["held"]
    assert [job.state for job in store.named("A", "A".__eq__)] == ["held"]


def test_removing_forgets_every_name() -> None:
    """After a removal no index knows the job, and removing again does nothing."""
    store = _store(Job("1", "A", alias="one"), Job("2", "A"))
    store.remove("1")
    store.remove("1")
    assert store.by_alias("one") is None
    assert [job.key for job in store.named("A", lambda _: True)] == ["2"]
    assert [job.key for job in store.owned("ME")] == ["2"]
    store.remove("2")
    assert list(store.named("", lambda _: True)) == []
    assert len(store) == 0


def test_the_rarer_of_owner_and_name_is_known() -> None:
    """A list can start from whichever of owner and name leaves fewer jobs to look at."""
    store = _store(Job("1", "A1", "ME"), Job("2", "A2", "YOU"), Job("3", "B1", "YOU"), Job("4", "B2", "YOU"))
    assert store.fewer_owned("ME", "A")
    assert not store.fewer_owned("YOU", "A")


NAMES = st.text(alphabet="AB#", min_size=1, max_size=3)


@given(st.lists(st.tuples(NAMES, st.sampled_from(["ME", "YOU"]))), st.text(alphabet="AB#", max_size=2))
def test_finding_by_name_equals_looking_at_all(pairs: list[tuple[str, str]], start: str) -> None:
    """The index by name gives what a scan of every job gives, however jobs came and went."""
    jobs = [Job(str(n), name, owner) for n, (name, owner) in enumerate(pairs)]
    store = _store(*jobs)
    for job in jobs[::3]:
        store.remove(job.key)
    left = [job for n, job in enumerate(jobs) if n % 3]
    found = sorted(job.key for job in store.named(start, lambda name: name.endswith("A")))
    assert found == sorted(j.key for j in left if j.name.startswith(start) and j.name.endswith("A"))
    assert [job.key for job in store.owned("YOU")] == [job.key for job in left if job.owner == "YOU"]


def test_a_copy_stands_alone() -> None:
    """Changes to a store leave its copies as they were, indexes included."""
    store = _store(Job("1", "A", alias="one"))
    copy = store.copy()
    store.remove("1")
    store.put(Job("2", "B"))
    assert [job.key for job in copy] == ["1"]
    assert copy.by_alias("one") is not None
    assert [job.key for job in copy.named("", lambda _: True)] == ["1"]
