"""Doors to other systems: what comes in from care records and what goes out to them."""
