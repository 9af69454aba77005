"""The presenter pack: a module to present from a folder, without a server and without a network."""
