from __future__ import annotations

from harness.vendors.jasper.emulator.models import as_descriptor, cleared, cleared_within


def test_a_model_has_the_names_of_a_descriptor() -> None:
    """Less the suffix, at any depth, and less its flags."""
    model = {
        "label": "a",
        "isLabelModified": True,
        "triggerModel": {"simpleTriggerModel": {"timezone": "UTC", "isTimezoneModified": True}},
        "repositoryDestinationModel": {"outputFTPInfoModel": {"port": 1}},
    }
    assert as_descriptor(model) == {
        "label": "a",
        "trigger": {"simpleTrigger": {"timezone": "UTC"}},
        "repositoryDestination": {"outputFTPInfo": {"port": 1}},
    }


def test_a_flag_without_value_clears() -> None:
    """One that is false, or comes with a value, does not."""
    model = {
        "isDescriptionModified": True,
        "isLabelModified": True,
        "label": "a",
        "isAlertModified": False,
        "isContentRespositoryDestinationModified": True,
    }
    assert cleared(model) == {"description", "repositoryDestination"}


def test_nested_flags_clear_what_can_be_null() -> None:
    """The flag is spelt after its member."""
    part = {
        "isEndDateModified": True,
        "isSubjectModified": True,
        "subject": "s",
        "isOccurrenceCountModified": True,
    }
    assert cleared_within(part) == {"endDate"}
