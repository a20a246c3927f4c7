"""`python -m quartiersarbeit.ground.examining KIND MEMORY SECONDS`: the file is the standard input, the answer JSON.

Memory (MB) and processor time (seconds) are taken away before the file is touched. Ends with 3 where the file
wanted more memory than there was; the kernel ends it where it wanted more time.
"""

import importlib
import resource
import signal
import sys

from quartiersarbeit.ground.examining.limits import MEGABYTE, Refused, answer

TOO_MUCH = 3
# One module after the other; what takes long to load comes when the first has nothing against it.
KINDS = {
    "pdf": ["pdf"],
    "picture": ["picture"],
    "csv": ["text"],
    "docx": ["template"],
    "xlsx": ["archive", "workbook"],
}


def _limit(memory: int, seconds: float) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory * MEGABYTE, memory * MEGABYTE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it writes nothing
    whole = int(seconds) + 2
    resource.setrlimit(resource.RLIMIT_CPU, (whole, whole))
    signal.setitimer(signal.ITIMER_PROF, seconds)  # the same to the tenth of a second


def main(kind: str, memory: str, seconds: str) -> int:
    """Examine the standard input; 0 where there is an answer, also a refusal."""
    _limit(int(memory), float(seconds))
    data = sys.stdin.buffer.read()
    found: dict = {}
    try:
        for name in KINDS[kind]:
            found = importlib.import_module(f"quartiersarbeit.ground.examining.{name}").examine(data)
        said = answer(found=found)
    except Refused as refusal:
        said = answer(refused=refusal.code, details=refusal.details)
    except (MemoryError, RecursionError):
        return TOO_MUCH
    sys.stdout.buffer.write(said.encode())
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
