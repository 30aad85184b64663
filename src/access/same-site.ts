import { problems } from './problems.ts'

export type RequestHead = {
  readonly method: string
  /** Names in lower case, as Node gives them. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
}

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses a request by which another site would use a visitor's session (CSRF). A browser says where it comes from
 * (Fetch Metadata, Origin), and no other site can send our header without asking first (CORS), which is never granted.
 * For routes that are authorised by a cookie; not for those with credentials in each request.
 * @param origin of the console as its users see it: `https://mutakhir.example.go.id`
 * @throws Problem `crossSite`.
 */
export function requireSameSite({ method, headers }: RequestHead, origin: string): void {
  if (safeMethods.has(method)) return
  const site = headers['sec-fetch-site']
  const otherSite = site !== undefined && site !== 'same-origin'
  const otherOrigin = headers.origin !== undefined && headers.origin !== origin
  if (otherSite || otherOrigin || headers['x-mutakhir'] === undefined) throw problems.crossSite()
}
