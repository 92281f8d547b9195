"""Web and worker under one command: started, ended, killed, started again."""

import os
import signal
import socket
import time
from collections.abc import Callable

from tests.doors.console.installation import Installation, children_of, lives


def until(true: Callable[[], bool], seconds: float = 20) -> bool:
    patience = time.monotonic() + seconds
    while not true() and time.monotonic() < patience:
        time.sleep(0.1)
    return true()


def test_it_serves_and_ends_in_order(prepared: Installation):
    with prepared.running() as server:
        children = children_of(server.pid)
        assert prepared.answers()
        assert len(children) >= 3

        server.send_signal(signal.SIGTERM)

        assert server.wait(timeout=30) == 0
    assert [pid for pid in children if lives(pid)] == []
    assert not (prepared.data / "kabinet.pid").exists()


def test_ctrl_c_ends_it_too(prepared: Installation):
    with prepared.running() as server:
        children = children_of(server.pid)
        os.killpg(server.pid, signal.SIGINT)  # as a terminal does: to the whole group

        assert server.wait(timeout=30) == 0
    assert [pid for pid in children if lives(pid)] == []


def test_a_signal_to_every_process_at_once_is_an_orderly_end_too(prepared: Installation):
    with prepared.running() as server:
        for pid in [*children_of(server.pid), server.pid]:  # as a service manager does
            os.kill(pid, signal.SIGTERM)

        assert server.wait(timeout=30) == 0


def test_a_closed_terminal_ends_it(prepared: Installation):
    with prepared.running() as server:
        server.send_signal(signal.SIGHUP)

        assert server.wait(timeout=30) == 0


def test_when_the_parent_is_killed_its_children_leave_and_free_the_port(prepared: Installation):
    with prepared.running() as server:
        children = children_of(server.pid)

        server.kill()

        assert until(lambda: not any(map(lives, children)))
    with prepared.running():
        assert prepared.answers()


def test_a_process_that_dies_is_started_again(prepared: Installation):
    with prepared.running() as server:
        before = set(children_of(server.pid))
        for pid in before:
            os.kill(pid, signal.SIGKILL)

        assert until(lambda: len(set(children_of(server.pid)) - before) >= len(before))
        assert until(prepared.answers)


def test_a_taken_port_is_a_sentence(prepared: Installation):
    with socket.socket() as somebody:
        somebody.bind(("127.0.0.1", prepared.port))
        somebody.listen()

        said = prepared.kabinet("run")

    assert said.returncode == 1
    assert f"port {prepared.port} is taken by another program" in said.stderr
    assert f"PORT={prepared.port + 1}" in said.stderr


def test_a_second_one_on_the_same_port_names_the_first(prepared: Installation):
    with prepared.running() as server:
        said = prepared.kabinet("run")

    assert said.returncode == 1
    assert f"running already: process {server.pid}" in said.stderr


def test_a_port_that_is_none_is_a_sentence(prepared: Installation):
    said = prepared.kabinet("run", PORT="eighty")

    assert said.returncode == 1
    assert "PORT: a number from 1 to 65535" in said.stderr


def test_idle_visitors_keep_nobody_waiting(prepared: Installation):
    with prepared.running():
        idle = [socket.create_connection(("127.0.0.1", prepared.port)) for _ in range(600)]
        try:
            for visitor in idle:
                visitor.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
                assert visitor.recv(12) == b"HTTP/1.1 200"
            started = time.monotonic()

            assert prepared.answers()

            assert time.monotonic() - started < 5
        finally:
            for visitor in idle:
                visitor.close()
