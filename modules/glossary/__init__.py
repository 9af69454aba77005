"""The glossary: its entries in files, its page, and the terms marked in lesson text."""
