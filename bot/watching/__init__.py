"""Following targets: watches, the schedule, transitions, incidents, and what channels are told."""
