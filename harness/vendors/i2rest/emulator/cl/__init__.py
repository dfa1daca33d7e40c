"""Commands of the IBM i that batch work needs; any other is unknown to this system."""
