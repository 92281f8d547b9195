"""Benchmarks: run by `make bench`, never as timed tests. Read ratios of one run, not seconds."""
