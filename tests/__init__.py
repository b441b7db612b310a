"""The tests: their folders mirror `app/`, and what they share stands in this one."""
