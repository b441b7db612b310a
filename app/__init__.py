"""Samenspel: a REST service for relationship-centred care of older people."""

from importlib.metadata import version

__version__ = version("samenspel")
