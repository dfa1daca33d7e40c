"""What a vendor brings, as one frozen value, and where vendors are found.

A vendor in this tree is a folder of ``harness/vendors`` that exports ``VENDOR``; outside it, an entry
point of the group ``harness.vendors``. Nothing else in the product knows a vendor by name.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from harness.contract import Contract, Match
from harness.emulation import Emulator, EmulatorSettings
from harness.errors import UsageError
from harness.exchange import Exchange, Request, Response
from harness.flow import Flow, JobRef, Modified, Reading, Submitted
from harness.guard import Exclusive, Running, Subjects
from harness.oracles import Observation, Rule
from harness.resources import resource
from harness.session import SessionScheme
from harness.target import Credentials, WorkItem

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy


class Flows(Protocol):
    """A vendor's conversations, all without I/O (see ``harness.flow``)."""

    def submit(self, work: WorkItem, tag: str) -> Flow[Submitted]:
        """Submit ``work`` so that it can be found again by ``tag``."""
        ...

    def status(self, job: JobRef) -> Flow[Reading]:
        """Ask for one job."""
        ...

    def find(self, tag: str) -> Flow[tuple[Reading, ...]]:
        """List the jobs that bear ``tag``, whoever owns them."""
        ...

    def modify(self, job: JobRef, verb: str) -> Flow[Modified]:
        """Apply a verb of the contract's life cycle (``hold``, ``cancel``, …)."""
        ...

    def output(self, job: JobRef) -> Flow[bytes]:
        """Fetch all of the job's output."""
        ...

    def clean(self, job: JobRef) -> Flow[Modified]:
        """Stop the job if need be and remove what it left."""
        ...


class RequestReader(Protocol):
    """What a request names, for the guard and the ledger; pure, and total: raises nothing it can foresee."""

    def subjects(self, match: Match, request: Request) -> Subjects:
        """Return the jobs that a request touches, the tags it creates under, the addresses it hands over."""
        ...

    def created(self, match: Match, request: Request, response: Response) -> JobRef | None:
        """Return the job that this answer says was created."""
        ...


@dataclass(frozen=True, slots=True)
class About:
    """What a server says it is; ``level`` is our guess at the release, None when it says too little."""

    product: str
    version: str
    level: str | None = None


@dataclass(frozen=True)
class Generation:
    """What request generation may draw from.

    ``work`` are the target's work items. With ``only_work`` a generated submit must be one of them,
    with ``{tag}`` left in it: each request gets a fresh tag of ours as it is sent.
    """

    work: tuple[WorkItem, ...]
    only_work: bool


@dataclass(frozen=True)
class Vendor:
    """One vendor: everything that is particular to its API."""

    name: str
    title: str
    emulator: Callable[[EmulatorSettings], Emulator]
    sessions: Mapping[str, Credentials]
    """The embedded emulator's users by session name; ``primary`` first."""
    scheme: SessionScheme
    flows: Flows
    reader: RequestReader
    observe: Callable[[Contract, Match, Exchange], tuple[Observation, ...]]
    """Read what an exchange that left says of jobs. One without a whole answer may have changed a job,
    which its observations tell by ``Outcome.UNKNOWN``."""
    rules: tuple[Rule, ...]
    work: tuple[WorkItem, ...]
    """What an embedded emulator may be asked to run."""
    work_schema: Mapping[str, Any]
    """JSON Schema of the vendor's own keys of a work item in ``harness.toml``."""
    bodies: Callable[[Generation], Mapping[tuple[str, str], SearchStrategy[bytes]]]
    """Body strategies by operationId and media type, where a schema cannot say what is valid.

    In a drawn body ``{tag}`` stands for a fresh tag, ``{jobid}`` and the like for names of a job of the run.
    """
    environment: Callable[[str, Credentials], Mapping[str, str]]
    """Variables that point the vendor's usual clients at a door's base address."""
    tag: Callable[[str, int], str]
    """A job tag that fits the vendor's naming rules, from a run token (lower-case base 36) and a number."""
    executes: Callable[[Sequence[WorkItem]], tuple[str, ...]] = lambda _work: ()
    """What submitting these work items executes, as the reader names it; in ``owned`` nothing else is."""
    exclusive: Callable[[Sequence[WorkItem]], tuple[Exclusive, ...]] = lambda _work: ()
    """What these work items say that only we use, where a verb names a task and not a job of its own."""
    running: Callable[[Match, Response], tuple[Running, ...] | None] = lambda _match, _response: None
    """Every job that is under way, where an answer tells of all; None where it does not."""
    documented: Path | None = None
    """NDJSON of documented exchanges to replay."""
    about: Callable[[], Flow[About | None]] | None = None
    """Ask the server what it is; the flow returns None when it does not tell."""
    contract: Path | None = None
    """The OpenAPI file of a vendor outside this tree; None: ``openapi/<name>.yaml``."""
    secrets: tuple[str, ...] = ()
    """Further header names whose values are secret."""
    noise: tuple[str, ...] = field(default=())
    """Header names that servers add and that no contract lists (``Server``, ``Date`` are always noise)."""

    @property
    def contract_path(self) -> Path:
        """Where the vendor's OpenAPI file stands."""
        return self.contract or resource(f"openapi/{self.name}.yaml")


@lru_cache(maxsize=1)
def vendors() -> Mapping[str, Vendor]:
    """Return every vendor by name: those of the tree, then those of installed entry points."""
    package = importlib.import_module("harness.vendors")
    found = [
        importlib.import_module(f"harness.vendors.{module.name}").VENDOR
        for module in pkgutil.iter_modules(package.__path__)
        if module.ispkg
    ]
    found += [point.load() for point in entry_points(group="harness.vendors")]
    return {vendor.name: vendor for vendor in sorted(found, key=lambda v: str(v.name))}


def vendor_named(name: str) -> Vendor:
    """Return the vendor called ``name``; raise ``UsageError`` that lists the known ones."""
    try:
        return vendors()[name]
    except KeyError:
        known = ", ".join(vendors())
        raise UsageError(f"no vendor is called {name!r}", mend=f"known vendors: {known}") from None
