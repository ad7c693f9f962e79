// A native app with a WebView, as small as one can be: `gjs -m app.js`. It is told what to do by lines of JSON, and says by
// lines of JSON what it heard from the page over its script message handler, and where the page went.
import Gio from "gi://Gio";
import Gtk from "gi://Gtk?version=3.0";
import WebKit2 from "gi://WebKit2?version=4.1";

Gtk.init(null);

const tell = (line) => print(JSON.stringify(line));

const messages = new WebKit2.UserContentManager();
messages.connect("script-message-received::deckAuth", (_, result) => tell({ heard: JSON.parse(result.get_js_value().to_json(0)) }));
messages.register_script_message_handler("deckAuth");

// Whatever a page breaks of its policy, from before its first script on.
messages.connect("script-message-received::broken", (_, result) => tell({ broken: result.get_js_value().to_string() }));
messages.register_script_message_handler("broken");
const watch = `addEventListener("securitypolicyviolation", ({ effectiveDirective }) => webkit.messageHandlers.broken.postMessage(effectiveDirective))`;
messages.add_script(new WebKit2.UserScript(watch, WebKit2.UserContentInjectedFrames.ALL_FRAMES, WebKit2.UserScriptInjectionTime.START, null, null));

const view = new WebKit2.WebView({ web_context: WebKit2.WebContext.new_ephemeral(), user_content_manager: messages });
view.connect("load-changed", (_, event) => event === WebKit2.LoadEvent.COMMITTED && tell({ went: view.get_uri() }));
const app = new Gtk.Window({ default_width: 420, default_height: 860 });
app.add(view);
app.show_all();

/** What an app says to the page: one call of one frozen function, with text that was made by a JSON writer. */
const receive = (message) => `window.DeckAuthBridge.receive(${JSON.stringify(JSON.stringify(message))})`;

function run(id, script) {
  view.call_async_javascript_function(script, -1, null, null, null, null, (_, result) => {
    try {
      tell({ id, result: view.call_async_javascript_function_finish(result).to_json(0) });
    } catch (error) {
      tell({ id, problem: String(error) });
    }
  });
}

function obey({ id, load, say, script }) {
  if (load) view.load_uri(load);
  if (say) view.evaluate_javascript(receive(say), -1, null, null, null, null);
  if (script) run(id, script);
}

const orders = new Gio.DataInputStream({ base_stream: new Gio.UnixInputStream({ fd: 0 }) });
function listen() {
  orders.read_line_async(0, null, (_, result) => {
    const [line] = orders.read_line_finish_utf8(result);
    // Who started us is gone.
    if (line === null) return Gtk.main_quit();
    obey(JSON.parse(line));
    listen();
  });
}
listen();
Gtk.main();
