"""The face that speaks: the status of a matter for callers, over HTTP and over FastAGI."""
