"""By the clock or off the request: what each task does, the worker, the periodic slots."""
