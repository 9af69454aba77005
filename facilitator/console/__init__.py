"""The facilitator's side of a running session: console, clicker and stage."""
