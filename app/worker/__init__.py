"""The worker: what is done beside the requests, as jobs in the database that several workers share."""
