"""Readers and writers of the module document, one file a format. None of them knows Django."""
