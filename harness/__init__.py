"""Contract tests, load tests and emulators for batch-job REST APIs.

Everything that happens is an *exchange*; all of it passes one *door*; every *verdict* is a pure
function of recorded exchanges. CONTRIBUTING.md draws the architecture on one page.
"""

__version__ = "0.1.0"
