import { createHash } from 'node:crypto'

/**
 * The UUID (version 8, RFC 9562) that the database's `derived_uuid` makes of the same text: the same row of the same
 * batch gets the same identifier, which says nothing.
 */
export function derivedUuid(source: string): string {
  const digits = Array.from(createHash('sha256').update(source).digest('hex').slice(0, 32))
  digits[12] = '8'
  digits[16] = 'a'
  const text = digits.join('')
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join(
    '-',
  )
}
