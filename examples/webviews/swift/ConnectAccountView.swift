// Lets a user of your app connect an account: the embed page in a WKWebView. iOS 16 or later, no dependencies.
import SwiftUI
import WebKit

/// Your addresses, and who is signed in.
struct ConnectAccountSettings {
    /// Address of the embed page, as a browser writes it, with the slash at its end.
    var embedUrl = "https://auth.example.com/"
    /// Where your server mounts the server helper.
    var server = "https://app.example.com/api/deck-auth"
    /// Says to your server that your app asks, and not a page in a browser: one of the helper's `allowedOrigins`.
    var appOrigin = "app://com.example.hearthbook"
    /// The session of your own app, as its server wants it in `Authorization`.
    var authorization: () -> String
    var sourceId: String?
    var taskId: String?

    var embedOrigin: String { embedUrl.split(separator: "/", omittingEmptySubsequences: false).prefix(3).joined(separator: "/") }
}

/// Ids that came from a page or a link. They say which, and prove nothing.
struct ConnectAccountIds: Encodable {
    var credentialId: String
    var taskRunId: String?
}

/// What your server may trust: the answer of its `/confirm`.
struct ConnectAccountConfirmation: Decodable {
    var credentialId: String
    var ownerMatches: Bool
    var taskRunId: String?
    var verified: Bool?
}

/// Your own server, which holds the secret key.
struct DeckAuthServer {
    let settings: ConnectAccountSettings

    struct Token: Decodable {
        var token: String
        var externalId: String
    }

    func token() async throws -> Token { try await ask("token", [String: String]()) }

    /// Asks what is true of these ids. Also for what `returnedIds` gave.
    func confirm(_ ids: ConnectAccountIds) async throws -> ConnectAccountConfirmation {
        let confirmation: ConnectAccountConfirmation = try await ask("confirm", ids)
        guard confirmation.ownerMatches else { throw URLError(.userAuthenticationRequired) }
        return confirmation
    }

    private func ask<Answer: Decodable>(_ route: String, _ body: some Encodable) async throws -> Answer {
        guard let url = URL(string: "\(settings.server)/\(route)") else { throw URLError(.badURL) }
        var request = URLRequest(url: url)
        request.httpMethod = "POST"
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        request.setValue(settings.appOrigin, forHTTPHeaderField: "Origin")
        request.setValue(settings.authorization(), forHTTPHeaderField: "Authorization")
        request.httpBody = try JSONEncoder().encode(body)
        let (data, response) = try await URLSession.shared.data(for: request)
        guard (response as? HTTPURLResponse)?.statusCode == 200 else { throw URLError(.badServerResponse) }
        return try JSONDecoder().decode(Answer.self, from: data)
    }
}

enum ConnectAccount {
    /// A value as it may stand in an address. `URLQueryItem` would leave a plus sign, which is read as a space.
    static func encoded(_ value: String) -> String {
        let plain = CharacterSet(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
        return value.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
    }

    /// The address of the flow. It holds the token: do not log it, nor any error of the WebView, whose details repeat it.
    static func address(_ settings: ConnectAccountSettings, _ token: DeckAuthServer.Token, resume: ConnectAccountIds?) -> URL? {
        let parameters: [(String, String?)] = [
            ("token", token.token),
            ("externalId", token.externalId),
            ("sourceId", settings.sourceId),
            ("taskId", settings.taskId),
            ("closable", "1"),
            ("resumeCredentialId", resume?.taskRunId == nil ? nil : resume?.credentialId),
            ("resumeTaskRunId", resume?.taskRunId),
        ]
        let fragment = parameters.compactMap { name, value in value.map { "\(name)=\(encoded($0))" } }.joined(separator: "&")
        return URL(string: "\(settings.embedUrl)#\(fragment)")
    }

    /// The script that hands a message to the page: JSON once for the message, and once more as a literal of the script.
    static func hostScript(_ type: String, _ data: [String: String] = [:]) throws -> String {
        let message: [String: Any] = ["channel": "deck-auth", "version": 1, "type": type, "data": data]
        let json = String(decoding: try JSONSerialization.data(withJSONObject: message), as: UTF8.self)
        let literal = String(decoding: try JSONSerialization.data(withJSONObject: json, options: .fragmentsAllowed), as: UTF8.self)
        return "window.DeckAuthBridge?.receive(\(literal));"
    }

    /// Whether an address is on this origin, compared whole: what follows must be a path, a query, a fragment or nothing.
    static func isAt(_ url: String, _ origin: String) -> Bool {
        guard url.hasPrefix(origin) else { return false }
        let next = url.dropFirst(origin.count).first
        return next == nil || next == "/" || next == "?" || next == "#"
    }

    /// The ids in a link that your app was opened by; `nil` for any other link. Whoever may open links may have written it.
    static func returnedIds(_ link: URL, returnUrl: String, state: String) -> ConnectAccountIds? {
        guard !state.isEmpty, link.absoluteString.hasPrefix("\(returnUrl)?"),
              let items = URLComponents(url: link, resolvingAgainstBaseURL: false)?.queryItems else { return nil }
        func value(_ name: String) -> String? {
            let found = items.filter { $0.name == name }
            return found.count == 1 ? found[0].value : nil
        }
        func id(_ name: String) -> String? {
            value(name).flatMap { $0.range(of: "^[A-Za-z0-9_-]{1,255}$", options: .regularExpression) == nil ? nil : $0 }
        }
        guard value("state") == state, let credentialId = id("credentialId") else { return nil }
        return ConnectAccountIds(credentialId: credentialId, taskRunId: id("taskRunId"))
    }
}

/// One flow: its page, what the page says, and what it is told.
@MainActor
final class ConnectAccountFlow: NSObject, ObservableObject, WKScriptMessageHandler, WKNavigationDelegate {
    @Published private(set) var address: URL?
    @Published private(set) var tryAgain: (() -> Void)?
    private weak var webView: WKWebView?
    private let settings: ConnectAccountSettings
    private let server: DeckAuthServer
    private let onConnected: (ConnectAccountConfirmation) -> Void
    private let onClosed: () -> Void
    private var loads = 0
    private var resume: ConnectAccountIds?
    private var isListening = false
    private var isAskedToGoBack = false
    private var isOver = false

    init(
        settings: ConnectAccountSettings,
        onConnected: @escaping (ConnectAccountConfirmation) -> Void,
        onClosed: @escaping () -> Void
    ) {
        self.settings = settings
        self.server = DeckAuthServer(settings: settings)
        self.onConnected = onConnected
        self.onClosed = onClosed
    }

    /// Begins, or goes on with what was begun, with a fresh token. In the same WebView, where the page finds what it kept.
    func load() {
        tryAgain = nil
        isListening = false
        isAskedToGoBack = false
        loads += 1
        let number = loads
        Task {
            guard let token = try? await server.token(), let fresh = ConnectAccount.address(settings, token, resume: resume) else {
                if number == loads { tryAgain = { [weak self] in self?.load() } }
                return
            }
            if number == loads { address = fresh }
        }
    }

    fileprivate func show(_ address: URL, in webView: WKWebView) {
        self.webView = webView
        webView.load(URLRequest(url: address))
    }

    /// The back button of your screen: the page goes a step back, or says that it could not.
    func goBack() {
        // A page that does not answer keeps nobody here.
        guard isListening, !isAskedToGoBack else { return onClosed() }
        isAskedToGoBack = true
        send("back")
    }

    private func send(_ type: String, _ data: [String: String] = [:]) {
        guard let script = try? ConnectAccount.hostScript(type, data) else { return }
        webView?.evaluateJavaScript(script, completionHandler: nil)
    }

    func userContentController(_ controller: WKUserContentController, didReceive message: WKScriptMessage) {
        // The page itself, none of its frames, and at the embed page's very origin.
        let sender = message.frameInfo.securityOrigin
        let port = sender.port == 0 ? "" : ":\(sender.port)"
        guard message.frameInfo.isMainFrame, "\(sender.protocol)://\(sender.host)\(port)" == settings.embedOrigin else { return }
        guard let body = message.body as? [String: Any], body["channel"] as? String == "deck-auth", body["version"] as? Int == 1,
              let type = body["type"] as? String, let data = body["data"] as? [String: Any] else { return }
        let credentialId = data["credentialId"] as? String
        let taskRunId = data["taskRunId"] as? String
        switch type {
        case "ready":
            isListening = true
        case "event":
            if let credentialId, taskRunId != nil { resume = ConnectAccountIds(credentialId: credentialId, taskRunId: taskRunId) }
        case "success":
            guard let credentialId else { return }
            isOver = true
            finish(ConnectAccountIds(credentialId: credentialId, taskRunId: taskRunId))
        case "error":
            if data["terminal"] as? Bool == true { isOver = true }
        case "tokenRequired":
            renewToken()
        case "navigate":
            guard let text = data["url"] as? String, let url = URL(string: text), url.scheme == "https" else { return }
            UIApplication.shared.open(url)
        case "backResult":
            isAskedToGoBack = false
            if data["handled"] as? Bool != true { onClosed() }
        case "close":
            onClosed()
        default:
            break
        }
    }

    private func finish(_ ids: ConnectAccountIds) {
        tryAgain = nil
        Task {
            if let confirmation = try? await server.confirm(ids) { onConnected(confirmation) }
            else { tryAgain = { [weak self] in self?.finish(ids) } }
        }
    }

    private func renewToken() {
        Task {
            if let fresh = try? await server.token() { send("token", ["token": fresh.token]) }
            else { send("tokenUnavailable") }
        }
    }

    func webView(_ webView: WKWebView, decidePolicyFor navigationAction: WKNavigationAction) async -> WKNavigationActionPolicy {
        let url = navigationAction.request.url?.absoluteString ?? ""
        return navigationAction.targetFrame?.isMainFrame == true && ConnectAccount.isAt(url, settings.embedOrigin) ? .allow : .cancel
    }

    func webView(_ webView: WKWebView, decidePolicyFor navigationResponse: WKNavigationResponse) async -> WKNavigationResponsePolicy {
        (navigationResponse.response as? HTTPURLResponse)?.statusCode == 200 ? .allow : .cancel
    }

    func webView(_ webView: WKWebView, didFailProvisionalNavigation navigation: WKNavigation!, withError error: Error) {
        if !isListening { tryAgain = { [weak self] in self?.load() } }
    }

    /// The system has killed the page, say while the user fetched a code elsewhere.
    func webViewWebContentProcessDidTerminate(_ webView: WKWebView) {
        if isOver { onClosed() } else { load() }
    }
}

private struct FlowWebView: UIViewRepresentable {
    let flow: ConnectAccountFlow
    let address: URL

    func makeCoordinator() -> Shown { Shown() }

    func makeUIView(context: Context) -> WKWebView {
        let configuration = WKWebViewConfiguration()
        configuration.userContentController.add(flow, name: "deckAuth")
        let webView = WKWebView(frame: .zero, configuration: configuration)
        webView.navigationDelegate = flow
        webView.allowsLinkPreview = false
        return webView
    }

    func updateUIView(_ webView: WKWebView, context: Context) {
        guard context.coordinator.address != address else { return }
        context.coordinator.address = address
        flow.show(address, in: webView)
    }

    static func dismantleUIView(_ webView: WKWebView, coordinator: Shown) {
        webView.configuration.userContentController.removeScriptMessageHandler(forName: "deckAuth")
    }

    final class Shown {
        var address: URL?
    }
}

/// Put it into a NavigationStack of a sheet.
@MainActor
struct ConnectAccountView: View {
    @StateObject private var flow: ConnectAccountFlow
    @Environment(\.scenePhase) private var scenePhase

    /// - Parameters:
    ///   - onConnected: Your server has confirmed what was stored. The page shows its own end; dismiss now, or at `onClosed`.
    ///   - onClosed: The user is done here.
    init(
        settings: ConnectAccountSettings,
        onConnected: @escaping (ConnectAccountConfirmation) -> Void,
        onClosed: @escaping () -> Void
    ) {
        _flow = StateObject(wrappedValue: ConnectAccountFlow(settings: settings, onConnected: onConnected, onClosed: onClosed))
    }

    var body: some View {
        ZStack {
            if let address = flow.address { FlowWebView(flow: flow, address: address) }
            if flow.address == nil && flow.tryAgain == nil { ProgressView() }
            if let tryAgain = flow.tryAgain {
                VStack(spacing: 16) {
                    Text("This did not work. Please check your connection.")
                    Button("Try again", action: tryAgain)
                }
                .padding(24)
                .background(.background)
            }
            // What the app switcher photographs.
            if scenePhase == .background || scenePhase == .inactive { Rectangle().fill(.background).ignoresSafeArea() }
        }
        .toolbar { ToolbarItem(placement: .cancellationAction) { Button("Back", action: flow.goBack) } }
        .task { if flow.address == nil { flow.load() } }
        .interactiveDismissDisabled()
    }
}
