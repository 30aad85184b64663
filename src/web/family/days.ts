const dayMilliseconds = 86_400_000

/** Days since 1970, so that a slider can count them. */
export function dayNumber(date: string): number {
  return Math.floor(Date.parse(`${date}T00:00:00Z`) / dayMilliseconds)
}

export function dayAt(number: number): string {
  return new Date(number * dayMilliseconds).toISOString().slice(0, 10)
}

export type Freshness = 'fresh' | 'ageing' | 'stale'

/** Registries must be verified at least every two years (UU 13/2011, article 8); from one year on it is time to plan. */
export function freshness(observedOn: string, now: Date): Freshness {
  const days = (now.getTime() - Date.parse(`${observedOn}T00:00:00Z`)) / dayMilliseconds
  return days > 730 ? 'stale' : days > 365 ? 'ageing' : 'fresh'
}
