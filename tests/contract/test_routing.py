from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.contract.model import Effect, EffectCase, Operation, Parameter
from harness.contract.routing import Router, Wire
from harness.exchange import Headers
from harness.finding import Source

HERE = Source("here")


def operation(template: str, method: str = "GET", **guards: str) -> Operation:
    """Return an operation on a template whose parameters have the guards given by name."""
    parameters = tuple(Parameter(name, "path", True, {}, HERE, match=guard) for name, guard in guards.items())
    cases = (EffectCase(Effect.READ, None),)
    return Operation(template, method, template, "", cases, parameters, {}, False, {}, (), HERE)


def router(*operations: Operation, wire: Wire | None = None) -> Router:
    """Return a router over the operations."""
    return Router(operations, wire or Wire())


def found(routes: Router, path: str, method: str = "GET") -> tuple[str, dict[str, str]] | None:
    """Return the template and parameters of a path."""
    match = routes.find(method, path)
    return None if match is None else (match[0].template, dict(match[1]))


def test_a_literal_goes_before_a_parameter() -> None:
    """The more exact template is meant, in whatever order the document has them."""
    routes = router(operation("/a/{x}"), operation("/a/b"), operation("/{y}/b"))
    assert found(routes, "/a/b") == ("/a/b", {})
    assert found(routes, "/a/c") == ("/a/{x}", {"x": "c"})
    assert found(routes, "/d/b") == ("/{y}/b", {"y": "d"})


def test_a_prefix_goes_before_a_guard_and_that_before_any_parameter() -> None:
    """Overlapping templates are told apart by their first segment."""
    routes = router(operation("/{any}"), operation("/{key}", key=":"), operation("/-{sub}"))
    assert found(routes, "/-X:1") == ("/-{sub}", {"sub": "X:1"})
    assert found(routes, "/a:b") == ("/{key}", {"key": "a:b"})
    assert found(routes, "/ab") == ("/{any}", {"any": "ab"})


def test_a_suffix_belongs_to_the_template() -> None:
    """A parameter may stand before a literal of its segment."""
    routes = router(operation("/{name}.pdf"))
    assert found(routes, "/a.b.pdf") == ("/{name}.pdf", {"name": "a.b"})
    assert found(routes, "/.pdf") is None


@pytest.mark.parametrize("path", ["/", "/a//b", "", "a/b", "*", "/a/b/c", "/A/b"])
def test_other_paths_mean_no_operation(path: str) -> None:
    """Neither an empty segment nor another letter case is a match."""
    assert found(router(operation("/a/{x}/b"), operation("/a/b")), path) is None


@pytest.mark.parametrize("path", ["/a/..", "/a/%2e%2E", "/a/.", "/../a/b", "/a%2F..%2Fb"])
def test_dot_segments_mean_no_operation(path: str) -> None:
    """A server may normalise them into another path, so nobody can tell what is meant."""
    routes = router(operation("/a/{x}"), operation("/a/{x}/{y}"), wire=Wire(slash_decoded=True))
    assert found(routes, path) is None


def test_methods_are_told_apart() -> None:
    """A path without the method is no operation."""
    routes = router(operation("/a", "PUT"))
    assert found(routes, "/a", "PUT") == ("/a", {})
    assert found(routes, "/a", "put") is None
    assert found(routes, "/a") is None


def test_an_encoded_slash_is_data_unless_the_vendor_takes_it_for_a_separator() -> None:
    """What the guard reads must be what the target will read."""
    operations = (operation("/a/{x}"), operation("/a/{x}/{y}"))
    assert found(router(*operations), "/a/b%2Fc") == ("/a/{x}", {"x": "b/c"})
    separating = router(*operations, wire=Wire(slash_decoded=True))
    assert found(separating, "/a/b%2Fc") == ("/a/{x}/{y}", {"x": "b", "y": "c"})
    assert found(separating, "/a%2Fb%2fc") == ("/a/{x}/{y}", {"x": "b", "y": "c"})


def test_a_trailing_slash_counts_unless_the_vendor_ignores_it() -> None:
    """One slash at the end, not two."""
    assert found(router(operation("/a")), "/a/") is None
    ignoring = router(operation("/a"), wire=Wire(trailing_slash_ignored=True))
    assert found(ignoring, "/a/") == ("/a", {})
    assert found(ignoring, "/a//") is None


def test_a_method_may_be_overridden_by_a_header() -> None:
    """A tunnelled DELETE is a DELETE to the guard as well."""
    wire = Wire(override_method="POST", override_header="X-Method")
    assert wire.method("POST", Headers.of([("x-method", " delete ")])) == "DELETE"
    assert wire.method("POST", Headers()) == "POST"
    assert wire.method("GET", Headers.of([("X-Method", "DELETE")])) == "GET"


NAMES = st.text(min_size=1).filter(lambda text: text not in (".", ".."))


@given(NAMES, NAMES)
def test_whatever_is_percent_encoded_comes_back(first: str, second: str) -> None:
    """Parameters are decoded exactly once, whatever the names hold."""
    path = f"/a/{quote(first, safe='')}/{quote(second, safe='')}"
    assert found(router(operation("/a/{x}/{y}")), path) == ("/a/{x}/{y}", {"x": first, "y": second})


@given(st.text())
def test_any_path_is_read_without_an_error(path: str) -> None:
    """Whatever comes over the wire is an operation or none."""
    routes = router(operation("/{x}"), operation("/{x}/{y}"), wire=Wire(slash_decoded=True))
    match = routes.find("GET", "/" + path)
    assert match is None or set(match[1]) <= {"x", "y"}
