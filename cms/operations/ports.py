"""Whether an address is free to listen on. Standard library only: it is asked before Django is there, too."""

import errno
import socket


class AddressRefused(Exception):
    """The address cannot be listened on; the message says why and what to do."""


def refuse_taken_address(host: str, port: int) -> None:
    """Raise AddressRefused unless `host`:`port` can be listened on now.

    Granian binds with SO_REUSEPORT: a second server on the same port would start without a word and get a
    share of the requests.
    """
    if not 0 < port < 65536:
        raise AddressRefused(f"{port} is not a port number (1 to 65535).")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            # Connections of a server that has just ended do not count.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise AddressRefused(_explain(host, port, error)) from None


def answers(host: str, port: int) -> bool:
    """Whether something takes connections there now."""
    try:
        socket.create_connection((host, port), timeout=1).close()
    except OSError:
        return False
    return True


def _explain(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} on {host} is in use. Stop the program that uses it, or choose another port."
    if error.errno == errno.EACCES:
        return f"Port {port} is reserved for root. Choose one above 1023."
    return f"Cannot listen on {host}, port {port}: {error.strerror or error}."
