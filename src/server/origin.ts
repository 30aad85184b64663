/** `localhost` or an address in digits, with or without a port. */
const literal = /^(localhost|\d{1,3}(\.\d{1,3}){3}|\[[0-9a-f:.]+\])(:\d{1,5})?$/i

/**
 * Where the console's own pages come from. Where no address is configured, it is the one that the browser used, if that
 * is no name: a name may be another's that was made to point here (DNS rebinding).
 */
export function originOf(host: string | undefined, configured: string | undefined): string {
  if (configured !== undefined) return configured
  return host !== undefined && literal.test(host) ? `http://${host}` : 'http://localhost'
}
