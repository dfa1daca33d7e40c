"""What a run created, or is about to create, at which target; written before the request leaves."""

from harness.ledger.ledger import LEDGER_FILE, Ledger, read_ledger
from harness.ledger.view import Entry, EntryState, LedgerTarget, LedgerView

__all__ = ["LEDGER_FILE", "Entry", "EntryState", "Ledger", "LedgerTarget", "LedgerView", "read_ledger"]
