"""Texts of work items that stand in files of their own: ``jcl = { file = "short.jcl" }``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from harness.config.document import Document
from harness.config.locate import Place
from harness.config.schema import text_keys


def inline_files(document: Document, work_schemas: Mapping[str, Mapping[str, Any]]) -> Document:
    """Return ``document`` with each ``{ file = PATH }`` of a work item replaced by the file's text.

    Done before the schema judges, so that a text is held to the same rules wherever it stands; hence
    nothing is taken for granted here. Only keys that a vendor's schema calls strings are replaced.
    """
    data = dict(document.data)
    data["targets"] = _mapped(
        data.get("targets"),
        lambda name, target: _target(document, ("targets", name), target, work_schemas),
    )
    return Document(document.file, {k: v for k, v in data.items() if v is not None}, document.lines)


def _target(document: Document, place: Place, target: Any, work_schemas: Mapping[str, Any]) -> Any:
    if not isinstance(target, dict) or not isinstance(target.get("vendor"), str) or "work" not in target:
        return target
    texts = text_keys(work_schemas.get(target["vendor"], {}))

    def item(name: str, fields: Any) -> Any:
        return _mapped(
            fields,
            lambda key, value: _text(document, (*place, "work", name, key), value) if key in texts else value,
        )

    return {**target, "work": _mapped(target["work"], item)}


def _mapped(value: Any, change: Callable[[str, Any], Any]) -> Any:
    return {key: change(key, item) for key, item in value.items()} if isinstance(value, dict) else value


def _text(document: Document, place: Place, value: Any) -> Any:
    if not isinstance(value, dict) or list(value) != ["file"] or not isinstance(value["file"], str):
        return value
    try:
        return document.file.parent.joinpath(value["file"]).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        mend = "a path is relative to this file"
        raise document.error(place, f"{value['file']}: {reason}", mend) from None
