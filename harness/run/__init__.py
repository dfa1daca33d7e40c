"""Composition: one module a command, each with ``run(request, ui) -> RunEnd``."""
