"""Search in texts and names: words made alike, kept beside what they stand in, and found again."""
