"""Users over time, for a closed model: ``locust -f loadtests/zosmf.py,loadtests/shapes.py``.

``--stages 30s:10,2m:50,30s:0`` ramps to 10 users within 30 s, to 50 within two minutes more, and down
again. For a rate of jobs that does not depend on answers use ``--job-rate`` instead.
"""

from __future__ import annotations

from typing import Any

from generator.stages import parse_stages, users_at
from locust import LoadTestShape, events


def add_option(parser: Any) -> None:
    """Add ``--stages`` to Locust's command line and web form."""
    parser.add_argument("--stages", default="30s:10,60s:10", help="users over time, such as 30s:10,2m:50")


listen: Any = events.init_command_line_parser.add_listener
listen(add_option)


class Stages(LoadTestShape):
    """The users that ``--stages`` asks for; the run ends with the last stage."""

    def tick(self) -> tuple[int, float] | None:
        """Return how many users there are to be now, and how many to add a second."""
        options = None if self.runner is None else self.runner.environment.parsed_options
        if options is None:
            return None
        seconds = self.get_run_time()  # type: ignore[no-untyped-call] # Locust leaves it untyped
        users = users_at(parse_stages(options.stages), seconds)
        return None if users is None else (users, 100.0)
