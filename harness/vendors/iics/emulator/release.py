"""Where editions of Informatica Cloud differ, and which drift makes which difference.

The defaults are the level that the documents describe. Each part of the emulator asks the release at the
one place where it decides; a drift is one row here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from harness.emulation.release import PlayedDrifts


@dataclass(frozen=True, slots=True)
class Release:
    """How one edition behaves."""

    type_fields: tuple[str, ...] = ("taskType", "type")
    """The fields of a request in which the kind of task is looked for, the first that is there wins: the
    attribute table says ``type``, every example ``taskType`` (REST API v2, Job)."""
    type_field: str = "taskType"
    """What an answer calls the kind of task."""
    any_case: bool = True
    """Whether ``Workflow`` is as good as ``WORKFLOW`` (the example and the list of codes)."""
    class_wanted: bool = False
    """Whether a request must name its object class by ``@type``."""
    callback_json: bool = True
    """Whether a callback is JSON, else the sample as it is printed."""
    callback_grows: bool = False
    """Whether failed callbacks are tried again for half an hour, else three times in all."""
    stop_federated: bool = False
    """Whether a task may be stopped by its federated id."""
    task_of_run: bool = True
    """Whether the log wants a task id beside a run id (APP_13475)."""
    queued: bool = False
    """Whether a run is shown as QUEUED before it is initialized."""
    test_runs: bool = False
    """Whether the monitor shows kinds of runs that cannot be started here, such as MTT_TEST."""
    quality_types: bool = False
    """Whether tasks of the kinds AVS, DQA, DNB_TASK and DNB_WORKFLOW can be started."""
    not_started: bool = False
    """Whether a run that never started has the state 4, else 3."""
    newer_log: bool = False
    """Whether a log entry tells totals, transformations and whether the run was stopped."""
    utc_times: bool = False
    """Whether a log entry has its times in UTC besides."""
    state_text: bool = False
    """Whether the state of a log entry is text."""
    run_text: bool = False
    """Whether run ids are text."""
    grace_minutes: int = 0
    """How long after its half hour an idle session is still taken."""
    jwt: bool = False
    """Whether session ids are tokens with a fixed end."""
    bad_login: int = 403
    """Status of a refused login."""
    saas: bool = True
    """Whether ``serverUrl`` ends in ``/saas``."""
    org_field: str = "orgId"
    """What the user object calls the organisation's id."""
    long_ids: bool = False
    """Whether ids have 20 characters, else the 14 of the job resource's examples."""
    started: int = 200
    """Status of a start."""


DOCUMENTED: Final = Release()
DRIFTS: Final = PlayedDrifts(
    "iics",
    DOCUMENTED,
    {
        "D01": {"type_fields": ("type",)},
        "D02": {"type_field": "type"},
        "D03": {"any_case": False},
        "D04": {"class_wanted": True},
        "D07": {"callback_json": False},
        "D09": {"callback_grows": True},
        "D10": {"stop_federated": True},
        "D13": {"task_of_run": False},
        "D14": {"queued": True},
        "D15": {"test_runs": True},
        "D16": {"quality_types": True},
        "D17": {"not_started": True},
        "D18": {"newer_log": True},
        "D19": {"utc_times": True},
        "D20": {"state_text": True},
        "D21": {"run_text": True},
        "D22": {"grace_minutes": 2},
        "D23": {"jwt": True},
        "D26": {"bad_login": 400},
        "D29": {"saas": False},
        "D30": {"org_field": "orgid"},
        "D37": {"long_ids": True},
        "D38": {"started": 201},
    },
)
