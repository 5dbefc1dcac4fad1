"""Opening addresses that an office configured: what is sent goes there and nowhere else."""

from __future__ import annotations

import urllib.request
from typing import Any


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


def opener(*, by_proxy: bool) -> urllib.request.OpenerDirector:
    """Opens requests and follows no redirect: an answer that asks for one is an HTTPError.

    ``by_proxy`` goes through the proxy that the environment names, if any.
    """
    if by_proxy:
        return urllib.request.build_opener(_NoRedirect)
    return urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect)
