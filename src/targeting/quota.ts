/** Units (families or persons) that an area may have in a programme. */
export type Quota = { readonly areaCode: string; readonly quota: number }

/** An area of a poverty map: how many of the poor live there, in any unit. */
export type PoorArea = { readonly areaCode: string; readonly poor: number }

/**
 * Shares `total` out in proportion to the poor of each area, so that the quotas add up to `total`: Hamilton's method
 * (largest remainders), equal remainders in the order of the area codes. An area without poor gets none.
 * @throws Error when no area has poor people.
 */
export function quotasByPoverty(total: number, areas: readonly PoorArea[]): readonly Quota[] {
  const poor = areas.reduce((sum, area) => sum + area.poor, 0)
  if (poor <= 0) throw new Error('a quota cannot be shared out: the poverty map holds no poor')
  const shares = areas.map((area) => ({ areaCode: area.areaCode, share: (total * area.poor) / poor }))
  const left = total - shares.reduce((sum, { share }) => sum + Math.floor(share), 0)
  const remainders = shares
    .map(({ areaCode, share }) => ({ areaCode, remainder: share - Math.floor(share) }))
    .sort((a, b) => b.remainder - a.remainder || (a.areaCode < b.areaCode ? -1 : 1))
  const rounded = new Set(remainders.slice(0, left).map(({ areaCode }) => areaCode))
  return shares.map(({ areaCode, share }) => ({
    areaCode,
    quota: Math.floor(share) + (rounded.has(areaCode) ? 1 : 0),
  }))
}
