"""Processes for measuring live screens: servers, phones, people who read pages; loopback only."""
