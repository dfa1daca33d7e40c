"""A contract as small as can be: parcels that are sent, watched and returned."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from harness.contract.contract import Contract
from harness.contract.yaml_source import parse

TEXT = """\
openapi: 3.1.0
info: { title: Parcels, version: "1" }
x-job-lifecycle:
  x-source: { where: leaflet, standing: documented }
  states: [SENT, THERE]
  initial: [SENT]
  terminal: [THERE]
  edges: [[SENT, THERE]]
  ended-listed: false
  verbs:
    stop: { SENT: [done], THERE: [too-late] }
  not-visible: []
  too-late: []
paths:
  /parcels/{number}:
    parameters:
      - { name: number, in: path, required: true, schema: { type: integer } }
    get:
      operationId: track
      x-source: { where: leaflet page 1, standing: documented }
      x-job-effect: read
      x-job-role: status
      responses:
        "200":
          description: The parcel.
          x-source: { where: leaflet page 2, standing: measured }
          headers:
            X-Depot: { schema: { type: integer } }
          content:
            application/json:
              schema: { $ref: "#/components/schemas/Parcel" }
        4XX:
          description: No such parcel.
          x-source: { where: leaflet page 3, standing: inferred }
    put:
      operationId: change
      x-source: { where: leaflet page 4, standing: documented }
      x-job-effect:
        - effect: destroy
          role: "modify:stop"
          when: { properties: { body: { type: object, required: [stop] } } }
        - { effect: modify, when: { properties: { body: { type: object, required: [note] } } } }
      requestBody:
        required: true
        content:
          application/json:
            schema: { type: object, properties: { stop: { type: boolean }, note: { type: string } } }
      responses:
        default:
          description: Whatever the clerk says.
          x-source: { where: leaflet page 5, standing: documented }
          content:
            text/*: { schema: { type: string, maxLength: 20 } }
components:
  schemas:
    Parcel:
      x-source: { where: leaflet page 6, standing: documented }
      type: object
      required: [number, state]
      properties:
        number: { type: integer }
        state: { type: string, enum: [SENT, THERE] }
        weight: { type: integer, x-job-values: [1, 2, 5] }
        stops:
          type: array
          items:
            type: object
            properties: { town: { type: string, x-source: { where: leaflet page 7, standing: measured } } }
"""


def tiny(*changes: str) -> dict[str, Any]:
    """Return the tiny document with changes written ``old => new``."""
    return parse(text(*changes), "tiny.yaml")


def text(*changes: str) -> str:
    """Return the tiny document's text with changes written ``old => new``."""
    changed = TEXT
    for change in changes:
        old, _, new = change.partition(" => ")
        assert old in changed, old
        changed = changed.replace(old, new, 1)
    return changed


def contract(*changes: str) -> Contract:
    """Return the contract of the tiny document with changes written ``old => new``."""
    return Contract(tiny(*changes), "parcels")


def written(folder: Path, *changes: str) -> Path:
    """Write the tiny document with changes into ``folder`` and return its path."""
    path = folder / "parcels.yaml"
    path.write_text(text(*changes), encoding="utf-8")
    return path
