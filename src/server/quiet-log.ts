import type { FastifyBaseLogger } from 'fastify'

/**
 * A logger that says of a request only its method and path: a query may hold a name, a body a number, an error text
 * of the database the values of a row.
 */
export function quiet(logger: FastifyBaseLogger): FastifyBaseLogger {
  return logger.child(
    {},
    {
      serializers: {
        req: (request: { readonly method?: string; readonly url?: string }) => ({
          method: request.method,
          path: pathOf(request.url),
        }),
        res: (reply: { readonly statusCode?: number }) => ({ status: reply.statusCode }),
        err: describeError,
      },
    },
  )
}

function pathOf(url: string | undefined): string {
  return (url ?? '').split('?')[0] ?? ''
}

/** PostgreSQL repeats values in `detail` and sometimes in its message; the code and the constraint are enough. */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error }
  const { code, constraint, table } = { code: undefined, constraint: undefined, table: undefined, ...error }
  const ofDatabase = typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)
  const message = ofDatabase ? `database error ${code}` : withoutDigits(error.message)
  return {
    type: error.name,
    message,
    stack: framesOf(error),
    constraint,
    table,
    ...(error.cause ? { cause: describeError(error.cause) } : {}),
  }
}

/** Where it happened, without the first lines, which repeat the message. */
function framesOf({ stack = '' }: Error): string {
  return stack
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .join('\n')
}

function withoutDigits(text: string): string {
  return text.replace(/\d{8,}/g, '•')
}
