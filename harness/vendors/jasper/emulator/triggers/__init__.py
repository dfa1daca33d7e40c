"""The trigger engine: fire times, exclusion calendars, and what pausing does; no vendor document in here."""
