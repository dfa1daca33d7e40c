"""What is configured: jobs, chains with their nodes, and the orders that have a file (the live folder).

``/agent/job_chain1`` with ``order1`` is the sample of "JOC Cockpit REST Web Service"; the other chains show
one behaviour each. Nothing a request sends changes a definition, but a permanent order can be deleted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

MASTER: Final = "scheduler"
"""The jobschedulerId of the one Master."""


@dataclass(frozen=True, slots=True)
class JobDefinition:
    """A job: what it does is to last and to end with an exit code."""

    path: str
    title: str
    seconds: float = 0.05
    exit_code: int = 0
    in_chains: bool = True
    """False for a standalone job."""

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class NodeDefinition:
    """A node of a chain, the job it runs, and where orders go from it."""

    name: str
    job: str
    next: str
    error: str
    on_error: str = ""
    """``suspend``, ``setback``, or empty: go to the error node."""


@dataclass(frozen=True)
class ChainDefinition:
    """A job chain."""

    path: str
    title: str
    nodes: tuple[NodeDefinition, ...]
    ends: tuple[str, ...] = ("success", "error")

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]

    @cached_property
    def by_name(self) -> Mapping[str, NodeDefinition]:
        """The nodes by name, without the end nodes."""
        return {node.name: node for node in self.nodes}


@dataclass(frozen=True, slots=True)
class OrderDefinition:
    """An order with a file; without run time it never starts by itself."""

    chain: str
    id: str
    title: str
    initial: str


SLEEPER: Final = "/batch/sleep"
"""The job that lasts as many seconds as the order's parameter ``seconds`` says."""
MAX_TASKS: Final = 1000
"""How many tasks a job may have at once, by its definition; none of the plant lets an order wait for one."""
SETBACK_SECONDS: Final = 2.0
SETBACKS: Final = 2
"""How long a job that sets orders back keeps them, and how often before their error node."""

_JOBS = (
    JobDefinition("/agent/job1", "First step"),
    JobDefinition("/agent/job2", "Second step"),
    JobDefinition(SLEEPER, "Sleep as long as the order says", 1.0),
    JobDefinition("/batch/fail", "Ends with exit code 1", 0.05, 1),
    JobDefinition("/spare/job1", "Used by nothing but the spare chain"),
    JobDefinition("/spare/standalone", "Runs without orders", 0.2, in_chains=False),
)
_CHAINS = (
    ChainDefinition(
        "/agent/job_chain1",
        "Sample chain",
        (
            NodeDefinition("100", "/agent/job1", "200", "error"),
            NodeDefinition("200", "/agent/job2", "success", "error"),
        ),
    ),
    ChainDefinition("/batch/failing", "Fails", (NodeDefinition("100", "/batch/fail", "success", "error"),)),
    ChainDefinition(
        "/batch/setback",
        "Fails, and is set back before it gives up",
        (NodeDefinition("100", "/batch/fail", "success", "error", "setback"),),
    ),
    ChainDefinition("/batch/sleep", "Sleeps", (NodeDefinition("100", SLEEPER, "success", "error"),)),
    ChainDefinition(
        "/batch/suspending",
        "Fails, and is suspended",
        (NodeDefinition("100", "/batch/fail", "success", "error", "suspend"),),
    ),
    ChainDefinition("/spare/chain", "Spare", (NodeDefinition("100", "/spare/job1", "success", "error"),)),
)

JOBS: Final[Mapping[str, JobDefinition]] = {job.path: job for job in _JOBS}
CHAINS: Final[Mapping[str, ChainDefinition]] = {chain.path: chain for chain in _CHAINS}
ORDERS: Final = (
    OrderDefinition("/agent/job_chain1", "order1", "Sample order", "100"),
    OrderDefinition("/spare/chain", "spare1", "Spare order", "100"),
)


def chains_of(job: str) -> tuple[ChainDefinition, ...]:
    """Return the chains that use a job."""
    return tuple(chain for chain in _CHAINS if any(node.job == job for node in chain.nodes))
