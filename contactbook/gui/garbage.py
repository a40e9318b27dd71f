"""Collects cyclic garbage on the main thread only: a collection on a worker would destroy widgets there."""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY = 1000  # milliseconds


class Collector(QObject):
    """Takes the collector's work over from Python, by the collector's own thresholds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(_EVERY)

    def collect(self) -> None:
        """Collect the oldest generation whose threshold is passed, if one is."""
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > self._thresholds[generation] > 0:
                gc.collect(generation)
                return

    def close(self) -> None:
        """Give the work back to Python."""
        self._timer.stop()
        gc.enable()
