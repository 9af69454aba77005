"""What stays of a session: its report, who was there, and for how long single words are kept.

`building` makes the report from plain values, `services` when a session ends, `reading` gives it
the words of pages, PDF and CSV, `retention` does what is due later. `docs/session-reports.md`.
"""
