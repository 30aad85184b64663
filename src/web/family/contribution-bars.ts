import type { Contribution } from '../../server/contract/score.ts'

export type Bar = { readonly group: Contribution; readonly side: 'lower' | 'higher'; readonly share: number }

/** Longest first; `share` is the length as a part (0 to 1) of the longest. */
export function barsOf(groups: readonly Contribution[]): readonly Bar[] {
  const longest = Math.max(...groups.map((group) => Math.abs(group.contribution)), Number.MIN_VALUE)
  return groups
    .map(
      (group): Bar => ({
        group,
        side: group.contribution < 0 ? 'lower' : 'higher',
        share: Math.abs(group.contribution) / longest,
      }),
    )
    .sort((a, b) => b.share - a.share)
}
