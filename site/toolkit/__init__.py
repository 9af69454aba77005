"""The Django project: settings, addresses, servers and what every page shares."""
