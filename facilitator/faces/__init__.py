"""What the three faces of a session show: the facilitator's console, the stage, people's phones.

Each face has one message, the same for every screen of its kind, made here from the database and
sent by `publishing`. Nothing personal is in a message; what only facilitators may see (notes,
entries that wait) is not even in the console's, which says only that there is something to fetch.
"""
