"""One HTML file that holds everything it needs: it works offline, from disk, and asks nobody for anything."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from harness.report.view import RunView

STYLES = ("page.css", "findings.css", "tables.css", "plots.css")
SCRIPT = "page.js"


def run_page(run: RunView) -> str:
    """Return the report of one run."""
    return page("report.html.j2", run=run)


def page(template: str, **content: Any) -> str:
    """Return a page of ours: ``template`` filled with ``content``, the one style and the one script."""
    style, script = "".join(map(_asset, STYLES)), _asset(SCRIPT)
    return (
        _environment()
        .get_template(template)
        .render(style=Markup(style), script=Markup(script), policy=_policy(style, script), **content)  # noqa: S704 - our own files, nothing recorded
    )


def _policy(style: str, script: str) -> str:
    """Allow the style and the script of this very page, and nothing else: no request can leave it."""
    allowed = f"style-src '{_digest(style)}'; script-src '{_digest(script)}'; img-src data:"
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@lru_cache
def _asset(name: str) -> str:
    return files("harness.report").joinpath("templates", name).read_text("utf-8")


@lru_cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("harness.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["number"] = lambda value: f"{value:,}"
    return environment
