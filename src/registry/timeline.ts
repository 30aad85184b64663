import type { PlainDate } from '../kernel/index.ts'

/**
 * What we believe about one thing over time: periods in order that do not overlap, each from its first day until the
 * next begins. A period with value `undefined` says that nothing holds.
 */
export type Timeline<Value> = readonly Period<Value>[]

export type Period<Value> = { readonly from: PlainDate; readonly value: Value | undefined }

/** From `from` on `value` holds, whatever was believed about that day and later ones. */
export function setFrom<Value>(
  timeline: Timeline<Value>,
  from: PlainDate,
  value: Value | undefined,
): Timeline<Value> {
  return [...timeline.filter((period) => period.from < from), { from, value }]
}

/** What holds on `day`. */
export function valueOn<Value>(timeline: Timeline<Value>, day: PlainDate): Value | undefined {
  return timeline.findLast((period) => period.from <= day)?.value
}
