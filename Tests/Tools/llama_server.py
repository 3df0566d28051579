"""Serves a model of llama.cpp on loopback until it is ended: python llama_server.py MODEL PORT."""
import signal
import sys

import xllamacpp

parameters = xllamacpp.CommonParams()
parameters.model.path = sys.argv[1]
parameters.hostnames = ["127.0.0.1"]
parameters.port = int(sys.argv[2])
parameters.n_ctx = 4096
parameters.n_parallel = 1
parameters.endpoint_metrics = True
parameters.warmup = False
server = xllamacpp.Server(parameters)
print("listening on", server.listening_address, flush=True)
signal.pause()
