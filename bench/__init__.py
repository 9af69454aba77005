"""Measurements: each against a floor taken in the same run, because machines differ and are noisy.

`make bench` runs every file here that has `measures()`. A new measurement is one file.
"""
