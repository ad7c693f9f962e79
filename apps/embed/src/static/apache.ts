import { isKept } from "./header-rules.ts";
import type { HeaderRules } from "./header-rules.ts";

/** A percent sign begins a format in a value of mod_headers. */
const quoted = (value: string): string => `"${value.replace(/[\\"]/g, String.raw`\$&`).replaceAll("%", "%%")}"`;

/** Apache names the type itself, by `AddType` and `AddCharset`. What may be kept is kept only if it is there: never that a file is missing. */
const headers = (rules: ReadonlyMap<string, string>): string =>
  [...rules]
    .filter(([name]) => name !== "Content-Type")
    .map(([name, value]) => `    Header ${isKept(name, value) ? "" : "always "}set ${name} ${quoted(value)}`)
    .join("\n");

/** A virtual host for Apache 2.4 with mod_headers and mod_ssl, and mod_brotli or mod_deflate. */
export function apacheConfig({ page, assets }: HeaderRules): string {
  return `# The embed page of Deck Auth: a host name of its own, which serves nothing else.
# Put in your ServerName, certificate and paths; the rest is what the page's own server would send.
<VirtualHost *:443>
  ServerName auth.example.com
  SSLEngine on
  SSLCertificateFile "/etc/ssl/auth.example.com.pem"
  SSLCertificateKeyFile "/etc/ssl/auth.example.com.key"
  DocumentRoot "/var/www/deck-auth"

  # Without queries: an address may bring a token in its query.
  LogFormat "%h %t \\"%m %U\\" %>s %D" deck_auth
  CustomLog "logs/deck-auth.log" deck_auth
  # On a failure Apache would write the whole request here, a token in the query included.
  ErrorLog "logs/deck-auth-error.log"
  LogLevel crit

  DirectoryIndex index.html
  AddType text/html .html
  AddType text/javascript .js
  AddCharset utf-8 .html .js
  <IfModule mod_brotli.c>
    AddOutputFilterByType BROTLI_COMPRESS text/html text/javascript
  </IfModule>
  <IfModule !mod_brotli.c>
    AddOutputFilterByType DEFLATE text/html text/javascript
  </IfModule>
  <Directory "/var/www/deck-auth">
    Options None
    AllowOverride None
    Require all granted
  </Directory>
  # What goes out is packed by the filters above. The twins that lie beside the files are for other servers.
  <FilesMatch "\\.(br|gz)$">
    Require all denied
  </FilesMatch>

  # Set for all sites by many configurations; here it would keep every host from framing the page.
  Header unset X-Frame-Options
  Header always unset X-Frame-Options

  # All but the code: whatever name the page can be asked for by, it never comes without its policy.
  <LocationMatch "^/(?!assets/)">
${headers(page)}
  </LocationMatch>

  <LocationMatch "^/assets/">
${headers(assets)}
  </LocationMatch>
</VirtualHost>
`;
}
