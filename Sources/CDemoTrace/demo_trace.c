#include "demo_trace.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char trace[] = {
#embed "../../Fixtures/azure-2023/AzureLLMInferenceTrace_conv.csv"
};

const unsigned char *tollgate_demo_trace_start(void) { return trace; }

size_t tollgate_demo_trace_length(void) { return sizeof(trace); }
