"""Toolkit content: the module document, its readers and writers, and its pages."""
