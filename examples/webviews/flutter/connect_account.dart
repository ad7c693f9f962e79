// Lets a user of your app connect an account: the embed page in a WebView. Needs webview_flutter 4.10 or later, http and url_launcher.
import 'dart:convert';

import 'package:flutter/material.dart';
import 'package:http/http.dart' as http;
import 'package:url_launcher/url_launcher.dart';
import 'package:webview_flutter/webview_flutter.dart';

/// Address of the embed page, as a browser writes it, with the slash at its end.
const embedUrl = 'https://auth.example.com/';

/// The same without the slash: scheme, host, and the port where it is not the usual one.
const embedOrigin = 'https://auth.example.com';

/// Where your server mounts the server helper.
const server = 'https://app.example.com/api/deck-auth';

/// Says to your server that your app asks, and not a page in a browser: one of the helper's `allowedOrigins`.
const appOrigin = 'app://com.example.hearthbook';

/// Ids that came from a page or a link. They say which, and prove nothing.
typedef Ids = ({String credentialId, String? taskRunId});

/// What your server may trust: the answer of its `/confirm`.
typedef Confirmation = ({String credentialId, String? taskRunId, bool? verified});

typedef SessionToken = ({String token, String externalId});

/// Your own server, which holds the secret key.
class DeckAuthServer {
  const DeckAuthServer(this.authorization);

  /// The session of your own app, as its server wants it in `Authorization`.
  final String Function() authorization;

  Future<SessionToken> token() async {
    final answer = await _ask('token', {});
    if (answer case {'token': final String token, 'externalId': final String externalId}) return (token: token, externalId: externalId);
    throw const FormatException('The answer holds no token.');
  }

  /// Asks what is true of these ids. Also for what [returnedIds] gave.
  Future<Confirmation> confirm(Ids ids) async {
    final answer = await _ask('confirm', {'credentialId': ids.credentialId, 'taskRunId': ids.taskRunId});
    if (answer case {'ownerMatches': true, 'credentialId': final String id, 'taskRunId': final String? run, 'verified': final bool? verified}) {
      return (credentialId: id, taskRunId: run, verified: verified);
    }
    throw const FormatException('The server did not confirm this credential.');
  }

  Future<Object?> _ask(String route, Map<String, Object?> body) async {
    final answer = await http.post(
      Uri.parse('$server/$route'),
      headers: {'content-type': 'application/json', 'origin': appOrigin, 'authorization': authorization()},
      body: jsonEncode(body),
    );
    if (answer.statusCode != 200) throw http.ClientException('The server answered ${answer.statusCode}.');
    return jsonDecode(answer.body);
  }
}

/// The address of the flow. It holds the token: do not log it.
Uri flowAddress(SessionToken token, {String? sourceId, String? taskId, Ids? resume}) {
  final parameters = <String, String?>{
    'token': token.token,
    'externalId': token.externalId,
    'sourceId': sourceId,
    'taskId': taskId,
    'closable': '1',
    'resumeCredentialId': resume?.taskRunId == null ? null : resume?.credentialId,
    'resumeTaskRunId': resume?.taskRunId,
  };
  final given = parameters.entries.where((entry) => entry.value != null);
  return Uri.parse('$embedUrl#${given.map((entry) => '${entry.key}=${Uri.encodeComponent(entry.value!)}').join('&')}');
}

/// The script that hands a message to the page: JSON once for the message, and once more as a literal of the script.
String hostScript(String type, [Map<String, Object?> data = const {}]) {
  final message = jsonEncode({'channel': 'deck-auth', 'version': 1, 'type': type, 'data': data});
  return 'window.DeckAuthBridge?.receive(${jsonEncode(message)});';
}

/// Whether an address is on this origin, compared whole: what follows must be a path, a query, a fragment or nothing.
bool isAt(String url, String origin) =>
    url.startsWith(origin) && (url.length == origin.length || '/?#'.contains(url[origin.length]));

/// The ids in a link that your app was opened by; `null` for any other link. Whoever may open links may have written it.
Ids? returnedIds(Uri link, String returnUrl, String state) {
  if (state.isEmpty || !link.toString().startsWith('$returnUrl?')) return null;
  String? value(String name) {
    final found = link.queryParametersAll[name] ?? const [];
    return found.length == 1 ? found.single : null;
  }

  String? id(String name) {
    final found = value(name);
    return found != null && RegExp(r'^[A-Za-z0-9_-]{1,255}$').hasMatch(found) ? found : null;
  }

  final credentialId = id('credentialId');
  if (value('state') != state || credentialId == null) return null;
  return (credentialId: credentialId, taskRunId: id('taskRunId'));
}

/// A screen of its own. On Android let its route set FLAG_SECURE.
class ConnectAccount extends StatefulWidget {
  const ConnectAccount({super.key, required this.server, required this.onConnected, required this.onClosed, this.sourceId, this.taskId});

  final DeckAuthServer server;
  final String? sourceId;
  final String? taskId;

  /// Your server has confirmed what was stored. The page shows its own end; leave now, or at [onClosed].
  final void Function(Confirmation) onConnected;

  /// The user is done here.
  final VoidCallback onClosed;

  @override
  State<ConnectAccount> createState() => _ConnectAccountState();
}

class _ConnectAccountState extends State<ConnectAccount> {
  WebViewController? _controller;
  VoidCallback? _tryAgain;
  Ids? _resume;
  int _loads = 0;
  bool _isListening = false;
  bool _isAskedToGoBack = false;
  bool _isOver = false;

  @override
  void initState() {
    super.initState();
    _load();
  }

  /// Begins, or goes on with what was begun, with a fresh token. In the same WebView, where the page finds what it kept.
  Future<void> _load() async {
    final number = ++_loads;
    _isListening = false;
    _isAskedToGoBack = false;
    setState(() => _tryAgain = null);
    try {
      final token = await widget.server.token();
      final controller = _controller ?? await _createController();
      if (!mounted || number != _loads) return;
      setState(() => _controller = controller);
      await controller.loadRequest(flowAddress(token, sourceId: widget.sourceId, taskId: widget.taskId, resume: _resume));
    } catch (_) {
      // Not logged: what went wrong may name the address.
      if (number == _loads) _offerAgain(_load);
    }
  }

  Future<WebViewController> _createController() async {
    final controller = WebViewController();
    await controller.setJavaScriptMode(JavaScriptMode.unrestricted);
    // This name on both platforms: under it the page sends text, which is all that a channel can carry.
    await controller.addJavaScriptChannel('deckAuthAndroid', onMessageReceived: (message) => _hear(controller, message.message));
    await controller.setNavigationDelegate(NavigationDelegate(
      onNavigationRequest: (request) =>
          request.isMainFrame && isAt(request.url, embedOrigin) ? NavigationDecision.navigate : NavigationDecision.prevent,
      onWebResourceError: (error) {
        if (error.errorType == WebResourceErrorType.webContentProcessTerminated) {
          _recover();
        } else if (error.isForMainFrame ?? true) {
          _offerAgain(_load);
        }
      },
      onHttpError: (_) {
        if (!_isListening) _offerAgain(_load);
      },
    ));
    return controller;
  }

  void _send(String type, [Map<String, Object?> data = const {}]) {
    _controller?.runJavaScript(hostScript(type, data)).ignore();
  }

  Future<void> _hear(WebViewController controller, String text) async {
    // A channel does not say who speaks. This says only where the page is: see the documentation.
    if (!isAt(await controller.currentUrl() ?? '', embedOrigin)) return;
    Object? message;
    try {
      message = jsonDecode(text);
    } on FormatException {
      return;
    }
    if (!mounted || !identical(controller, _controller)) return;
    if (message case {'channel': 'deck-auth', 'version': 1, 'type': final String type, 'data': final Map<String, Object?> data}) {
      final credentialId = data['credentialId'];
      final taskRunId = data['taskRunId'];
      final ids = credentialId is String ? (credentialId: credentialId, taskRunId: taskRunId is String ? taskRunId : null) : null;
      switch (type) {
        case 'ready':
          _isListening = true;
        case 'event':
          if (ids?.taskRunId != null) _resume = ids;
        case 'success':
          if (ids == null) return;
          _isOver = true;
          await _finish(ids);
        case 'error':
          if (data['terminal'] == true) _isOver = true;
        case 'tokenRequired':
          await _renewToken();
        case 'navigate':
          final url = data['url'];
          if (url is String && url.startsWith('https://')) await launchUrl(Uri.parse(url), mode: LaunchMode.externalApplication);
        case 'backResult':
          _isAskedToGoBack = false;
          if (data['handled'] != true) widget.onClosed();
        case 'close':
          widget.onClosed();
      }
    }
  }

  Future<void> _finish(Ids ids) async {
    try {
      final confirmation = await widget.server.confirm(ids);
      if (mounted) widget.onConnected(confirmation);
    } catch (_) {
      _offerAgain(() {
        setState(() => _tryAgain = null);
        _finish(ids);
      });
    }
  }

  Future<void> _renewToken() async {
    try {
      _send('token', {'token': (await widget.server.token()).token});
    } catch (_) {
      _send('tokenUnavailable');
    }
  }

  void _goBack() {
    // A page that does not answer keeps nobody here.
    if (!_isListening || _isAskedToGoBack) return widget.onClosed();
    _isAskedToGoBack = true;
    _send('back');
  }

  /// iOS has killed the page, say while the user fetched a code elsewhere. For Android see the documentation.
  void _recover() => _isOver ? widget.onClosed() : _load();

  void _offerAgain(VoidCallback again) {
    if (mounted) setState(() => _tryAgain = again);
  }

  @override
  Widget build(BuildContext context) {
    final controller = _controller;
    final tryAgain = _tryAgain;
    return PopScope(
      canPop: false,
      onPopInvokedWithResult: (didPop, _) {
        if (!didPop) _goBack();
      },
      child: Scaffold(
        body: SafeArea(
          child: Column(children: [
            if (controller != null) Expanded(child: WebViewWidget(controller: controller)),
            if (controller == null && tryAgain == null) const Expanded(child: Center(child: CircularProgressIndicator())),
            if (tryAgain != null) ...[
              const Padding(padding: EdgeInsets.all(24), child: Text('This did not work. Please check your connection.')),
              TextButton(onPressed: tryAgain, child: const Text('Try again')),
            ],
          ]),
        ),
      ),
    );
  }
}
