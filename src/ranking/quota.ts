import { z } from 'zod'
import { type Issue, plainDateSchema } from '../kernel/index.ts'

const share = z.number().gt(0).lt(1)

const povertyMapSchema = z.strictObject({
  format: z.literal('mutakhir-poverty-map/1'),
  name: z.strictObject({ id: z.string(), en: z.string() }),
  source: z.string().min(1),
  surveyedOn: plainDateSchema,
  /** Share of the poor by Kemendagri code, of areas as small as are known: of the others that of the area around holds. */
  rates: z.record(z.string().regex(/^\d\d(\.\d\d){0,2}(\.\d{4})?$/), z.number().min(0).max(1)),
})
export type PovertyMap = z.infer<typeof povertyMapSchema>

const rankingRulesSchema = z.strictObject({
  validFrom: plainDateSchema,
  source: z.string(),
  /** Share of all families that the quotas add up to. */
  share,
  /** Who is as likely in as out is looked at first: probability of lying below the cut. */
  borderline: z.strictObject({ from: share, to: share }),
  /** A standing changes where the facts have changed, or where the change is more probable than this. */
  hysteresis: share,
})
export type RankingRules = z.infer<typeof rankingRulesSchema>

/** @throws ZodError when the document is no poverty map. */
export function parsePovertyMap(document: unknown): PovertyMap {
  return povertyMapSchema.parse(document)
}

/** @throws ZodError when the document holds no rules of ranking. */
export function parseRankingRules(document: unknown): RankingRules {
  return rankingRulesSchema.parse(document)
}

/** An area with the number of families that are ranked there. */
export type RankedArea = { readonly code: string; readonly families: number }

export type AllottedQuotas = {
  readonly quotas: Readonly<Record<string, number>>
  /** Areas that the map knows nothing of: they get none, which is an error. */
  readonly issues: readonly Issue[]
}

/**
 * Parts `total` families among areas in proportion to the families that the map says are poor there, by largest remainder
 * (Hamilton), so that the parts add up to the total; equal remainders in the order of the codes. No area gets more than
 * its families: what is left over goes to the others.
 */
export function allotQuotas(map: PovertyMap, areas: readonly RankedArea[], total: number): AllottedQuotas {
  const rated = areas.map((area) => ({ ...area, rate: rateOf(map, area.code) }))
  const issues = rated.flatMap(({ code, rate }) => (rate === undefined ? [missingRate(code)] : []))
  const open = rated.flatMap(({ code, families, rate = 0 }) =>
    rate > 0 ? [{ code, families, need: rate * families }] : [],
  )
  const most = open.reduce((sum, { families }) => sum + families, 0)
  return { quotas: shareOut(open, Math.min(total, most)), issues }
}

type NeedyArea = RankedArea & { readonly need: number }

function shareOut(areas: readonly NeedyArea[], total: number): Readonly<Record<string, number>> {
  const need = areas.reduce((sum, area) => sum + area.need, 0)
  if (areas.length === 0 || total === 0) return {}
  const full = areas.filter((area) => (total * area.need) / need >= area.families)
  if (full.length > 0) {
    const rest = areas.filter((area) => !full.includes(area))
    const taken = full.reduce((sum, { families }) => sum + families, 0)
    const given = Object.fromEntries(full.map(({ code, families }) => [code, families]))
    return { ...given, ...shareOut(rest, total - taken) }
  }
  const parts = areas.map((area) => ({ code: area.code, exact: (total * area.need) / need }))
  const left = total - parts.reduce((sum, { exact }) => sum + Math.floor(exact), 0)
  const byRemainder = parts.toSorted((a, b) => (b.exact % 1) - (a.exact % 1) || (a.code < b.code ? -1 : 1))
  const lucky = new Set(byRemainder.slice(0, left).map(({ code }) => code))
  return Object.fromEntries(
    parts.map(({ code, exact }) => [code, Math.floor(exact) + (lucky.has(code) ? 1 : 0)]),
  )
}

/** The rate of an area, or of the smallest around it that the map knows. */
export function rateOf({ rates }: PovertyMap, code: string): number | undefined {
  const parts = code.split('.')
  const around = parts.map((_, index) => parts.slice(0, parts.length - index).join('.'))
  return around.map((each) => rates[each]).find((rate) => rate !== undefined)
}

function missingRate(code: string): Issue {
  return {
    code: 'quota_no_rate',
    severity: 'error',
    where: { column: code },
    params: { code },
    message: {
      id: `Peta kemiskinan tidak memuat wilayah "${code}" maupun wilayah di atasnya; tambahkan angkanya ke peta.`,
      en: `The poverty map has neither area "${code}" nor one around it; add its rate to the map.`,
    },
  }
}
