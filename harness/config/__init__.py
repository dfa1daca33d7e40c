"""``harness.toml``: targets, work items, record limits and waivers, with an error that names its line."""

from __future__ import annotations

from harness.config.addresses import default_mode, is_loopback, target_from_url
from harness.config.credentials import url_sessions
from harness.config.loader import Config, find_config, load_config
from harness.config.model import RecordLimits
from harness.config.schema import complete_schema
from harness.config.values import toml_value
from harness.config.waivers import Waived, Waiver, waive

__all__ = [
    "Config",
    "RecordLimits",
    "Waived",
    "Waiver",
    "complete_schema",
    "default_mode",
    "find_config",
    "is_loopback",
    "load_config",
    "target_from_url",
    "toml_value",
    "url_sessions",
    "waive",
]
