"""Where releases of JasperReports Server differ, and which drift makes which difference.

The defaults are what the manual describes (web services guide, releases 6.3 to 7.2), with the Community
Edition sources of that time where it is silent. Each part of the emulator asks the release at the one
place where it decides; a drift is one row here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from harness.emulation.release import PlayedDrifts


@dataclass(frozen=True, slots=True)
class Release:
    """How one release behaves."""

    single_types: str = "documented"
    """Media types of one job: ``documented`` (job+xml, job+json), ``6.1`` (xml, job+json), ``code``."""
    format_pptx: bool = True
    format_json: bool = True
    format_png: bool = True
    """Also whether ``source`` has a reference size (6.3)."""
    data_formats: bool = False
    """Whether DATA_CSV, DATA_XLSX and ``exportType`` are known."""
    unknown_calendar_status: int = 404
    """What deleting a calendar that is not there gets."""
    summary_texts: bool = True
    """Whether summaries bear description and reportLabel."""
    label_search: str = "label"
    """``label``: substring of the label; ``texts``: also of description and report label; ``exact``."""
    exact_output_name: bool = False
    """Whether output names clash only when equal, else when one is part of the other."""
    limit_offset: bool = True
    daily_in_gmt: bool = True
    ftp_type: str = "ftp"
    sftp: bool = True
    masked: bool = True
    """Whether passwords are left out of answers."""
    put_masked: bool = True
    """Whether they are left out of the answer to a create."""
    old_missing_text: bool = False
    start_type_checked: bool = True
    never_fires_status: int = 400
    conflict_status: int = 400
    missing_version_conflicts: bool = False
    calendar_fields_needed: bool = True
    mismatch_status: int = 400
    xml_dates_iso: bool = False
    item_parameters: bool = False
    """Whether parameter values read ``{"item": []}`` unless the answer is exactly job+json."""
    days_type_checked: bool = True
    job_root: str = "clientJob"
    pause_checks_after: bool = False
    pause_checks_before: bool = False
    pause_none_is_all: bool = True
    pause_answers_effect: bool = False
    typed_xml_parameters: bool = False
    wrapped_calendars: bool = False
    text_filters: bool = False
    time_filters: bool = False
    state_filter: bool = False
    resource_label_sort: bool = False
    """Also whether sorting ignores case."""
    uri_substring: bool = False
    bulk_skips_unknown: bool = False
    bulk_answers_effect: bool = False
    bulk_validates: bool = False
    modified_flags: bool = True
    """Whether ``isXModified`` in a job model counts."""
    json_flags: bool = True
    """Whether it does at the top level of one in JSON."""
    folder_length: int = 200
    templates: bool = False
    unique_members: bool = False
    error_media_types: bool = False
    request_locale: bool = False
    scalars_refused: bool = False
    lock_out: bool = False
    licence_features: bool = False
    counters: bool = False
    history: bool = False
    empty_list_status: int = 404
    overwrite_default: bool = False
    created_status: int = 201
    missing_report_status: int = 404
    nulls_shown: bool = True
    ascending_default: bool = False
    misfires: bool = False
    """Whether what was missed while paused runs after all, as Quartz has it."""
    strict_example: bool = False
    empty_body_is_all: bool = True
    """Whether an empty body of pause and resume stands for an empty list."""
    version: str = "6.4.0"
    edition: str = "PRO"


DOCUMENTED: Final = Release()
DRIFTS: Final = PlayedDrifts(
    "jasper",
    DOCUMENTED,
    {
        "D03": {"single_types": "6.1"},
        "D04": {"single_types": "code"},
        "D05": {"format_pptx": False},
        "D06": {"format_json": False},
        "D07": {"unknown_calendar_status": 200},
        "D08": {"summary_texts": False},
        "D09": {"label_search": "exact"},
        "D10": {"label_search": "texts"},
        "D11": {"exact_output_name": True},
        "D12": {"limit_offset": False},
        "D13": {"daily_in_gmt": False},
        "D15": {"ftp_type": "ftps"},
        "D16": {"sftp": False},
        "D17": {"masked": False, "put_masked": False},
        "D19": {"format_png": False},
        "D20": {"old_missing_text": True},
        "D21": {"start_type_checked": False},
        "D22": {"job_root": "job"},
        "D23": {"pause_checks_after": True},
        "D24": {"json_flags": False},
        "D25": {"never_fires_status": 500},
        "D26": {"conflict_status": 500},
        "D27": {"calendar_fields_needed": False},
        "D28": {"mismatch_status": 500},
        "D31": {"xml_dates_iso": True},
        "D32": {"item_parameters": True},
        "D34": {"typed_xml_parameters": True},
        "D39": {"wrapped_calendars": True},
        "D40": {"text_filters": True},
        "D41": {"time_filters": True},
        "D42": {"state_filter": True},
        "D43": {"resource_label_sort": True},
        "D44": {"uri_substring": True},
        "D45": {"bulk_skips_unknown": True},
        "D46": {"bulk_answers_effect": True},
        "D47": {"bulk_validates": True},
        "D48": {"mismatch_status": 403},
        "D49": {"conflict_status": 409},
        "D50": {"missing_version_conflicts": True},
        "D51": {"pause_none_is_all": False},
        "D52": {"pause_answers_effect": True},
        "D53": {"pause_checks_before": True},
        "D54": {"modified_flags": False},
        "D55": {"folder_length": 250},
        "D56": {"days_type_checked": False},
        "D57": {"templates": True},
        "D58": {"data_formats": True},
        "D59": {"unique_members": True},
        "D60": {"error_media_types": True},
        "D61": {"request_locale": True},
        "D62": {"put_masked": False},
        "D64": {"scalars_refused": True},
        "D65": {"lock_out": True},
        "D68": {"licence_features": True},
        "D69": {"counters": True},
        "D70": {"history": True},
        "D71": {"empty_list_status": 204},
        "D73": {"overwrite_default": True},
        "D74": {"created_status": 200},
        "D75": {"missing_report_status": 400},
        "D76": {"nulls_shown": False},
        "D77": {"ascending_default": True},
        "D78": {"misfires": True},
        "D79": {"strict_example": True},
        "D80": {"empty_body_is_all": False},
        "D81": {"version": "8.2.0", "edition": "CE"},
        "D82": {"version": "10.1.0"},
        "D83": {"edition": "CE"},
    },
)
