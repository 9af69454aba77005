"""The pages on which a session is planned, before it starts."""
