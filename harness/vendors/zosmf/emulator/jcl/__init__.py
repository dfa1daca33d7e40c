"""Reading JCL as an internal reader and a converter read it, as far as jobs' fates depend on it."""

from harness.vendors.zosmf.emulator.jcl.deck import read_jobs
from harness.vendors.zosmf.emulator.jcl.model import DataDefinition, JclJob, ListedLine, Problem, Step

__all__ = ["DataDefinition", "JclJob", "ListedLine", "Problem", "Step", "read_jobs"]
