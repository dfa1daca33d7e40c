"""Reports: everything a reader sees of a run, made from its record alone.

``render`` writes a run's reports into its folder and ``print_summary`` says it on a terminal;
``compare`` puts two runs side by side, for ``render_comparison`` and ``print_comparison``.
"""

from harness.report.comparison import Comparison, compare, verdict
from harness.report.comparison_report import (
    COMPARISON_FORMATS,
    comparison_summary,
    print_comparison,
    render_comparison,
)
from harness.report.rendering import FORMATS, render
from harness.report.summary import summary
from harness.report.terminal import print_summary

__all__ = [
    "COMPARISON_FORMATS",
    "FORMATS",
    "Comparison",
    "compare",
    "comparison_summary",
    "print_comparison",
    "print_summary",
    "render",
    "render_comparison",
    "summary",
    "verdict",
]
