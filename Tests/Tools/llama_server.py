"""Serves a tiny model with llama.cpp on loopback: python llama_server.py MODEL PORT.

It calls itself "tiny" whatever it is asked for, and never ends an answer by itself, so that each is as
long as it may be."""
import signal
import sys

import tiny_model
import xllamacpp

model, port = sys.argv[1:]
tiny_model.write(model)
parameters = xllamacpp.CommonParams()
parameters.model.path = model
parameters.model_alias = {"tiny"}
parameters.hostnames = ["127.0.0.1"]
parameters.port = int(port)
parameters.n_ctx = tiny_model.CONTEXT
parameters.n_parallel = 1
parameters.endpoint_metrics = True
parameters.warmup = False
parameters.sampling.ignore_eos = True
server = xllamacpp.Server(parameters)
print("listening on", server.listening_address, flush=True)
signal.pause()
