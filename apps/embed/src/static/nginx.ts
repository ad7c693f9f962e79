import { EmbedSettingsError } from "../server/settings.ts";
import { isKept } from "./header-rules.ts";
import type { HeaderRules } from "./header-rules.ts";

function quoted(value: string): string {
  if (value.includes("$")) {
    throw new EmbedSettingsError([`nginx cannot send a dollar sign, and "${value}" holds one; write it as %24 in DECK_AUTH_REPORT_URL.`]);
  }
  return `"${value.replace(/[\\"]/g, String.raw`\$&`)}"`;
}

/** nginx names the type itself, by `types` and `charset`. What may be kept is kept only if it is there: never that a file is missing. */
const headers = (rules: ReadonlyMap<string, string>): string =>
  [...rules]
    .filter(([name]) => name !== "Content-Type")
    .map(([name, value]) => `    add_header ${name} ${quoted(value)}${isKept(name, value) ? "" : " always"};`)
    .join("\n");

/** A site for nginx, to be included within `http { … }`, as files in `conf.d` and `sites-enabled` are. */
export function nginxConfig({ page, assets }: HeaderRules): string {
  return `# The embed page of Deck Auth: a host name of its own, which serves nothing else.
# Put in your server_name, certificate and root; the rest is what the page's own server would send.

# Without queries: an address may bring a token in its query.
log_format deck_auth '$remote_addr [$time_local] "$request_method $uri" $status $request_time';

server {
  listen 443 ssl;
  server_name auth.example.com;
  ssl_certificate /etc/ssl/auth.example.com.pem;
  ssl_certificate_key /etc/ssl/auth.example.com.key;
  root /var/www/deck-auth;
  access_log /var/log/nginx/deck-auth.log deck_auth;
  # On a failure nginx would write the whole request here, a token in the query included.
  error_log /var/log/nginx/deck-auth-error.log crit;
  server_tokens off;

  types {
    text/html html;
    text/javascript js;
  }
  charset utf-8;
  charset_types text/html text/javascript;
  gzip_static on;
  gzip_vary on;

  location = / {
${headers(page)}
    try_files /index.html =404;
  }

  location /assets/ {
${headers(assets)}
    try_files $uri =404;
  }

  location / {
    return 404;
  }
}
`;
}
