"""Sessions: planning them, running them, and who may."""
