"""A room to measure: a real server with a running session, and devices that send to it."""
