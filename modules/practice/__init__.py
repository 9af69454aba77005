"""The practice library: models, policies and procedures told in our own words."""
