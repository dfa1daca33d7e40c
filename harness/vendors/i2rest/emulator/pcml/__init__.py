"""PCML: IBM's description of a program's parameters, with what i2Rest adds to it."""
