"""The worked example and its page."""
