"""``harness.toml``: targets, work items, record limits and waivers, with an error that names its line."""

from __future__ import annotations

from harness.config.addresses import default_mode, is_loopback, target_from_url
from harness.config.loader import Config, find_config, load_config
from harness.config.model import RecordLimits
from harness.config.problems import near_miss
from harness.config.schema import editor_schema
from harness.config.values import toml_key, toml_text
from harness.config.waivers import Waived, Waiver, waive

__all__ = [
    "Config",
    "RecordLimits",
    "Waived",
    "Waiver",
    "default_mode",
    "editor_schema",
    "find_config",
    "is_loopback",
    "load_config",
    "near_miss",
    "target_from_url",
    "toml_key",
    "toml_text",
    "waive",
]
