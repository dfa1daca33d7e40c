"""run_program: one call of a published program (i2Rest API, run_program)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from harness.exchange import Response
from harness.vendors.i2rest.emulator.answers import called, error, streamed
from harness.vendors.i2rest.emulator.asked import Asked, UnreadableError, document_of, flag
from harness.vendors.i2rest.emulator.failing import failed, refused
from harness.vendors.i2rest.emulator.messages import EscapeError
from harness.vendors.i2rest.emulator.pcml.document import Data, Program
from harness.vendors.i2rest.emulator.pcml.storage import dump
from harness.vendors.i2rest.emulator.pcml.values import MisfitError, passed, shown
from harness.vendors.i2rest.emulator.programs import ASSERTS, PROGRAMS, Surroundings, Values

_FLAGS: Final = ("tracein", "traceout", "joblog", "joblog_on_error", "streamed_response", "unsafe_heap")


@dataclass
class _Call:
    """One call under way."""

    asked: Asked
    program: Program
    flags: Mapping[str, bool]
    log: list[str]

    def answer(self, mount: str, values: Values) -> Response:
        """Call the program and return what it gives, or how it failed."""
        self._trace("tracein", values, self.program.inputs.values())
        asked = self.asked
        unsafe = self.flags["unsafe_heap"] and asked.release.unsafe_heap
        around = Surroundings(asked.system, asked.now, unsafe)
        try:
            values = PROGRAMS[mount, self.program.name](values, around)
        except EscapeError as escape:
            log = self.flags["joblog"] or self.flags["joblog_on_error"]
            return failed(asked.release, escape, asked.session, log=log, before=self.log)
        self._trace("traceout", values, self.program.outputs)
        return self._told(values)

    def _told(self, values: Values) -> Response:
        release = self.asked.release
        output: dict[str, Any] = {}
        for data in self.program.outputs:
            wrong = ASSERTS[data.asserted](values[data.name]) if data.asserted else None
            if wrong is not None:
                return self._asserted(output, {data.name: wrong})
            if not (data.excluded and release.exclude):
                output[data.name] = shown(
                    data, values[data.name], trims=release.trim, excludes=release.exclude
                )
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

    def _trace(self, flag_: str, values: Values, parameters: Iterable[Data]) -> None:
        if self.flags[flag_]:
            for data in parameters:
                self.log += dump(data, values[data.name], self.asked.release.padding)


def run_program(asked: Asked, mount: str, program: Program) -> tuple[Response, Values]:
    """Call a published program; return the answer and the values that it was called with."""
    try:
        document = document_of(asked.call)
        flags = {name: flag(document, name) for name in _FLAGS}
        values = passed(program.inputs, document.get("input", {}))
    except (UnreadableError, MisfitError) as problem:
        return error(400, str(problem)), {}
    return _Call(asked, program, flags, []).answer(mount, {**values, **program.unset}), values
