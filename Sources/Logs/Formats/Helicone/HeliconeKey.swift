import Calls

/// The fields of an exported request that are read.
enum HeliconeKey: String, CaseIterable {
    case requestCreatedAt = "request_created_at"
    case status = "response_status"
    case model
    case requestModel = "request_model"
    case responseModel = "response_model"
    case modelOverride = "model_override"
    case promptTokens = "prompt_tokens"
    case completionTokens = "completion_tokens"
    case cacheReadTokens = "prompt_cache_read_tokens"
    case cacheWriteTokens = "prompt_cache_write_tokens"
    case reasoningTokens = "reasoning_tokens"
    case cost
    case costUSD = "cost_usd"
    case costInUSD = "costUSD"
    case cacheReferenceID = "cache_reference_id"
    case requestBody = "request_body"
    case requestProperties = "request_properties"
    case userID = "request_user_id"
    case requestID = "request_id"
    case responseID = "response_id"
    case delay = "delay_ms"
    case latency
    case timeToFirstToken = "time_to_first_token"

    /// Whether a run asks for it.
    func isWanted(_ demand: Demand) -> Bool {
        switch self {
        case .requestProperties: demand.wantsTags || demand.fields.contains(.session)
        case .userID: demand.fields.contains(.user)
        case .requestID, .responseID: demand.fields.contains(.id)
        case .delay, .latency: demand.fields.contains(.latency)
        case .timeToFirstToken: demand.fields.contains(.timeToFirstToken)
        default: true
        }
    }
}
