// Lets a user of your app connect an account: the embed page in a WebView. Needs androidx.activity, androidx.lifecycle and
// androidx.webkit. In the manifest: android:windowSoftInputMode="adjustResize", and not exported.
package com.example.hearthbook

import android.app.AlertDialog
import android.content.ActivityNotFoundException
import android.content.Intent
import android.net.Uri
import android.os.Bundle
import android.view.ViewGroup
import android.view.WindowManager
import android.webkit.RenderProcessGoneDetail
import android.webkit.WebResourceError
import android.webkit.WebResourceRequest
import android.webkit.WebResourceResponse
import android.webkit.WebView
import android.webkit.WebViewClient
import android.widget.FrameLayout
import androidx.activity.ComponentActivity
import androidx.activity.OnBackPressedCallback
import androidx.lifecycle.lifecycleScope
import androidx.webkit.WebViewCompat
import androidx.webkit.WebViewFeature
import java.io.IOException
import java.net.HttpURLConnection
import java.net.URL
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import org.json.JSONException
import org.json.JSONObject

/** Address of the embed page, as a browser writes it, with the slash at its end. */
private const val EMBED_URL = "https://auth.example.com/"

/** The same without the slash: scheme, host, and the port where it is not the usual one. */
private const val EMBED_ORIGIN = "https://auth.example.com"

/** Where your server mounts the server helper. */
private const val SERVER = "https://app.example.com/api/deck-auth"

/** Says to your server that your app asks, and not a page in a browser: one of the helper's `allowedOrigins`. */
private const val APP_ORIGIN = "app://com.example.hearthbook"

/** Ids that came from a page or a link. They say which, and prove nothing. */
data class Ids(val credentialId: String, val taskRunId: String?)

/** What your server may trust: the answer of its `/confirm`. */
data class Confirmation(val credentialId: String, val taskRunId: String?, val verified: Boolean?)

class SessionToken(val token: String, val externalId: String)

private fun JSONObject.text(name: String): String? = opt(name) as? String

private fun JSONObject.needed(name: String): String = text(name) ?: throw IOException("The server's answer holds no $name.")

/** Your own server, which holds the secret key. [authorization] is the session of your own app, as your server wants it. */
class DeckAuthServer(private val authorization: () -> String) {
    suspend fun token(): SessionToken {
        val answer = ask("token", JSONObject())
        return SessionToken(answer.needed("token"), answer.needed("externalId"))
    }

    /** Asks what is true of these ids. Also for what [returnedIds] gave. */
    suspend fun confirm(ids: Ids): Confirmation {
        val answer = ask("confirm", JSONObject().put("credentialId", ids.credentialId).put("taskRunId", ids.taskRunId ?: JSONObject.NULL))
        if (!answer.optBoolean("ownerMatches")) throw IOException("The server did not confirm this credential.")
        return Confirmation(answer.needed("credentialId"), answer.text("taskRunId"), answer.opt("verified") as? Boolean)
    }

    private suspend fun ask(route: String, body: JSONObject): JSONObject = withContext(Dispatchers.IO) {
        val connection = URL("$SERVER/$route").openConnection() as HttpURLConnection
        try {
            connection.requestMethod = "POST"
            connection.connectTimeout = 15_000
            connection.readTimeout = 15_000
            connection.doOutput = true
            connection.setRequestProperty("Content-Type", "application/json")
            connection.setRequestProperty("Origin", APP_ORIGIN)
            connection.setRequestProperty("Authorization", authorization())
            connection.outputStream.use { it.write(body.toString().toByteArray()) }
            if (connection.responseCode != 200) throw IOException("The server answered ${connection.responseCode}.")
            try {
                JSONObject(connection.inputStream.bufferedReader().use { it.readText() })
            } catch (problem: JSONException) {
                throw IOException("The server's answer is not JSON.", problem)
            }
        } finally {
            connection.disconnect()
        }
    }
}

/** The address of the flow. It holds the token: do not log it. */
fun flowAddress(token: SessionToken, sourceId: String?, taskId: String?, resume: Ids?): String {
    val parameters = listOf(
        "token" to token.token,
        "externalId" to token.externalId,
        "sourceId" to sourceId,
        "taskId" to taskId,
        "closable" to "1",
        "resumeCredentialId" to if (resume?.taskRunId == null) null else resume.credentialId,
        "resumeTaskRunId" to resume?.taskRunId,
    )
    return "$EMBED_URL#" + parameters.filter { it.second != null }.joinToString("&") { (name, value) -> "$name=${Uri.encode(value)}" }
}

/** The script that hands a message to the page: JSON once for the message, and once more as a literal of the script. */
fun hostScript(type: String, data: JSONObject = JSONObject()): String {
    val message = JSONObject().put("channel", "deck-auth").put("version", 1).put("type", type).put("data", data)
    return "window.DeckAuthBridge?.receive(${JSONObject.quote(message.toString())});"
}

/** Whether an address is on this origin, compared whole: what follows must be a path, a query, a fragment or nothing. */
fun isAt(url: String, origin: String): Boolean = url.startsWith(origin) && (url.length == origin.length || url[origin.length] in "/?#")

/** The ids in a link that your app was opened by; `null` for any other link. Whoever may open links may have written it. */
fun returnedIds(link: Uri, returnUrl: String, state: String): Ids? {
    if (state.isEmpty() || !link.toString().startsWith("$returnUrl?")) return null
    fun value(name: String): String? = link.getQueryParameters(name).singleOrNull()
    fun id(name: String): String? = value(name)?.takeIf { Regex("[A-Za-z0-9_-]{1,255}").matches(it) }
    val credentialId = id("credentialId") ?: return null
    return if (value("state") == state) Ids(credentialId, id("taskRunId")) else null
}

/**
 * Extend it, and start yours for a result, with `sourceId` and `taskId` as extras. `RESULT_OK` with the extras `credentialId`, `taskRunId`
 * and `verified` (absent: not known) means that your server has confirmed what was stored.
 */
abstract class ConnectAccountActivity : ComponentActivity() {
    /** The session of your own app, as your server wants it in `Authorization`. */
    protected abstract fun authorization(): String

    private val server = DeckAuthServer { authorization() }
    private var webView: WebView? = null
    private var resume: Ids? = null
    private var loads = 0
    private var isListening = false
    private var isAskedToGoBack = false
    private var isOver = false
    private var isOffering = false

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        // No screenshots, and nothing in the app switcher.
        window.setFlags(WindowManager.LayoutParams.FLAG_SECURE, WindowManager.LayoutParams.FLAG_SECURE)
        // Without it there is only addJavascriptInterface, which every frame of every page could call.
        if (!WebViewFeature.isFeatureSupported(WebViewFeature.WEB_MESSAGE_LISTENER)) return finish()
        onBackPressedDispatcher.addCallback(this, object : OnBackPressedCallback(true) {
            override fun handleOnBackPressed() = goBack()
        })
        resume = state?.getString("credentialId")?.let { Ids(it, state.getString("taskRunId")) }
        load()
    }

    override fun onSaveInstanceState(state: Bundle) {
        super.onSaveInstanceState(state)
        state.putString("credentialId", resume?.credentialId)
        state.putString("taskRunId", resume?.taskRunId)
    }

    override fun onDestroy() {
        discard()
        super.onDestroy()
    }

    /** Begins, or goes on with what was begun, in a new WebView with a fresh token. */
    private fun load() {
        discard()
        isListening = false
        isAskedToGoBack = false
        val number = ++loads
        lifecycleScope.launch {
            try {
                val address = flowAddress(server.token(), intent.getStringExtra("sourceId"), intent.getStringExtra("taskId"), resume)
                if (number == loads) show(address)
            } catch (problem: IOException) {
                if (number == loads) offerAgain { load() }
            }
        }
    }

    private fun show(address: String) {
        val view = WebView(this)
        view.settings.javaScriptEnabled = true
        view.settings.domStorageEnabled = true
        view.settings.allowFileAccess = false
        view.settings.allowContentAccess = false
        view.webViewClient = Client()
        // Before the page is loaded: then the object is there for this origin from its first script on, and for no other.
        WebViewCompat.addWebMessageListener(view, "deckAuthAndroid", setOf(EMBED_ORIGIN)) { _, message, sender, isMainFrame, _ ->
            if (isMainFrame && isAt(sender.toString(), EMBED_ORIGIN)) hear(message.data ?: "")
        }
        webView = view
        // Keeps the page clear of the keyboard and of the system's bars.
        setContentView(FrameLayout(this).apply {
            fitsSystemWindows = true
            addView(view)
        })
        view.loadUrl(address)
    }

    private fun discard() {
        val view = webView ?: return
        webView = null
        (view.parent as? ViewGroup)?.removeView(view)
        view.destroy()
    }

    private fun goBack() {
        // A page that does not answer keeps nobody here.
        if (!isListening || isAskedToGoBack) return finish()
        isAskedToGoBack = true
        send("back")
    }

    private fun send(type: String, data: JSONObject = JSONObject()) {
        webView?.evaluateJavascript(hostScript(type, data), null)
    }

    private fun hear(text: String) {
        val message = try { JSONObject(text) } catch (problem: JSONException) { return }
        if (message.text("channel") != "deck-auth" || message.opt("version") != 1) return
        val data = message.optJSONObject("data") ?: return
        val ids = data.text("credentialId")?.let { Ids(it, data.text("taskRunId")) }
        when (message.text("type")) {
            "ready" -> isListening = true
            "event" -> if (ids?.taskRunId != null) resume = ids
            "success" -> if (ids != null) {
                isOver = true
                finishWith(ids, isRead = data.opt("verified") != false)
            }
            "error" -> if (data.opt("terminal") == true) isOver = true
            "tokenRequired" -> renewToken()
            "navigate" -> openOutside(data.text("url") ?: return)
            "backResult" -> {
                isAskedToGoBack = false
                if (data.opt("handled") != true) finish()
            }
            "close" -> finish()
        }
    }

    /** [isRead]: there is nothing more on the page that the user should read first. */
    private fun finishWith(ids: Ids, isRead: Boolean) {
        lifecycleScope.launch {
            try {
                val confirmation = server.confirm(ids)
                val result = Intent().putExtra("credentialId", confirmation.credentialId).putExtra("taskRunId", confirmation.taskRunId)
                confirmation.verified?.let { result.putExtra("verified", it) }
                setResult(RESULT_OK, result)
                if (isRead) finish()
            } catch (problem: IOException) {
                offerAgain { finishWith(ids, isRead) }
            }
        }
    }

    private fun renewToken() {
        lifecycleScope.launch {
            try {
                send("token", JSONObject().put("token", server.token().token))
            } catch (problem: IOException) {
                send("tokenUnavailable")
            }
        }
    }

    private fun openOutside(url: String) {
        if (!url.startsWith("https://")) return
        try {
            startActivity(Intent(Intent.ACTION_VIEW, Uri.parse(url)).addCategory(Intent.CATEGORY_BROWSABLE))
        } catch (problem: ActivityNotFoundException) {
            // There is no browser on this device.
        }
    }

    private fun offerAgain(again: () -> Unit) {
        if (isFinishing || isOffering) return
        isOffering = true
        AlertDialog.Builder(this)
            .setMessage("This did not work. Please check your connection.")
            .setPositiveButton("Try again") { _, _ -> again() }
            .setNegativeButton(android.R.string.cancel) { _, _ -> finish() }
            .setCancelable(false)
            .setOnDismissListener { isOffering = false }
            .show()
    }

    private inner class Client : WebViewClient() {
        override fun shouldOverrideUrlLoading(view: WebView, request: WebResourceRequest): Boolean =
            !(request.isForMainFrame && isAt(request.url.toString(), EMBED_ORIGIN))

        override fun onReceivedError(view: WebView, request: WebResourceRequest, error: WebResourceError) {
            if (request.isForMainFrame) offerAgain { load() }
        }

        override fun onReceivedHttpError(view: WebView, request: WebResourceRequest, response: WebResourceResponse) {
            if (request.isForMainFrame) offerAgain { load() }
        }

        /** The system has killed the page, say while the user fetched a code elsewhere. Unhandled, the app would be killed too. */
        override fun onRenderProcessGone(view: WebView, detail: RenderProcessGoneDetail): Boolean {
            discard()
            if (isOver) finish() else load()
            return true
        }
    }
}
