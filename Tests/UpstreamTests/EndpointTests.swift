import Testing
import Upstream

@Suite struct EndpointTests {
    @Test(arguments: [
        ("https://api.example.com/v1", "https://api.example.com/v1", "api.example.com"),
        ("https://api.example.com/v1//", "https://api.example.com/v1", "api.example.com"),
        ("HTTPS://api.example.com:8443", "HTTPS://api.example.com:8443", "api.example.com"),
        ("http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1", "127.0.0.1"),
        ("http://127.255.255.254", "http://127.255.255.254", "127.255.255.254"),
        ("http://LocalHost:4000", "http://LocalHost:4000", "LocalHost"),
        ("http://[::1]:8080/v1", "http://[::1]:8080/v1", "[::1]"),
        ("http://[0:0:0:0:0:0:0:1]/v1", "http://[0:0:0:0:0:0:0:1]/v1", "[0:0:0:0:0:0:0:1]"),
    ])
    func addressesOverTLSAndToLoopbackAreTaken(text: String, base: String, host: String) throws {
        let endpoint = try Endpoint(text)
        #expect(endpoint.base == base)
        #expect(endpoint.host == host)
    }

    @Test func withoutAnAddressTheDefaultIsAsked() throws {
        #expect(try Endpoint().base == "https://api.holysheep.ai/v1")
    }

    @Test(arguments: [
        ("http://api.example.com/v1", "plain http"), ("http://127.0.0.1.evil.com", "plain http"),
        ("http://127.evil.com", "plain http"), ("http://localhost.evil.com", "plain http"),
        ("http://127.1", "plain http"), ("http://127.0.0.256", "plain http"),
        ("http://[::2]/v1", "plain http"), ("http://0.0.0.0", "plain http"),
        ("https://user:sesame@api.example.com", "a user name or password"),
        ("https://sesame@api.example.com", "a user name or password"),
        ("http://127.0.0.1:80@evil.com/", "a user name or password"),
        ("https://api.example.com/v1?key=sesame", "a query"),
        ("https://api.example.com/v1?", "a query"),
        ("https://api.example.com/v1#sesame", "a fragment"),
        ("https://api.example.com:0/v1", "the port 0"),
        ("https://api.example.com:65536/v1", "the port 65536"),
        ("https://api.example.com/v1/chat/completions", "leave that out"),
        ("ftp://api.example.com", "begins with ftp:"), ("", "\"\" is no address"),
        ("api.example.com/v1", "\"api.example.com/v1\" is no address"),
        ("https://", "\"https://\" is no address"),
        ("https:///v1", "\"https:///v1\" is no address"),
        ("https://api example.com", "is no address"), ("https://a:b:c@d e?sesame", "is no address"),
        ("https://api.example.com/v1\r\nX: y", "is no address"),
    ])
    func otherAddressesAreRefusedInOneLine(text: String, words: String) throws {
        let error = try #require(throws: SetupError.self) { try Endpoint(text) }
        #expect(error.description.contains(words), "\(error)")
        #expect(!error.description.contains("sesame"))
        #expect(!error.description.contains { $0.isNewline })
    }

    @Test func plainHTTPIsAllowedWhereTheCallerAsksForIt() throws {
        #expect(
            try Endpoint("http://gateway.internal/v1", allowsInsecure: true).host
                == "gateway.internal")
    }
}
