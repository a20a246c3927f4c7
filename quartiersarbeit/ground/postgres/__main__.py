"""`python -m quartiersarbeit.ground.postgres stop|remove`: the servers of this checkout, demo and tests."""

import argparse
import sys
from pathlib import Path

from quartiersarbeit.ground.postgres import NoDatabaseError, Server

CHECKOUT = Path(__file__).resolve().parent.parent.parent.parent


def main() -> None:
    """Stop the servers, or stop and delete them; one sentence and exit code 1 if that is not possible."""
    parser = argparse.ArgumentParser(prog="python -m quartiersarbeit.ground.postgres", description=__doc__)
    parser.add_argument("act", choices=["stop", "remove"])
    parser.add_argument("name", nargs="*", default=[".postgres", ".postgres-test"])
    given = parser.parse_args()
    for name in given.name:
        server = Server(CHECKOUT, name)
        server.stop() if given.act == "stop" else server.remove()


if __name__ == "__main__":
    try:
        main()
    except NoDatabaseError as error:
        sys.exit(str(error))
