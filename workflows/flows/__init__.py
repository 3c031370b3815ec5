"""The procedures, each a drawing: wiring only. Node names are stored in rows; never rename one."""

from workflows.flows.antragsverfahren import Antragsverfahren
from workflows.flows.bescheidverfahren import Bescheidverfahren
from workflows.flows.beschlussverfahren import Beschlussverfahren

FLOWS = (Antragsverfahren, Beschlussverfahren, Bescheidverfahren)

__all__ = ["FLOWS", "Antragsverfahren", "Bescheidverfahren", "Beschlussverfahren"]
