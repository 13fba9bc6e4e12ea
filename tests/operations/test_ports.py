import socket

import pytest

from cms.operations.ports import AddressRefused, answers, refuse_taken_address
from tests.ports import free_port

pytestmark = pytest.mark.no_database


def test_free_port_is_accepted():
    refuse_taken_address("127.0.0.1", free_port())


def test_port_in_use_is_refused_by_name_even_where_it_could_be_shared():
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert answers("127.0.0.1", port)
        with pytest.raises(AddressRefused, match=f"Port {port} on 127.0.0.1 is in use"):
            refuse_taken_address("127.0.0.1", port)


@pytest.mark.parametrize(
    ("host", "port", "reason"),
    [
        ("127.0.0.1", 0, "not a port number"),
        ("127.0.0.1", 70000, "not a port number"),
        ("no-such-host.invalid", 8000, "Cannot listen"),
        ("192.0.2.1", 8000, "Cannot listen"),
    ],
)
def test_address_that_cannot_be_had_is_refused_with_a_reason(host, port, reason):
    with pytest.raises(AddressRefused, match=reason):
        refuse_taken_address(host, port)
