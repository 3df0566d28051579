#ifndef TOLLGATE_DEMO_TRACE_H
#define TOLLGATE_DEMO_TRACE_H

#include <stddef.h>

/// The bytes of Fixtures/azure-2023/AzureLLMInferenceTrace_conv.csv (CC-BY-4.0, Microsoft),
/// compiled in so that `tollgate demo` works wherever the executable lies.
const unsigned char *tollgate_demo_trace_start(void);
size_t tollgate_demo_trace_length(void);

#endif
