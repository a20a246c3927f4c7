"""gunicorn in production, with systemd and in a container alike; the environment may say otherwise."""

import gc
import os
import shutil
from pathlib import Path

from prometheus_client import multiprocess

wsgi_app = "quartiersarbeit.wsgi"
bind = os.environ.get("GUNICORN_BIND", "unix:/run/quartiersarbeit/gunicorn.sock")
workers = int(os.environ.get("GUNICORN_WORKERS", "3"))
threads = int(os.environ.get("GUNICORN_THREADS", "4"))
preload_app = True  # read once, and what is read is one memory for all workers
timeout = 60  # the proxy waits as long, and FILE_CHECK_PATIENCE is less
graceful_timeout = 30
max_requests, max_requests_jitter = 5000, 500
worker_tmp_dir = "/dev/shm"  # noqa: S108 - gunicorn's own advice: a disk that is slow must not look like a dead worker
errorlog = "-"
accesslog = None  # the app's own log has a line for each request
loglevel = "warning"
umask = 0o007
control_socket_disable = True


def on_starting(server):
    """What the processes of an earlier run counted is no process's any more."""
    if folder := os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        shutil.rmtree(folder, ignore_errors=True)
        Path(folder).mkdir(parents=True)


def when_ready(server):
    """What was read before the workers is no garbage; looking through it would copy it into each of them."""
    gc.collect()
    gc.freeze()


def child_exit(server, worker):
    """A process that is gone keeps its counts, and gives up its gauges."""
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        multiprocess.mark_process_dead(worker.pid)
