import type { Dialect } from './step.ts'

/**
 * SQL: up to 16 decimal digits as one whole number, four bits a digit, so that typing errors are counted by one XOR. The
 * first digit counts from -8, for no engine but DuckDB has whole numbers of 64 bits without a sign.
 */
export function packDigits({ hexNumber }: Dialect, digits: string): string {
  const all = `lpad(${digits}, 16, '0')`
  const first = `cast(substr(${all}, 1, 1) as bigint) - 8`
  return `(${hexNumber(`substr(${all}, 2, 15)`)} + (${first}) * ${1n << 60n})`
}

/** SQL: how many of 16 packed digits differ. */
export function differingDigits({ xor }: Dialect, a: string, b: string): string {
  const x = xor(a, b)
  const anyBit = `(${x} | (${x} >> 1) | (${x} >> 2) | (${x} >> 3))`
  return `bit_count(${anyBit} & ${0x1111111111111111n})`
}

/** SQL: the last `count` of packed digits. */
export function lastDigits(packed: string, count: number): string {
  return count >= 16 ? packed : `(${packed} & ${(1n << BigInt(4 * count)) - 1n})`
}
