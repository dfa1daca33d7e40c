"""Finding run folders by the names that people use for them."""

from __future__ import annotations

from pathlib import Path

from harness.errors import UsageError
from harness.record import EXCHANGES_FILE
from harness.run.recording import REPORTS


def recorded(name: str, reports: Path = REPORTS) -> Path | None:
    """Return the run folder that ``name`` means: a path, the name of a folder below ``reports``, ``latest``.

    None when there is no such run.
    """
    candidates = (Path(name), reports / name)
    return next((path.resolve() for path in candidates if (path / EXCHANGES_FILE).is_file()), None)


def run_folder(name: str, reports: Path = REPORTS) -> Path:
    """Return the run folder that ``name`` means; raise ``UsageError`` when there is none."""
    found = recorded(name, reports)
    if found is None:
        mend = f"name a folder below {reports}, or make a run first: harness check"
        raise UsageError(f"no run is recorded as {name!r}", mend=mend)
    return found


def all_runs(reports: Path) -> tuple[Path, ...]:
    """Return every run folder below ``reports``, the oldest first."""
    if not reports.is_dir():
        return ()
    folders = sorted(path for path in reports.iterdir() if path.is_dir() and not path.is_symlink())
    return tuple(folder for folder in folders if (folder / EXCHANGES_FILE).is_file())
