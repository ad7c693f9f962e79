/** Whether a host name, as `URL.hostname` gives it, stays on this machine: there http is safe, and certificates are not to be had. */
export const isLoopback = (hostname: string): boolean =>
  hostname === "localhost" || hostname.endsWith(".localhost") || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(hostname);
