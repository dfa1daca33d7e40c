"""An order as the Master holds it, frozen; instants are nanoseconds since the emulator's epoch."""

from __future__ import annotations

from dataclasses import dataclass

Params = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Task:
    """The task that holds an order: it is picked, the step begins, the step ends."""

    id: int
    picked: int
    begins: int
    ends: int
    exit_code: int


@dataclass(frozen=True, slots=True)
class Step:
    """A step that has ended."""

    node: str
    job: str
    task: Task


@dataclass(frozen=True, slots=True)
class Run:
    """One way of an order through its chain: a record of the order history."""

    history: int
    """The historyId."""
    chain: str
    order: str
    started: int
    node: str
    ended: int | None = None
    steps: tuple[Step, ...] = ()
    failed: bool = False
    """Whether its last step ended in error."""


@dataclass(frozen=True, slots=True)
class Order:
    """An order in its chain."""

    chain: str
    id: str
    type: str
    """``PERMANENT`` (it has a file), ``AD_HOC`` or ``FILE_ORDER``."""
    initial: str
    node: str
    start: int | None
    """When it starts; None: never by itself."""
    title: str = ""
    priority: int = 0
    params: Params = ()
    end_state: str = ""
    touched: bool = False
    """Whether it has started."""
    suspended: bool = False
    manually: bool = False
    """Whether it was suspended on demand, not by a failed step."""
    blacklisted: bool = False
    setback: int | None = None
    """Until when it is set back."""
    setbacks: int = 0
    task: Task | None = None
    run: Run | None = None
    """Where it has started, its way so far."""
    gone: bool = False
    successor: Order | None = None
    """What takes its place once its step has ended."""

    @property
    def key(self) -> str:
        """How JOC names it: ``CHAIN,ORDERID``; ids are unique in their chain only."""
        return f"{self.chain},{self.id}"


def merged(params: Params, more: Params) -> Params:
    """Return parameters with others merged in: the same name is replaced, none is ever dropped."""
    return tuple({**dict(params), **dict(more)}.items())
