"""Live screens: what a session publishes reaches every console, stage and phone at once.

`publishing` is how the rest of the app speaks, `tickets` says who may listen, `stream` is the bare
ASGI application under `/live/`, `hub` holds who listens in this process, `broadcast` carries
messages to it. One page about all of it: `docs/live-transport.md`.
"""
