"""Indicator files as they are mostly written, read line by line: a third of the time that a parser of all YAML takes.

What is read here has the values and places that libyaml gives it; what is not quite of
this form is not read here at all, but by libyaml.
"""

from .blocks import read_regular
from .inline import Other

__all__ = ["Other", "read_regular"]
