"""Spreadsheets in and out: any of the usual kinds, read in a process that cannot grow."""
