"""Any text that people write → what it says, before anybody asks what it means."""
