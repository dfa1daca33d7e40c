"""Vendors of this tree, one folder each."""
