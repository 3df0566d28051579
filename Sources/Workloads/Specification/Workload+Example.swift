extension Workload {
    /// A workload file to start from.
    public static let example = """
        # tollgate generate FILE --out log.jsonl
        workload: support-chat
        version: 1
        seed: 7
        timezone: Europe/Berlin
        from: 2026-01-05
        for: 7 days
        arrivals:
          rate: 1200/hour                 # the mean of a week, without spikes
          process: gamma                  # poisson, gamma or weibull
          cv: 2.5                         # of the gaps: 1 is Poisson, more are bursts
          daily: [1, 1, 1, 1, 1, 2, 4, 8, 12, 14, 14, 12, 10, 12, 14, 14, 12, 10, 8, 6, 4, 3, 2, 1]
          weekly: {saturday: 0.4, sunday: 0.3}
          spikes: [{at: 2026-01-07T14:00, for: 10m, times: 4}]
        clients:                          # each with arrivals of its own; what it lacks stands below
          - share: 70%
            name: chat
            team: support
            users: {count: 200, exponent: 1.1}
            model: {gpt-4.1: 60%, deepseek-v3.2: 40%}
          - share: 30%
            name: search
            arrivals: {process: poisson}
            team: search
            users: 50
            model: gpt-4.1
            completion_tokens: {uniform: {min: 20, max: 120}}
            cached: {calls: 80%, tokens: 50%}
        prompt_tokens: {lognormal: {median: 800, sigma: 1.1, max: 120000}}
        # a median is that without bounds; {mean: 270, …} is the mean of what is written
        completion_tokens: {lognormal: {median: 180, sigma: 0.9, max: 16000}}
        max_tokens: 4096                  # longer answers end there
        content_length: {per_prompt_token: 3.9}
        message_count: {zipf: {exponent: 1.2, min: 1, max: 40}}
        latency: {base_ms: 250, prompt_token_ms: 0.04, completion_token_ms: 11, cv: 0.3}
        tags: {tier: {free: 80%, paid: 20%}}

        """
}
