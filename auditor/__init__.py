"""The School Social Auditor: reads a trust's official accounts and judges them by the trust's own policy."""

__version__ = "0.1.0"
