"""What the service costs, measured: `make bench` writes docs/speed.md."""
