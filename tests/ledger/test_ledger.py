"""The ledger file: what is noted is on disk, survives a crash, and is read back as it was."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from harness.flow import JobRef
from harness.ledger import LEDGER_FILE, Entry, EntryState, Ledger, LedgerTarget, read_ledger

SHOP = LedgerTarget("shop", "bakery", ("http://shop:80",), "owned")


def job(number: int, tag: str) -> JobRef:
    """Return a job that bears ``tag``."""
    return JobRef(f"{tag}/{number}", {"name": tag, "number": str(number)})


def states(entries: tuple[Entry, ...]) -> list[tuple[str, EntryState]]:
    """Return tags and states."""
    return [(entry.tag, entry.state) for entry in entries]


def test_an_intent_is_on_disk_when_intend_returns(tmp_path: Path) -> None:
    """Nobody has to close or flush the ledger for an intent to be readable."""
    ledger = Ledger(tmp_path, SHOP)
    ledger.intend("x1", "submitOrder", ["RUN1"])
    view = read_ledger(tmp_path)
    assert states(view.left()) == [("RUN1", EntryState.INTENT)]
    assert view.targets == {"shop": SHOP}
    ledger.close()


def test_what_was_created_is_owned_by_each_name_but_its_tag(tmp_path: Path) -> None:
    """A job is ours under its key and its other names; a tag may be borne by a stranger too."""
    ledger = Ledger(tmp_path, SHOP)
    ledger.intend("x1", "submitOrder", ["RUN1"])
    ledger.created("x1", job(7, "RUN1"))
    view = read_ledger(tmp_path)
    assert [view.owns(name) for name in ("RUN1/7", "7", "RUN1", "", "8")] == [True, True, False, False, False]
    ledger.close()


def test_one_answer_settles_one_of_several_intents(tmp_path: Path) -> None:
    """The job goes to the tag that it bears; of the others nothing is known."""
    ledger = Ledger(tmp_path, SHOP)
    ledger.intend("x1", "submitOrder", ["RUN1", "RUN2"])
    ledger.created("x1", job(8, "RUN2"))
    ledger.uncertain("x1")
    expected = [("RUN1", EntryState.UNCERTAIN), ("RUN2", EntryState.CREATED)]
    assert states(read_ledger(tmp_path).left()) == expected
    ledger.close()


def test_a_job_that_bears_no_intended_tag_goes_to_the_first(tmp_path: Path) -> None:
    """What a target created for us is ours even when it names it in a way we did not foresee."""
    ledger = Ledger(tmp_path, SHOP)
    ledger.intend("x1", None, [])
    ledger.created("x1", JobRef("42"))
    assert ledger.view.owns("42")
    ledger.close()


def test_what_failed_is_not_left(tmp_path: Path) -> None:
    """An intent that the target turned down leaves nothing to clean."""
    ledger = Ledger(tmp_path, SHOP)
    ledger.intend("x1", "submitOrder", ["RUN1"])
    ledger.failed("x1")
    ledger.uncertain("x1")
    assert states(read_ledger(tmp_path).entries) == [("RUN1", EntryState.FAILED)]
    assert read_ledger(tmp_path).left() == ()
    ledger.close()


def test_a_found_job_is_adopted_only_under_an_open_intent(tmp_path: Path) -> None:
    """A job found by its tag becomes ours if we meant to create one so, and never if we did not."""
    ledger = Ledger(tmp_path, SHOP)
    ledger.intend("x1", "submitOrder", ["RUN1"])
    ledger.uncertain("x1")
    assert not ledger.adopt("PAYROLL", JobRef("PAYROLL/1"))
    assert not ledger.adopt("", JobRef("1"))
    assert ledger.adopt("RUN1", job(9, "RUN1"))
    assert not ledger.adopt("RUN1", job(10, "RUN1"))
    assert [ledger.view.owns(key) for key in ("PAYROLL/1", "RUN1/9", "RUN1/10")] == [False, True, False]
    ledger.close()


def test_what_is_cleaned_is_not_left_and_still_ours(tmp_path: Path) -> None:
    """A cleaned job may be asked about again; a job that is not ours is not ours to settle."""
    ledger = Ledger(tmp_path, SHOP)
    ledger.intend("x1", "submitOrder", ["RUN1"])
    ledger.created("x1", job(7, "RUN1"))
    ledger.cleaned("7")
    ledger.cleaned("7")
    ledger.cleaned("PAYROLL/1")
    view = read_ledger(tmp_path)
    assert view.left() == ()
    assert view.owns("RUN1/7")
    assert (tmp_path / LEDGER_FILE).read_text().count('"cleaned"') == 1
    ledger.close()


def test_a_ledger_goes_on_where_it_ended(tmp_path: Path) -> None:
    """A later process owns what an earlier one created, and names its target once."""
    for number in (1, 2):
        ledger = Ledger(tmp_path, SHOP)
        ledger.intend(f"x{number}", "submitOrder", [f"RUN{number}"])
        ledger.created(f"x{number}", job(number, f"RUN{number}"))
        ledger.close()
    again = Ledger(tmp_path, SHOP)
    assert again.view.owns("RUN1/1")
    assert again.view.owns("RUN2/2")
    assert (tmp_path / LEDGER_FILE).read_text().count('"event":"target"') == 1
    again.close()


def test_targets_share_a_file_and_own_apart(tmp_path: Path) -> None:
    """The ledgers of one run's targets share a file; neither owns what the other created."""
    one, two = Ledger(tmp_path, SHOP), Ledger(tmp_path, LedgerTarget("mill", "mill", (), "owned"))
    one.intend("x1", "submitOrder", ["RUN1"])
    two.intend("x2", "submitOrder", ["RUN2"])
    one.created("x1", JobRef("1"))
    assert (one.view.owns("1"), two.view.owns("1")) == (True, False)
    assert [entry.target for entry in read_ledger(tmp_path).left()] == ["shop", "mill"]
    one.close()
    two.close()


def test_an_unfinished_line_is_dropped_and_told(tmp_path: Path) -> None:
    """A line that the crash cut off is no intent: its request cannot have left."""
    ledger = Ledger(tmp_path, SHOP)
    ledger.intend("x1", "submitOrder", ["RUN1"])
    ledger.close()
    file = tmp_path / LEDGER_FILE
    file.write_bytes(file.read_bytes() + b'{"event":"intent","target":"sh')
    told: list[str] = []
    assert states(read_ledger(tmp_path, told.append).left()) == [("RUN1", EntryState.INTENT)]
    assert len(told) == 1
    again = Ledger(tmp_path, SHOP)
    again.intend("x2", "submitOrder", ["RUN2"])
    again.close()
    assert [entry.tag for entry in read_ledger(tmp_path).left()] == ["RUN1", "RUN2"]


def test_no_ledger_is_an_empty_one(tmp_path: Path) -> None:
    """A run that created nothing has nothing left."""
    assert read_ledger(tmp_path).left() == ()


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["intend", "created", "failed", "uncertain", "cleaned", "adopt"]), st.integers(1, 3)
    ),
    max_size=14,
)


@settings(max_examples=60)
@given(STEPS)
def test_reading_gives_what_the_writer_knew(steps: list[tuple[str, int]]) -> None:
    """However a ledger was written, whoever reads the file knows what its writer knew."""
    with TemporaryDirectory() as folder, closing(Ledger(Path(folder), SHOP)) as ledger:
        intended: set[int] = set()
        for step, number in steps:
            tag, exchange = f"RUN{number}", f"x{number}"
            if step == "intend":
                intended.add(number)
                ledger.intend(exchange, "submitOrder", [tag])
            elif step == "adopt":
                ledger.adopt(tag, job(number, tag))
            elif step == "cleaned":
                ledger.cleaned(job(number, tag).key)
            elif number in intended and step == "created":
                ledger.created(exchange, job(number, tag))
            elif number in intended:
                getattr(ledger, step)(exchange)
        read = read_ledger(Path(folder))
        assert read.entries == ledger.view.entries
        assert read.left() == ledger.view.left()
        names = [job(number, f"RUN{number}").key for number in (1, 2, 3)]
        assert list(map(read.owns, names)) == list(map(ledger.view.owns, names))
