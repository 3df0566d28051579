"""Runs a server for as long as whoever started it lives: python leash.py PROGRAM ARGUMENT…

Each line of standard input names a signal for it, such as STOP or CONT. When standard input ends, by
intention or because the starter is gone, the server and all that it started is killed. Ends with the
server's status where that ends by itself."""
import os
import signal
import subprocess
import sys
import threading


def obey(server):
    for line in sys.stdin:
        os.killpg(server.pid, getattr(signal, "SIG" + line.strip()))
    os.killpg(server.pid, signal.SIGKILL)


server = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, start_new_session=True)
threading.Thread(target=obey, args=[server], daemon=True).start()
sys.exit(server.wait() != 0)
