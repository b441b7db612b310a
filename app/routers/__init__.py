"""HTTP: names, status codes and shapes; one call down per function, nothing else."""
