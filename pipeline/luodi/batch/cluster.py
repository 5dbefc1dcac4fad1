"""Running jobs on an existing Dask cluster, each in a guarded child of its worker: same protection, same bytes.

The files must lie under the same path for every worker (a shared file system); results travel back as text, so the
workers need no access to the outputs.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import CancelledError, Executor, Future
from contextlib import ExitStack
from importlib import import_module
from types import TracebackType
from typing import Any

from .cache import code_version
from .child import JobLostError
from .executors import AHEAD, ClusterError, Guarded

_CONNECT_SECONDS = 10
_here = threading.local()


class Cluster(Executor):
    """The workers of a Dask scheduler (extra ``luodi[cluster]``); parameters as in ``Guarded``.

    Raises ClusterError when the extra is missing, nobody answers at the address, the cluster has no worker, or a
    worker has another version of luodi.
    """

    def __init__(self, address: str, *, seconds: Mapping[str, float], memory_bytes: int) -> None:
        try:
            distributed: Any = import_module("distributed")
        except ImportError as error:
            raise ClusterError("集群运行需要安装 luodi[cluster]（install luodi[cluster] to use --cluster）") from error
        try:
            self._client: Any = distributed.Client(address, timeout=_CONNECT_SECONDS)
        except (OSError, ValueError) as error:
            raise ClusterError(f"集群地址 {address} 无应答（no scheduler answers at {address}）") from error
        with ExitStack() as undo:
            undo.callback(self._client.close)
            self._check()
            undo.pop_all()
        self._limits = (dict(seconds), memory_bytes)
        self._executor = self._client.get_executor(pure=False)
        threads = sum(self._client.nthreads().values())
        self.in_flight = AHEAD * threads

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Send a job; its future may raise as that of ``Guarded.submit`` does."""
        if kwargs or len(args) != 1:
            raise TypeError("a job takes exactly one request string")
        outer: Future[str] = Future()
        inner = self._executor.submit(in_child, fn.__module__, fn.__qualname__, args[0], *self._limits)
        inner.add_done_callback(lambda done: _hand_over(done, outer))
        return outer

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.shutdown(wait=kind is None, cancel_futures=kind is not None)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let go of the cluster; the scheduler forgets the jobs of a client that is gone."""
        self._executor.shutdown(wait=wait and not cancel_futures)
        self._client.close()

    def _check(self) -> None:
        try:
            versions = self._client.run(code_version)
        except Exception as error:  # what the workers lack comes back as whatever it raised there
            raise ClusterError(f"集群节点上没有可用的 luodi（workers cannot load luodi: {error}）") from error
        if not versions:
            raise ClusterError("集群没有工作节点（the cluster has no worker）")
        other = sorted(name for name, version in versions.items() if version != code_version())
        if other:
            raise ClusterError(
                f"节点 {'、'.join(other)} 的 luodi 版本与本机不同（other version of luodi or its models）"
            )


def in_child(module: str, name: str, request: str, seconds: dict[str, float], memory_bytes: int) -> str:
    """On a worker: run a job in this thread's own guarded child. Raises JobLostError."""
    limits = (seconds, memory_bytes)
    if getattr(_here, "limits", None) != limits:  # another run may allow its jobs more or less
        if hasattr(_here, "pool"):
            _here.pool.shutdown()
        _here.limits, _here.pool = limits, Guarded(1, seconds=seconds, memory_bytes=memory_bytes)
    pool: Guarded = _here.pool
    answer: str = pool.submit(getattr(import_module(module), name), request).result()
    return answer


def _hand_over(done: Future[str], outer: Future[str]) -> None:
    """Pass an outcome on; a worker that was lost with its job counts as a crash."""
    try:
        outer.set_result(done.result())
    except (JobLostError, RuntimeError) as error:
        outer.set_exception(error)
    except CancelledError:
        outer.set_exception(JobLostError("stopped", "运行已中断（the run was interrupted）"))
    except Exception as error:
        message = f"集群节点中途失联（a worker of the cluster was lost: {type(error).__name__}）"
        outer.set_exception(JobLostError("crashed", message))
