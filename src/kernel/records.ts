/** The same keys, each value replaced by `change(value, key)`. */
export function mapValues<Key extends string, From, To>(
  record: Readonly<Record<Key, From>>,
  change: (value: From, key: string) => To,
): Readonly<Record<Key, To>> {
  const entries: (readonly unknown[])[] = Object.entries<From>(record).map(([key, value]) => [
    key,
    change(value, key),
  ])
  return Object.fromEntries(entries)
}
