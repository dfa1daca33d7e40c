"""Where releases of a vendor differ, as an emulator plays it: which drift turns which switch.

A vendor's emulator brings its switches, a frozen dataclass whose defaults are what the documents describe,
and one row a drift. It asks the release at the one place where it decides. No overlay is read here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from harness.errors import UsageError

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

R = TypeVar("R", bound="DataclassInstance")


@dataclass(frozen=True)
class PlayedDrifts(Generic[R]):
    """What each drift that the emulator of ``vendor`` plays changes in its ``documented`` release.

    ``changes`` names by drift the switches that it turns, and what to. Ids are rows of the vendor's
    published list; one with a suffix is one step of its row.
    """

    vendor: str
    documented: R
    changes: Mapping[str, Mapping[str, Any]]

    def __iter__(self) -> Iterator[str]:
        """Yield the ids of the drifts."""
        return iter(self.changes)

    def release(self, drifts: Iterable[str] = ()) -> R:
        """Return the documented release with ``drifts``; raise ``UsageError`` for one that is not played."""
        wanted = sorted(drifts)
        unknown = [name for name in wanted if name not in self.changes]
        if unknown:
            mend = f"it plays: {', '.join(self.changes)}"
            raise UsageError(f"{self.vendor} plays no drift called {', '.join(unknown)}", mend=mend)
        release = self.documented
        for name in wanted:
            release = replace(release, **self.changes[name])
        return release
