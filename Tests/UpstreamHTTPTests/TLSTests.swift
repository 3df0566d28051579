import Foundation
import Testing
import Upstream
import UpstreamHTTP

/// nginx with certificates that nobody has signed.
@Suite(
    .enabled(if: Nginx.program != nil && TestTools.folder != nil, Nginx.advice), .serialized,
    .timeLimit(.minutes(2)), ServerTrait.nginx)
struct TLSTests {
    @Test func aCertificateThatNobodyHasSignedIsRefused() async throws {
        let port = try ServerTrait.server().port + 1
        let error = try await error("https://localhost:\(port)/", HTTPSettings())
        #expect(error?.kind == .tls)
        #expect(
            error?.message.hasPrefix("localhost:\(port): the certificate is not trusted") == true)
    }

    @Test func aCertificateThatIsTrustedIsAcceptedAndSpeaksHTTP2() async throws {
        let server = try ServerTrait.server()
        try await withTransport(HTTPSettings(trustedCertificates: server.certificate)) {
            transport in
            for count in 1...3 {
                let answer = try await transport.send(
                    WireRequest(
                        method: "GET", url: "https://localhost:\(server.port + 1)/", headers: []))
                let text = try await answer.text()
                #expect(text == "HTTP/2.0, request \(count) of its connection")
            }
        }
    }

    @Test func aCertificateOfAnotherNameIsRefused() async throws {
        let server = try ServerTrait.server()
        let error = try await error(
            "https://127.0.0.1:\(server.port + 1)/",
            HTTPSettings(trustedCertificates: server.certificate))
        #expect(
            error
                == TransportError(
                    .tls,
                    "127.0.0.1:\(server.port + 1): the certificate is made out to another name"))
    }

    @Test func aPortWithoutTLSIsNamed() async throws {
        let port = try ServerTrait.server().port
        #expect(
            try await error("https://localhost:\(port)/", HTTPSettings())
                == TransportError(.tls, "localhost:\(port) speaks no TLS; is http:// meant?"))
    }

    @Test func aFileWithoutCertificatesIsRefused() {
        let path = TestTools.script("requirements.txt")
        let error = #expect(throws: TrustedCertificatesError.self) {
            try HTTPTransport(HTTPSettings(trustedCertificates: path))
        }
        #expect(
            error?.description
                == "\(path): no certificates can be read; expected a PEM file with at least one CERTIFICATE"
        )
    }

    private func error(_ url: String, _ settings: HTTPSettings) async throws -> TransportError? {
        try await withTransport(settings) { transport in
            await #expect(throws: TransportError.self) {
                try await transport.send(WireRequest(method: "GET", url: url, headers: []))
            }
        }
    }
}

/// The web server, from the system's packages.
enum Nginx {
    static let advice: Comment = "needs nginx: TOLLGATE_TEST_TOOLS=$(Scripts/test-tools)"
    static let program = ["/usr/sbin/nginx", "/usr/bin/nginx"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    /// Plain HTTP on a port, TLS on the next one.
    static func configuration(_ port: Int) -> String {
        """
        daemon off; master_process off; error_log stderr; pid nginx.pid;
        events {}
        http {
            access_log off;
            client_body_temp_path a; proxy_temp_path b; fastcgi_temp_path c; uwsgi_temp_path d;
            scgi_temp_path e;
            server {
                listen 127.0.0.1:\(port);
                listen 127.0.0.1:\(port + 1) ssl http2;
                ssl_certificate certificate.pem;
                ssl_certificate_key key.pem;
                return 200 "$server_protocol, request $connection_requests of its connection";
            }
        }
        """
    }

    /// Writes a key and a certificate for `localhost` that the key itself has signed.
    static func writeCertificate(in folder: URL) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
            "-nodes", "-keyout", "key.pem", "-out", "certificate.pem", "-days", "2", "-subj",
            "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
        ]
        process.currentDirectoryURL = folder
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
    }
}

extension ServerTrait {
    fileprivate static var nginx: ServerTrait {
        ServerTrait(health: "/") { port, folder in
            try Nginx.writeCertificate(in: folder)
            let file = folder.appending(path: "nginx.conf")
            try Nginx.configuration(port).write(to: file, atomically: true, encoding: .utf8)
            let program = try #require(Nginx.program)
            return [program, "-p", folder.path(), "-c", file.path(), "-e", "stderr"]
        }
    }
}

extension ForeignServer {
    fileprivate var certificate: String { folder.appending(path: "certificate.pem").path() }
}
