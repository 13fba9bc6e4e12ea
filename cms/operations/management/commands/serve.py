import os
import sys
import threading
import time
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from cms.operations.ports import AddressRefused, answers, refuse_taken_address
from cms.operations.server import portal_server, run
from cms.operations.supervision import SupervisedChild


class Command(BaseCommand):
    help = "Serve the portal: web workers, and one supervised child that does due work."

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1", help="Address to listen on (%(default)s).")
        parser.add_argument("--port", type=int, default=8000, help="Port to listen on (%(default)s).")
        parser.add_argument("--workers", type=int, default=2, help="Number of web processes (%(default)s).")
        parser.add_argument("--threads", type=int, default=4, help="Threads of each process (%(default)s).")
        parser.add_argument("--no-work", action="store_true", help="Leave due work to a worker of its own.")

    def handle(self, *, host: str, port: int, workers: int, threads: int, no_work: bool, **options):
        if workers < 1 or threads < 1:
            raise CommandError("At least one worker and one thread are needed.")
        try:
            refuse_taken_address(host, port)
        except AddressRefused as refusal:
            raise CommandError(str(refusal)) from None

        server = portal_server(host, port, workers, threads)
        if not no_work:
            manage = str(Path(settings.BASE_DIR) / "manage.py")
            child = SupervisedChild([sys.executable, manage, "work", f"--parent={os.getpid()}"])
            server.on_startup(child.start)
            server.on_shutdown(child.stop)
        announcement = threading.Thread(target=self._announce, args=(host, port), daemon=True)
        server.on_startup(announcement.start)

        connections.close_all()
        if not run(server):
            raise CommandError("The server ended because its workers failed; see the messages above.")
        self._say("Stopped.")

    def _announce(self, host: str, port: int) -> None:
        """Tell when the first worker takes connections."""
        while not answers(host, port):
            time.sleep(0.1)
        shown_host = f"[{host}]" if ":" in host else host
        self._say(f"Listening on http://{shown_host}:{port} (Ctrl-C stops).")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
