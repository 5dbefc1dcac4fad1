"""A PostgreSQL server of our own for tests and benchmarks: made in a temporary folder, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def server() -> Iterator[str | None]:
    """Start a server and give its address, None where PostgreSQL is not installed or must not run."""
    initdb, postgres = _binary("initdb"), _binary("postgres")
    if initdb is None or postgres is None:
        yield None
        return
    folder = Path(tempfile.mkdtemp(prefix="luodi-pg-", dir="/tmp"))
    user = _owner()
    if user == "":
        shutil.rmtree(folder)
        yield None
        return
    if user is not None:
        shutil.chown(folder, user)
    port = _free_port()
    options = ["-D", str(folder / "data"), "-A", "trust", "-U", "luodi", "-E", "UTF8", "--locale=C"]
    subprocess.run([initdb, *options], check=True, capture_output=True, cwd=folder, user=user)
    listen = ["-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={folder}", "-c", "fsync=off"]
    running = subprocess.Popen(
        [postgres, "-D", str(folder / "data"), "-p", str(port), *listen],
        cwd=folder,
        user=user,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _await(port)
        yield f"postgresql://luodi@127.0.0.1:{port}/postgres"
    finally:
        running.send_signal(signal.SIGINT)  # do not wait for clients
        running.wait(timeout=30)
        shutil.rmtree(folder, ignore_errors=True)


def _binary(name: str) -> str | None:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(found[-1]) if found else shutil.which(name)


def _owner() -> str | None:
    """As whom the server runs, which refuses to run as root: None for ourselves, empty where there is nobody."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next((user for user in ("postgres", "nobody") if user in known), "")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await(port: int) -> None:
    import psycopg

    for _ in range(150):
        try:
            psycopg.connect(f"host=127.0.0.1 port={port} user=luodi dbname=postgres").close()
            return
        except psycopg.OperationalError:
            time.sleep(0.1)
    raise TimeoutError("the PostgreSQL server that was started does not answer")
