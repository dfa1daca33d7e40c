"""What can go wrong that is not a finding about the target.

::

    HarnessError             something outside our code must change before this can work
    ├── UsageError    exit 2  an argument, a configuration file, a contract, an input file
    └── TargetError   exit 3  the target cannot be reached, or cannot be judged

Any other exception is a defect of the harness itself and ends with exit 4. A *finding* (the target
broke a claim) is data, never an exception.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar


class HarnessError(Exception):
    """One problem, in one line, with the place it stands and what to do about it.

    ``what`` says what is wrong, ``mend`` what to do next, ``file`` and ``line`` (1-based) where to
    look. The rendered message is one line whatever the parts hold.
    """

    exit_code: ClassVar[int] = 4

    def __init__(
        self, what: str, *, mend: str = "", file: Path | str | None = None, line: int | None = None
    ) -> None:
        super().__init__(what)
        self.what = what
        self.mend = mend
        self.file = file
        self.line = line

    def __str__(self) -> str:
        place = "" if self.file is None else f"{self.file}{'' if self.line is None else f':{self.line}'}: "
        mend = f" ({self.mend})" if self.mend else ""
        return " ".join(f"{place}{self.what}{mend}".split())


class UsageError(HarnessError):
    """What the user gave us cannot be used: an argument, a file, a contract. Exit code 2."""

    exit_code = 2


class TargetError(HarnessError):
    """The target cannot be reached or logged in to, so nothing can be said of it. Exit code 3."""

    exit_code = 3
