"""What a request means for the ledger: what it is about to create, and what then became of it."""

from __future__ import annotations

from harness.contract import Contract, Effect, Match
from harness.door.admission import Admitted
from harness.door.vendor import DoorVendor
from harness.exchange import Exchange, Response
from harness.flow import Outcome
from harness.guard import Attempt
from harness.ledger import Ledger
from harness.oracles import Act


class Accounts:
    """Keeps one target's ledger by what passes the door."""

    def __init__(self, ledger: Ledger, vendor: DoorVendor, contract: Contract) -> None:
        self._ledger = ledger
        self._vendor = vendor
        self._contract = contract

    def creations(self, attempt: Attempt) -> int:
        """Return how many things a request would create, as far as can be read; 0: nothing."""
        creates = attempt.match is not None and attempt.match.effect is Effect.CREATE
        return len(attempt.subjects.creates) or int(creates)

    def intend(self, exchange: str, attempt: Attempt) -> None:
        """Write down what is about to be created."""
        operation = None if attempt.match is None else attempt.match.operation.id
        self._ledger.intend(exchange, operation, attempt.subjects.creates)

    def created(self, admitted: Admitted, response: Response) -> None:
        """Write down what an answer says of what its request was to create."""
        exchange, match = admitted.id, admitted.match
        job = None if match is None else self._vendor.reader.created(match, admitted.request, response)
        if job is not None:
            self._ledger.created(exchange, job)
        if job is None and 400 <= response.status < 500:
            self._ledger.failed(exchange)
        else:
            # One answer names one job; of what else the request was to create nothing is known. A refusal
            # that names a job all the same is one of a part of the request.
            self._ledger.uncertain(exchange)

    def lost(self, exchange: str, *, sent: bool) -> None:
        """Write down that no answer says what became of what was to be created."""
        if sent:
            self._ledger.uncertain(exchange)
        else:
            self._ledger.failed(exchange)

    def removed(self, match: Match | None, exchange: Exchange) -> None:
        """Write down the jobs that an answer says are gone."""
        if match is None or match.effect is not Effect.DESTROY or not exchange.judged:
            return
        for seen in self._vendor.observe(self._contract, match, exchange):
            if seen.act is Act.DELETE and seen.outcome is Outcome.DONE:
                self._ledger.cleaned(seen.job.key)
