"""The room: joining on a phone, what phones show, and what they send."""
