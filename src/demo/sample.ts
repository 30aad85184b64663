import type { Random } from '../kernel/index.ts'
import type { Regency } from './areas.ts'
import { itemAt, pickSeveral } from './draw.ts'
import { shareOut } from './share-out.ts'
import type { TrueFamily } from './truth.ts'

/** `weight` is the inverse of the probability of inclusion. */
export type Sampled = { readonly family: TrueFamily; readonly weight: number; readonly stratum: string }

const familiesPerPsu = 10

/**
 * A two-stage sample: strata are urban and rural parts of groups of sub-districts; within them SLS are drawn with
 * probability proportional to families (systematic) and in each an equal number of families at random. About 7.5 per cent
 * of families, and more of a small regency so that a model can still be trained.
 */
export function drawSample(
  random: Random,
  regency: Regency,
  families: readonly TrueFamily[],
): readonly Sampled[] {
  const familiesOf = Map.groupBy(families, ({ sls }) => sls)
  const wanted = sampleSize(families.length)
  const strata = formStrata(regency)
  const psuCount = Math.min(regency.sls.length, Math.round(wanted / familiesPerPsu))
  const take = Math.ceil(wanted / psuCount)
  const allotted = allotPsu(strata, psuCount)
  return strata.flatMap((stratum, index) =>
    drawPsu(random, stratum.sls, itemAt(allotted, index)).flatMap(({ sls, inclusion }) => {
      const living = familiesOf.get(sls) ?? []
      const drawn = pickSeveral(random, living, take)
      const weight = living.length / drawn.length / inclusion
      return drawn.map((family) => ({ family, weight, stratum: stratum.name }))
    }),
  )
}

function sampleSize(families: number): number {
  return Math.round(Math.min(0.6 * families, Math.max(0.075 * families, 600)))
}

type SizedSls = { readonly index: number; readonly families: number }

type Stratum = { readonly name: string; readonly sls: readonly SizedSls[] }

/** Three groups of sub-districts by urban and rural; a part of fewer than four SLS joins the other of its group. */
function formStrata({ sls, villages, districtCodes }: Regency): readonly Stratum[] {
  const groupOf = (district: number) => Math.floor((3 * district) / districtCodes.length) + 1
  const placed = sls.map((one) => {
    const { district, urban } = itemAt(villages, one.village)
    return { one, group: groupOf(district), urban }
  })
  const groups = Map.groupBy(placed, ({ group }) => group)
  return [...groups]
    .sort(([a], [b]) => a - b)
    .flatMap(([group, members]) => {
      const parts = [true, false].map((urban) => members.filter((member) => member.urban === urban))
      const named = parts.every((part) => part.length >= 4)
        ? parts.map((part, index) => ({ name: `${group}-${index === 0 ? 'urban' : 'rural'}`, part }))
        : [{ name: `${group}-all`, part: members }]
      return named.map(({ name, part }) => ({
        name,
        sls: part.map(({ one }) => ({ index: one.index, families: one.families })),
      }))
    })
}

/** In proportion to families, at least two for each stratum and at most all of its SLS. */
function allotPsu(strata: readonly Stratum[], psuCount: number): readonly number[] {
  const shares = shareOut(
    psuCount,
    strata.map(({ sls }) => sls.reduce((sum, { families }) => sum + families, 0)),
  )
  return strata.map(({ sls }, index) => Math.min(sls.length, Math.max(2, itemAt(shares, index))))
}

/** Systematic sampling with probability proportional to size; SLS larger than the step are taken for certain. */
function drawPsu(
  random: Random,
  sls: readonly SizedSls[],
  count: number,
): readonly { readonly sls: number; readonly inclusion: number }[] {
  if (count <= 0 || sls.length === 0) return []
  const step = sls.reduce((sum, { families }) => sum + families, 0) / count
  const certain = sls.filter(({ families }) => families >= step)
  if (certain.length > 0) {
    const rest = sls.filter(({ families }) => families < step)
    const others = drawPsu(random, rest, count - certain.length)
    return [...certain.map(({ index }) => ({ sls: index, inclusion: 1 })), ...others]
  }
  let next = random() * step
  let below = 0
  return sls.flatMap(({ index, families }) => {
    below += families
    if (next >= below) return []
    next += step
    return [{ sls: index, inclusion: families / step }]
  })
}
