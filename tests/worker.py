"""The worker as a test runs it: in the test's own thread, or in one that can be told to stop."""

from quartiersarbeit.management.commands import worker as commands


class Here(commands.Worker):
    """The real one, that also goes through its queue once when it is asked."""

    def run_queued(self) -> None:
        """All that is ready, then back."""
        super(commands.Worker, self).run()


def worker() -> Here:
    """One that looks at every queue as the command does, without waiting for anything."""
    return Here(
        queue_names=["default"],
        interval=0.1,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="test",
        excluded_queue_names=[],
    )
