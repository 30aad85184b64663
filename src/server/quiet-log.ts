import type { FastifyBaseLogger } from 'fastify'
import { z } from 'zod'

/**
 * A logger that says of a request only its method and path, and of an error only what and where: a query may hold a
 * name, a body a number, an error text of the database the values of a row.
 */
export function quiet(logger: FastifyBaseLogger): FastifyBaseLogger {
  const write = (level: Level) => (first: unknown, second?: unknown) => {
    const said = typeof first === 'string' ? first : second
    logger[level](fieldsOf(first), typeof said === 'string' ? withoutNumbers(said) : '')
  }
  return {
    level: logger.level,
    silent: () => undefined,
    fatal: write('fatal'),
    error: write('error'),
    warn: write('warn'),
    info: write('info'),
    debug: write('debug'),
    trace: write('trace'),
    child: (bindings, options) => quiet(logger.child(bindings, options)),
  }
}

type Level = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace'

/** Under names of our own, so that no serializer of the logger beneath takes them for what they were. */
function fieldsOf(first: unknown): Record<string, unknown> {
  if (first instanceof Error) return { error: describeError(first) }
  if (typeof first !== 'object' || first === null) return {}
  return Object.fromEntries(Object.entries(first).map(([name, value]) => describe(name, value)))
}

function describe(name: string, value: unknown): readonly [string, unknown] {
  if (name === 'err') return ['error', describeError(value)]
  if (typeof value === 'string') return [name, withoutNumbers(value)]
  if (typeof value !== 'object' || value === null) return [name, value]
  if (name === 'req' && 'method' in value && 'url' in value)
    return ['request', `${String(value.method)} ${pathOf(String(value.url))}`]
  if (name === 'res' && 'statusCode' in value) return ['status', value.statusCode]
  return [name, '…']
}

function pathOf(url: string): string {
  return url.split('?')[0] ?? ''
}

const textSchema = z.string().optional().catch(undefined)
const fieldsSchema = z.object({ code: textSchema, constraint: textSchema, table: textSchema })

/** PostgreSQL repeats values in `detail` and sometimes in its message; the code and the constraint are enough. */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error }
  const { code, constraint, table } = fieldsSchema.parse(error)
  const ofDatabase = code !== undefined && /^[0-9A-Z]{5}$/.test(code)
  const message = ofDatabase ? `database error ${code}` : withoutNumbers(error.message)
  const cause = error.cause === undefined ? {} : { cause: describeError(error.cause) }
  return { type: error.name, message, stack: framesOf(error), constraint, table, ...cause }
}

/** Where it happened, without the first lines, which repeat the message. */
function framesOf({ stack = '' }: Error): string {
  const frames = stack.split('\n').filter((line) => line.trimStart().startsWith('at '))
  return frames.join('\n')
}

/** An identity number has 16 digits; one that was cut short is still one. */
function withoutNumbers(text: string): string {
  return text.replace(/\d{8,}/g, '•')
}
