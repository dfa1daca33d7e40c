"""In-stream procedures: steps under a name, called by EXEC with symbols and overriding DDs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from harness.vendors.zosmf.emulator.jcl.model import DataDefinition, Step
from harness.vendors.zosmf.emulator.jcl.operands import unquote
from harness.vendors.zosmf.emulator.jcl.symbols import substitute


@dataclass
class Procedure:
    """A procedure being read: the defaults of its symbols, and its steps so far."""

    defaults: Mapping[str, str]
    steps: list[Step] = field(default_factory=list)


def expand(
    procedure: Procedure, called_by: str, arguments: Mapping[str, str], symbols: Mapping[str, str]
) -> list[Step]:
    """Return the steps of a procedure as the step ``called_by`` runs them."""
    values = {**symbols, **procedure.defaults, **arguments}
    known = {name: unquote(value) for name, value in values.items()}
    return [_expanded(step, called_by, known) for step in procedure.steps]


def _expanded(step: Step, called_by: str, symbols: Mapping[str, str]) -> Step:
    return replace(
        step,
        name=called_by,
        proc_step=step.name,
        program=substitute(step.program, symbols),
        operands={name: substitute(value, symbols) for name, value in step.operands.items()},
    )


def override(steps: list[Step], definition: DataDefinition) -> None:
    """Add a DD to the step it names (``PROCSTEP.DDNAME``), by default the last; replace one of its name."""
    wanted, _, name = definition.name.rpartition(".")
    positions = [index for index, step in enumerate(steps) if wanted in (step.proc_step, step.name)]
    position = positions[-1] if wanted and positions else len(steps) - 1
    step = steps[position]
    others = tuple(each for each in step.definitions if not name or each.name != name)
    steps[position] = replace(step, definitions=(*others, replace(definition, name=name)))
