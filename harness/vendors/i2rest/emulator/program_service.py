"""run_program: one call of a published program (i2Rest API, run_program)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from harness.exchange import Response
from harness.vendors.i2rest.emulator.answers import called, error, streamed
from harness.vendors.i2rest.emulator.asked import Asked, UnreadableError, body_of, flag, object_in
from harness.vendors.i2rest.emulator.failing import failed, refused
from harness.vendors.i2rest.emulator.messages import EscapeError
from harness.vendors.i2rest.emulator.pcml.document import Data, Program
from harness.vendors.i2rest.emulator.pcml.storage import dump
from harness.vendors.i2rest.emulator.pcml.values import MisfitError, passed, writer
from harness.vendors.i2rest.emulator.programs import ASSERTS, PROGRAMS, Surroundings, Values
from harness.vendors.i2rest.emulator.publications import published

_FLAGS: Final = ("tracein", "traceout", "joblog", "joblog_on_error", "streamed_response", "unsafe_heap")
_SHORT: Final = 1024
"""Bytes of a body that is remembered."""
_Output = tuple[str, str | None, bool, Callable[[Any], Any]]


@dataclass(slots=True)
class _Call:
    """One call under way."""

    asked: Asked
    program: Program
    flags: Mapping[str, bool]
    log: list[str]

    def answer(self, mount: str, values: Values) -> Response:
        """Call the program and return what it gives, or how it failed."""
        if self.flags["tracein"]:
            self._trace(values, self.program.inputs.values())
        asked = self.asked
        unsafe = self.flags["unsafe_heap"] and asked.release.unsafe_heap
        around = Surroundings(asked.system, asked.now, unsafe)
        try:
            values = PROGRAMS[mount, self.program.name](values, around)
        except EscapeError as escape:
            log = self.flags["joblog"] or self.flags["joblog_on_error"]
            return failed(asked.release, escape, asked.session, log=log, before=self.log)
        if self.flags["traceout"]:
            self._trace(values, self.program.outputs)
        return self._told(mount, values)

    def _told(self, mount: str, values: Values) -> Response:
        release = self.asked.release
        output: dict[str, Any] = {}
        outputs = _outputs(mount, self.program.name, trims=release.trim, excludes=release.exclude)
        for name, asserted, goes_out, write in outputs:
            value = values[name]
            wrong = ASSERTS[asserted](value) if asserted else None
            if wrong is not None:
                return self._asserted(output, {name: wrong})
            if goes_out:
                output[name] = write(value)
        if release.subsystem_told and self.program.name == "jobsts":
            output["subsystem"] = "QBATCH"
        return self._sent({"output": output}, on_error=False)

    def _asserted(self, output: dict[str, Any], errors: dict[str, str]) -> Response:
        """Answer for an assert that was met: what had gone out stays out when the answer is streamed."""
        if self._streams:
            return self._sent({"output": output, "errors": errors}, on_error=True)
        log = self.log if self.flags["joblog"] or self.flags["joblog_on_error"] else None
        details = next(iter(errors.values()))
        return refused(self.asked.release, details, self.asked.session, log, errors)

    def _sent(self, document: dict[str, Any], *, on_error: bool) -> Response:
        log = self.flags["joblog"] or (on_error and self.flags["joblog_on_error"])
        if log:
            document["joblog"] = self.log
        if self.asked.release.job_always or log:
            document["job"] = self.asked.session.job
        return streamed(document) if self._streams else called(document)

    @property
    def _streams(self) -> bool:
        return self.flags["streamed_response"] and self.asked.release.streaming

    def _trace(self, values: Values, parameters: Iterable[Data]) -> None:
        for data in parameters:
            self.log += dump(data, values[data.name], self.asked.release.padding)


@lru_cache(maxsize=256)
def _outputs(mount: str, name: str, *, trims: bool, excludes: bool) -> tuple[_Output, ...]:
    """Return of each parameter its name, what judges it, whether it goes out, and what writes it."""
    return tuple(
        (
            data.name,
            data.asserted,
            not (data.excluded and excludes),
            writer(data, trims=trims, excludes=excludes),
        )
        for data in published()[mount, name].outputs
    )


def run_program(asked: Asked, mount: str, program: Program) -> tuple[Response, Values]:
    """Call a published program; return the answer and the values that it was called with."""
    try:
        body = body_of(asked.call)
        read = _remembered if len(body) <= _SHORT else _read
        flags, values = read(body, mount, program.name)
    except (UnreadableError, MisfitError) as problem:
        return error(400, str(problem)), {}
    return _Call(asked, program, flags, []).answer(mount, {**values, **program.unset}), values


def _read(body: bytes, mount: str, name: str) -> tuple[Mapping[str, bool], Values]:
    """Return the flags of a call and the values of its input parameters."""
    document = object_in(body)
    flags = {name: flag(document, name) for name in _FLAGS}
    return flags, passed(published()[mount, name].inputs, document.get("input", {}))


# Who waits for a job sends one document again and again.
_remembered = lru_cache(maxsize=256)(_read)
