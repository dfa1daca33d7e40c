"""A job's spool: which files there are at an instant, what they hold, and how records are read."""

from harness.vendors.zosmf.emulator.spool.operations import get_records, list_files

__all__ = ["get_records", "list_files"]
