"""Backups: the database and the media in one file, with a manifest that says what is in it."""
