"""What is known by the lines of a ledger."""

from __future__ import annotations

import pytest

from harness.flow import JobRef
from harness.ledger import Entry, EntryState, LedgerView


def view_of(*targets: str) -> LedgerView:
    """Return the view of a ledger at ``targets`` in each of which ``x1`` is to create RUN1 and RUN2."""
    view = LedgerView()
    for target in targets:
        described = {
            "name": target,
            "vendor": "v",
            "upstreams": ["http://a"],
            "mode": "owned",
            "embedded": False,
        }
        view.fold({"event": "target", "target": target, "described": described})
        intent = {"event": "intent", "target": target, "exchange": "x1", "operation": "submit"}
        view.fold({**intent, "tags": ["RUN1", "RUN2"]})
    return view


def created(target: str, tag: str, key: str, **names: str) -> dict[str, object]:
    """Return the line that says that ``key`` was created."""
    job = {"key": key, "names": names}
    return {"event": "created", "target": target, "exchange": "x1", "tag": tag, "job": job}


def test_an_intent_stands_under_exchange_and_tag() -> None:
    """What was meant to be created can be found by either, in the order of the intents."""
    view = view_of("shop")
    expected = [Entry("shop", "x1", "submit", tag, EntryState.INTENT) for tag in ("RUN1", "RUN2")]
    assert list(view.left()) == list(view.from_exchange("shop", "x1")) == expected
    assert list(view.tagged("RUN2")) == expected[1:]
    assert view.from_exchange("shop", "x2") == view.tagged("RUN3") == ()


def test_a_job_is_known_by_its_names_at_its_target() -> None:
    """The same name at another target is another job."""
    view = view_of("shop", "mill")
    view.fold(created("shop", "RUN1", "RUN1/7", correlator="C7", name="RUN1"))
    owner = view.owner("shop", "C7")
    assert owner is not None
    assert owner.job == JobRef("RUN1/7")
    assert view.owner("mill", "C7") is None
    assert view.owner("shop", "RUN1") is None
    assert view.owns("RUN1/7")


@pytest.mark.parametrize("state", ["failed", "uncertain"])
def test_settling_touches_only_what_is_open(state: str) -> None:
    """What was created stays created when the rest of its exchange is settled."""
    view = view_of("shop", "mill")
    view.fold(created("shop", "RUN1", "1"))
    view.fold({"event": state, "target": "shop", "exchange": "x1"})
    states = [entry.state.value for entry in view.entries]
    assert states == ["created", state, "intent", "intent"]


def test_a_line_that_says_nothing_known_is_an_error() -> None:
    """A ledger of a later harness is not half understood."""
    with pytest.raises(ValueError, match="adopted"):
        view_of("shop").fold({"event": "adopted", "target": "shop", "exchange": "x1"})
