"""The load generator: plans carried out on gevent, through a door mounted in this process."""
