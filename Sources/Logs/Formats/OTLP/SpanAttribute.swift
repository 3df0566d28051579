/// An attribute that is read, whatever the name that an instrumentation gives it.
///
/// The names are those of the conventions of 2026, those that they replaced, and those of
/// Traceloop's instrumentations:
/// https://opentelemetry.io/docs/specs/semconv/registry/attributes/gen-ai/ and
/// https://github.com/traceloop/openllmetry (`opentelemetry-semantic-conventions-ai`).
enum SpanAttribute {
    case operation, provider, model, servedModel
    case prompt, completion, total, cacheRead, cacheWrite, reasoning, cost
    case maxTokens, requestTier, responseTier, timeToFirstToken
    case inputMessages, systemInstructions
    case user, endUser, team, conversation, session

    static let named: [(name: StaticString, attribute: SpanAttribute)] = [
        ("gen_ai.operation.name", .operation),
        ("llm.request.type", .operation),
        ("gen_ai.provider.name", .provider),
        ("gen_ai.system", .provider),
        ("gen_ai.request.model", .model),
        ("gen_ai.response.model", .servedModel),
        ("gen_ai.usage.input_tokens", .prompt),
        ("gen_ai.usage.prompt_tokens", .prompt),
        ("llm.usage.prompt_tokens", .prompt),
        ("gen_ai.usage.output_tokens", .completion),
        ("gen_ai.usage.completion_tokens", .completion),
        ("llm.usage.completion_tokens", .completion),
        ("gen_ai.usage.total_tokens", .total),
        ("llm.usage.total_tokens", .total),
        ("gen_ai.usage.cache_read.input_tokens", .cacheRead),
        ("gen_ai.usage.cache_read_input_tokens", .cacheRead),
        ("gen_ai.usage.cache_creation.input_tokens", .cacheWrite),
        ("gen_ai.usage.cache_write.input_tokens", .cacheWrite),
        ("gen_ai.usage.cache_creation_input_tokens", .cacheWrite),
        ("gen_ai.usage.reasoning.output_tokens", .reasoning),
        ("gen_ai.usage.reasoning_tokens", .reasoning),
        ("gen_ai.usage.cost", .cost),
        ("gen_ai.request.max_tokens", .maxTokens),
        ("openai.request.service_tier", .requestTier),
        ("gen_ai.openai.request.service_tier", .requestTier),
        ("openai.response.service_tier", .responseTier),
        ("gen_ai.openai.response.service_tier", .responseTier),
        ("gen_ai.response.time_to_first_chunk", .timeToFirstToken),
        ("gen_ai.input.messages", .inputMessages),
        ("gen_ai.system_instructions", .systemInstructions),
        ("user.id", .user),
        ("enduser.id", .endUser),
        ("team", .team),
        ("gen_ai.conversation.id", .conversation),
        ("session.id", .session),
    ]
}
