"""The plan travels to the generator and back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from harness.target import Budgets, Credentials, Length, Mode, Target, Tls, WorkItem
from harness.timing.arrivals import Spacing, Stage
from harness.timing.plan import LoadPlan, read_plan
from harness.timing.polling import Polling
from harness.timing.race import RaceOptions


def a_plan(folder: Path) -> LoadPlan:
    """Return a plan that leaves no field at its default."""
    target = Target(
        name="prod",
        vendor="zosmf",
        upstreams=("https://zosmf.example.com:443",),
        mode=Mode.OWNED,
        tls=Tls(ca=Path("/etc/ca.pem")),
        sessions={"primary": Credentials("IBMUSER", "hush", {"certificate": "c"})},
        work=(WorkItem("short", Length.SHORT, {"jcl": "//{tag} JOB\n"}, ("cancel",)),),
        budgets=Budgets(creations=10, rate=2.5),
    )
    return LoadPlan(
        vendor="zosmf",
        target=target,
        run_folder=folder,
        seed=7,
        token="abc",
        tag_prefix="HABC",
        work="short",
        stages=(Stage(10, 1, 2),),
        spacing=Spacing.EVEN,
        polling=Polling(gap=0.5),
        verb="cancel",
        race=RaceOptions(p0=0.02),
    )


def test_a_plan_reads_back_as_written(tmp_path: Path) -> None:
    """What the generator reads is what the harness wrote, credentials included."""
    plan = a_plan(tmp_path)
    assert read_plan(plan.write(), plan.secrets()) == plan


def test_no_credentials_stand_in_the_file(tmp_path: Path) -> None:
    """The plan stays in the run folder, so it holds neither user nor password."""
    text = a_plan(tmp_path).write().read_text()
    assert "hush" not in text
    assert "IBMUSER" not in text


def test_arrivals_follow_from_the_plan_alone(tmp_path: Path) -> None:
    """The analysis finds the same due times again from the file."""
    plan = a_plan(tmp_path)
    assert read_plan(plan.write()).arrivals() == plan.arrivals()


def test_probes_of_a_load_follow_from_the_seed(tmp_path: Path) -> None:
    """The stated share of jobs is touched after delays within the bound; the rest is followed."""
    plan = replace(a_plan(tmp_path), probe_share=0.3, probe_to_ms=500)
    orders = [plan.order(number) for number in range(1000)]
    delays = [order.delay_ms for order in orders if order.delay_ms is not None]
    assert orders == [plan.order(number) for number in range(1000)]
    assert 200 < len(delays) < 400
    assert all(0 <= delay <= 500 for delay in delays)
