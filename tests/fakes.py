"""Fakes for the edges: time that stands still, and nothing else."""

from datetime import UTC, datetime, timedelta

MONDAY_MORNING = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)  # 10:00 in Bangkok, พ.ศ. 2569


class FakeClock:
    """A clock that moves only when told."""

    def __init__(self, now: datetime = MONDAY_MORNING) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def pass_time(self, **amount: float) -> datetime:
        """Move on, as in `pass_time(hours=3)`; returns the new moment."""
        self.now += timedelta(**amount)
        return self.now
