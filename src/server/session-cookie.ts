import type { FastifyReply, FastifyRequest } from 'fastify'

/** The browser binds a `__Host-` cookie to this very host, and refuses one that came over plain HTTP. */
export function cookieName(origin: string | undefined): string {
  return isSecure(origin) ? '__Host-mutakhir' : 'mutakhir'
}

export function readToken(request: FastifyRequest, origin: string | undefined): string | undefined {
  return request.cookies[cookieName(origin)]
}

export function setToken(reply: FastifyReply, origin: string | undefined, token: string): void {
  void reply.setCookie(cookieName(origin), token, cookieSettings(origin))
}

export function clearToken(reply: FastifyReply, origin: string | undefined): void {
  void reply.clearCookie(cookieName(origin), cookieSettings(origin))
}

export function isSecure(origin: string | undefined): boolean {
  return origin?.startsWith('https:') ?? false
}

/** No age: it ends with the browser, and with the session in the database whatever the browser does. */
function cookieSettings(origin: string | undefined) {
  return { httpOnly: true, sameSite: 'strict', path: '/', secure: isSecure(origin) } as const
}
