"""The School Social Auditor: reads a trust's official accounts and judges them by the trust's own policy."""

import os

__version__ = "0.1.0"

# ONNX Runtime reports its use to its maker and keeps a number for this machine in the user's cache, from its import on.
# Nothing leaves this machine that data-protection.md does not name: this has to stand before anybody imports it.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
