"""Reading a result: figures, charts, pages, guide and files, all from the release alone."""
