"""Time as data: plans of arrivals and probes, what was measured, and what it allows to say.

Pure functions and values; nothing here sends, waits or reads a clock. ``plan`` and ``sample`` are
what a load generator is given and what it gives back.
"""
