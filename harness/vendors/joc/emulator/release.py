"""Where releases of JOC Cockpit differ, and which drift makes which difference.

The defaults are the level that the documents describe: the sample page's own words, and 1.13.22 where
they are silent. A drift is one row here; where each difference is sourced stands in ``drifts.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, cast

from harness.emulation.release import PlayedDrifts
from harness.vendors.joc.emulator.kinds import Form, relaxed


@dataclass(frozen=True, slots=True)
class Release:
    """How one release behaves."""

    new_token_header: bool = True
    """Whether a request may carry its token in ``X-Access-Token`` (1.11.4)."""
    old_token_header: bool = False
    """Whether ordinary resources read ``access_token`` too (until 1.12.12 and 1.13.3)."""
    login_header: bool = True
    """Whether a login answers with ``X-Access-Token`` beside ``access_token``."""
    validation: bool = True
    """Whether bodies are held to their schemas (1.12.12, 1.13.3)."""
    slash_added: bool = False
    """Whether a path gets the slash that it lacks."""
    text_limits: bool = True
    """Whether texts are held to their lengths, and to have no angle brackets."""
    date_pattern: bool = True
    """Whether dates of filters are held to a pattern."""
    any_content_type: bool = True
    """Whether views read any Content-Type (1.12.12, 1.13.3)."""
    body_first: bool = True
    """Whether a wrong body is told before a wrong token (1.12.12, 1.13.3)."""
    added_list: bool = True
    """Whether orders/add lists what it added (1.11.4)."""
    slashed_ids: bool = False
    """Whether orders/add puts a slash before a chosen id that has none (until 1.12.3)."""
    started_list: bool = True
    """Whether jobs/start lists the tasks."""
    start_state: bool = True
    """Whether start and resume honour ``state`` and ``endState`` (1.12.0)."""
    state_params: bool = True
    """Whether set_state takes ``params`` (1.12.0)."""
    time_zone: bool = True
    """Whether ``timeZone`` counts (1.11.5)."""
    caller_param: bool = True
    """Whether the calling account is put among an order's parameters (1.12.3)."""
    manually: bool = True
    """Whether a state tells that it was set on demand (1.12.9, 1.13.0)."""
    permissions: str = "wrapped"
    """``flat`` (1.11.0), ``nested`` (1.11.2), or ``wrapped`` by Master (1.12.1)."""
    timeout_checked: bool = True
    """Whether ordinary calls notice that a session has run out."""
    sliding: bool = True
    """Whether every call lets the idle time begin again, as documented; else only /touch and a few do."""
    json_logs: bool = False
    """Whether logs come in a JSON document (1.11, 1.12.0)."""
    log_info: bool = True
    """Whether logs can be asked about and downloaded."""
    master_log: bool = False
    """Whether the Master's log comes from /jobscheduler/log, not from .../log/info and download."""
    reset_run_time: bool = False
    """Whether run times of orders and jobs can be reset (some of 1.11)."""
    folder_checked: bool = True
    """Whether changes are held to the folders of the account's role (1.13.5)."""
    run_time_xml: bool = False
    """Whether a run time is an XML string (until 1.12)."""
    never: bool = True
    """Whether orders tell ``nextStartNever``."""
    caller_address: bool = True
    """Whether a login tells the caller's address (1.13.3)."""
    compact_view: bool = True
    """Whether ``compactView`` is known (1.12.10, 1.13)."""
    criticality: bool = True
    """Whether jobs and tasks tell their criticality."""
    audit_requests: bool = True
    """Whether the audit log can be asked for by kinds of requests."""
    empty_code: str = "JOC-411"
    """What an empty answer of the Master is called."""
    list_required: bool = False
    """Whether a modify call's list is demanded by its schema, not by code."""
    task_id_required: bool = False
    """Whether a task filter must name its task."""
    event_id_required: bool = False
    """Whether a register of events must name the last one seen."""
    statistics: bool = False
    """Whether /jobscheduler/statistics is there."""
    snapshot_events: bool = False
    """Whether /orders/overview/snapshot/event is there."""
    job_overviews: bool = True
    """Whether /jobs/overview/snapshot and summary are there."""
    shell_job: bool = True
    """Whether a job tells ``isShellJob`` (1.12.0)."""
    audit_pattern: bool = True
    """Whether paths in audit filters are search patterns with ``%``."""
    forced_comments: bool = False
    """Whether the site demands a comment with every change (force_comments_for_audit_log)."""
    version: str = "1.13.22"

    def form(self, form: Form) -> Form:
        """Return a request document as this release holds it to limits and to what must be there."""
        topics = frozenset(
            topic
            for topic, kept in (("texts", self.text_limits), ("dates", self.date_pattern))
            if not (kept and self.validation)
        )
        form = cast("Form", relaxed(form, topics))
        more = [name for name in self._demanded(form) if name not in form.required]
        return replace(form, required=(*form.required, *more)) if more else form

    def _demanded(self, form: Form) -> Iterator[str]:
        """Yield the fields that older schemas demanded."""
        if self.list_required and "auditLog" in form.fields:
            yield from (name for name in ("orders", "jobs", "nodes") if name in form.fields)
        if self.task_id_required and "mime" in form.fields:
            yield from (
                name for name in ("taskId", "jobChain", "orderId", "historyId") if name in form.fields
            )


DOCUMENTED: Final = Release()
DRIFTS: Final = PlayedDrifts(
    "joc",
    DOCUMENTED,
    {
        "D01": {"new_token_header": False, "old_token_header": True},
        "D02": {"old_token_header": True},
        "D03": {"login_header": False},
        "D04": {"validation": False},
        "D05": {"any_content_type": False},
        "D06": {"body_first": False},
        "D07": {"slash_added": True},
        "D08": {"text_limits": False},
        "D09": {"date_pattern": False},
        "D10": {"added_list": False},
        "D11": {"slashed_ids": True},
        "D12": {"started_list": False},
        "D13": {"start_state": False},
        "D14": {"state_params": False},
        "D15": {"time_zone": False},
        "D16": {"caller_param": False},
        "D17": {"manually": False},
        "D18": {"permissions": "flat"},
        "D19": {"permissions": "nested"},
        "D20": {"folder_checked": False},
        "D21": {"empty_code": "JOC-401"},
        "D26": {"timeout_checked": False},
        "D28": {"json_logs": True},
        "D29": {"log_info": False},
        "D30": {"master_log": True},
        "D31": {"snapshot_events": True},
        "D32": {"reset_run_time": True},
        "D33": {"statistics": True},
        "D36": {"job_overviews": False},
        "D41": {"list_required": True},
        "D42": {"task_id_required": True},
        "D43": {"event_id_required": True},
        "D44": {"compact_view": False, "audit_requests": False},
        "D45": {"never": False, "criticality": False},
        "D46": {"shell_job": False},
        "D49": {"run_time_xml": True},
        "D50": {"audit_pattern": False},
        "D51": {"caller_address": False},
        "D81": {"sliding": False},
        "V-1.11": {"version": "1.11.7"},
        "V-1.12": {"version": "1.12.15"},
    },
)
"""The versions beside the rows of the published list are what /version tells."""
