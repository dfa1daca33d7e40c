"""Who makes our own traffic: properties, scenarios, documented exchanges, and the drivers of flows.

This package imports nothing, so that a process that only drives flows (Locust's) loads neither
Schemathesis nor Hypothesis.
"""
