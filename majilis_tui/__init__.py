"""Holds a parliament's secret election in the terminal: offline, on record, by two officers."""
