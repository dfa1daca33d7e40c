"""One file a command: its arguments, and the request that they fill."""
