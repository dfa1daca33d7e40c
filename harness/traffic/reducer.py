"""Make the request of a finding as small as it can be and still break the same claim.

Schemathesis shrinks only what its own checks find. This search needs no generator: it takes the request
apart by its structure and simplifies one part after the other. Every try starts from the same state, the
number of tries is bounded, and nothing in it is random, so a finding always has the same witness.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import quote, unquote, unquote_plus

import orjson

from harness.contract import Contract, Match
from harness.exchange import Exchange, Headers, Request, media_type
from harness.finding import Finding
from harness.oracles import Observation, Rule, gather
from harness.traffic.shrinking import fewest, simplest_json, simplest_lines, simplest_text, smallest_integer

KIND = "reduce"
"""Kind of sender of the requests that a search makes."""
_SAFE = "*$@:"
"""Characters that both a query and a path may hold as they are (RFC 3986, 3.3 and 3.4)."""


@dataclass(frozen=True, slots=True)
class Reduction:
    """What a search came to."""

    request: Request
    """The smallest request that still fails; the original one unless it was reproduced."""
    tries: int
    """Requests that were sent for it."""
    reproduced: bool
    """Whether the original request failed again, from the state that tries start from."""
    exhausted: bool
    """Whether the budget ended the search, so that a smaller request may exist."""


def minimise(
    contract: Contract,
    request: Request,
    still_fails: Callable[[Request], bool],
    *,
    reset: Callable[[], None] = lambda: None,
    budget: int = 200,
) -> Reduction:
    """Return the smallest request like ``request`` for which ``still_fails`` holds.

    ``reset`` brings the target back to the state that each try starts from. A smaller request stays
    the same operation with the same effect, and breaks its contract nowhere that the original does
    not, so that one finding does not turn into another. At most ``budget`` requests are sent.
    """
    search = _Search(contract, request, still_fails, reset, budget)
    if not search.fails(request):
        return Reduction(request, search.tries, reproduced=False, exhausted=False)
    smallest = request
    while (smaller := _simplified(smallest, search)) != smallest:
        smallest = smaller
    return Reduction(smallest, search.tries, reproduced=True, exhausted=search.tries >= budget)


def still_fires(
    finding: Finding,
    rule: Rule,
    contract: Contract,
    observe: Callable[[Contract, Match, Exchange], tuple[Observation, ...]],
    ask: Callable[[Request], Exchange | None],
) -> Callable[[Request], bool]:
    """Return what sends a request by ``ask`` and tells whether ``rule`` finds the same trouble in it."""

    def fails(request: Request) -> bool:
        exchange = ask(request)
        if exchange is None or not exchange.judged:
            return False
        found = rule.judge(gather(contract, observe, (exchange,)))
        return any(other.fingerprint == finding.fingerprint for other in found)

    return fails


class _Search:
    """Asks each request at most once, and no more than the budget allows."""

    def __init__(
        self,
        contract: Contract,
        request: Request,
        still_fails: Callable[[Request], bool],
        reset: Callable[[], None],
        budget: int,
    ) -> None:
        self.tries = 0
        self._contract = contract
        self._still_fails = still_fails
        self._reset = reset
        self._budget = budget
        self._known: dict[Request, bool] = {}
        self._meaning, self._breaches = self._read(request)
        match = contract.match(request)
        self.template = match.operation.template if match else ""

    def fails(self, request: Request) -> bool:
        """Tell whether ``request`` is like the original and fails as well; False once the budget is spent."""
        if request not in self._known:
            meaning, breaches = self._read(request)
            alike = meaning == self._meaning and breaches <= self._breaches
            if alike and self.tries >= self._budget:
                return False
            self._known[request] = alike and self._try(request)
        return self._known[request]

    def _try(self, request: Request) -> bool:
        self.tries += 1
        self._reset()
        return self._still_fails(request)

    def _read(self, request: Request) -> tuple[object, frozenset[object]]:
        match = self._contract.match(request)
        if match is None:
            return None, frozenset()
        found = self._contract.judge_request(match, request)
        breaches = frozenset((each.kind, each.pointer, each.keyword) for each in found)
        return (match.operation.id, match.role, match.effect), breaches


def _simplified(request: Request, search: _Search) -> Request:
    """Go once over every part: first leave out what is not needed, then simplify what is left."""
    for simplify in (_fewer_queries, _fewer_headers, _smaller_body, _simpler_values):
        smaller = simplify(request, search)
        # A body written anew may differ in its spelling alone, and has not been tried.
        request = smaller if smaller == request or search.fails(smaller) else request
    return request


def _fewer_queries(request: Request, search: _Search) -> Request:
    kept = fewest(_pairs(request), lambda pairs: search.fails(_with_query(request, pairs)))
    return _with_query(request, kept)


def _fewer_headers(request: Request, search: _Search) -> Request:
    def fails(fields: tuple[tuple[str, str], ...]) -> bool:
        return search.fails(replace(request, headers=Headers(fields)))

    return replace(request, headers=Headers(fewest(request.headers.fields, fails)))


def _smaller_body(request: Request, search: _Search) -> Request:
    def fails(body: bytes) -> bool:
        return search.fails(replace(request, body=body))

    if not request.body or fails(b""):
        return replace(request, body=b"")
    return replace(request, body=_smaller(request.body, media_type(request.headers) or "", fails))


def _smaller(body: bytes, kind: str, fails: Callable[[bytes], bool]) -> bytes:
    try:
        if kind.endswith("json"):
            document = simplest_json(orjson.loads(body), lambda value: fails(orjson.dumps(value)))
            return orjson.dumps(document)
        return simplest_lines(body.decode(), lambda text: fails(text.encode())).encode()
    except (UnicodeDecodeError, orjson.JSONDecodeError):
        return bytes(fewest(tuple(body), lambda kept: fails(bytes(kept))))


def _simpler_values(request: Request, search: _Search) -> Request:
    for number in range(len(_values(request, search.template))):
        value = _values(request, search.template)[number]
        request = _with_simplest(request, value, search)
    return request


def _with_simplest(request: Request, value: _Value, search: _Search) -> Request:
    simple = _simplest(value.text, lambda text: search.fails(value.put(text)))
    return request if simple == value.text else value.put(simple)


def _simplest(text: str, fails: Callable[[str], bool]) -> str:
    if text.isdecimal() and str(int(text)) == text:
        return str(smallest_integer(int(text), lambda number: fails(str(number))))
    return simplest_text(text, fails)


@dataclass(frozen=True, slots=True)
class _Value:
    """A value of a request: its text, decoded, and what puts another in its place."""

    text: str
    put: Callable[[str], Request]


def _values(request: Request, template: str) -> list[_Value]:
    """Return the values of the query, the headers and the path parameters, in this order."""
    return [*_query_values(request), *_header_values(request), *_path_values(request, template)]


def _query_values(request: Request) -> Iterator[_Value]:
    pairs = _pairs(request)
    for place, pair in enumerate(pairs):
        name, equals, text = pair.partition("=")

        def put(value: str, place: int = place, head: str = name + equals) -> Request:
            written = head + quote(value, safe=_SAFE)
            return _with_query(request, (*pairs[:place], written, *pairs[place + 1 :]))

        yield _Value(unquote_plus(text), put)


def _header_values(request: Request) -> Iterator[_Value]:
    fields = request.headers.fields
    for place, (name, text) in enumerate(fields):

        def put(value: str, place: int = place, name: str = name) -> Request:
            return replace(request, headers=Headers((*fields[:place], (name, value), *fields[place + 1 :])))

        yield _Value(text, put)


def _path_values(request: Request, template: str) -> Iterator[_Value]:
    """Yield the segments that are parameters, where path and template have the same segments."""
    segments, named = request.path.split("/"), template.split("/")
    for place, name in enumerate(named if len(named) == len(segments) else ()):
        if "{" not in name:
            continue
        head = name.partition("{")[0]

        def put(value: str, place: int = place, head: str = head) -> Request:
            path = "/".join([*segments[:place], head + quote(value, safe=_SAFE), *segments[place + 1 :]])
            return replace(request, target=path + request.target[len(request.path) :])

        yield _Value(unquote(segments[place].removeprefix(head)), put)


def _pairs(request: Request) -> tuple[str, ...]:
    return tuple(request.query.split("&")) if request.query else ()


def _with_query(request: Request, pairs: tuple[str, ...]) -> Request:
    return replace(request, target=request.path + ("?" + "&".join(pairs) if pairs else ""))
