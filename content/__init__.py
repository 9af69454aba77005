"""The training content: data only, one folder a module. Imports nothing."""
