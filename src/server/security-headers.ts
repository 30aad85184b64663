import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'
import { isSecure } from './session-cookie.ts'

/**
 * Nothing is loaded from elsewhere, nothing runs that is not a file of the console, and no page frames it. The preview of
 * a form compiles WebAssembly that is in its own file: `wasm-unsafe-eval` allows that, and no text to be run as script.
 */
export async function protect(app: FastifyInstance, origin: string | undefined): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        mediaSrc: ["'self'"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(isSecure(origin) ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: isSecure(origin) ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  })
}
