"""Which election this is: its timetable, its franchise, its limits and its result."""
