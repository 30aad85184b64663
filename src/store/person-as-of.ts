import { z } from 'zod'
import type { PersonId } from '../kernel/index.ts'
import type { Codebook } from '../questionnaire/index.ts'
import { sql } from '../sql/index.ts'
import type { Db } from './database.ts'
import { findFamilyViews } from './family-view.ts'
import { type AsOf, findFamiliesOf, findSayings } from './read-family.ts'

const areaRow = z.object({ code: z.string().nullable(), name: z.string(), kind: z.string() })
const scoreRow = z.object({
  runId: z.string(),
  asOf: z.string(),
  score: z.number(),
  probability: z.number(),
  decileNational: z.number(),
  decileRegency: z.number(),
  modelSha256: z.string(),
  snapshotSha256: z.string(),
})

/** A person with facts, family, area and score, as it was on a day and as it was known at an instant. */
export const findPersonAsOf = (codebook: Codebook, personId: PersonId, asOf: AsOf) => async (db: Db) => {
  const [familyId] = await findFamiliesOf([personId], asOf)(db)
  const [family] = familyId === undefined ? [] : await findFamilyViews(codebook, [familyId], asOf)(db)
  const sayings = await findSayings(codebook, 'person', [personId], asOf)(db)
  if (sayings.length === 0) return undefined
  const facts = sayings.flatMap(({ facts: said, observedOn, source, observer, reason }) =>
    Object.entries(said).map(([variable, value]) => ({
      variable,
      value,
      observedOn,
      source,
      observer,
      reason,
    })),
  )
  const inForce = [...new Map(facts.map((fact) => [fact.variable, fact])).values()]
  return {
    personId,
    asOf: asOf.day,
    knownAt: asOf.knownAt,
    facts: inForce,
    family,
    area: family ? await findAreaPath(family.place.villageId, asOf)(db) : [],
    score: family ? await findScore(family.familyId, asOf)(db) : undefined,
  }
}

/** From the province down, with the codes and the parents of the day. */
const findAreaPath =
  (areaId: number, { day }: AsOf) =>
  (db: Db) =>
    db.many(
      areaRow,
      sql`
    with recursive path (area_id, depth) as (
      select ${areaId}::int, 0
      union all
      select parent_id, depth + 1 from path join area_parent using (area_id) where valid @> ${day}::date
    )
    select area_code.code, area.name, area.kind
      from path join area using (area_id)
      left join area_code on area_code.area_id = path.area_id and scheme = 'kemendagri' and valid @> ${day}::date
     where area.level > 0 order by depth desc`,
    )

/** The newest score of the family that was made of a snapshot up to the day and known at the instant. */
const findScore =
  (familyId: string, { day, knownAt }: AsOf) =>
  (db: Db) =>
    db.find(
      scoreRow,
      sql`
    select run.run_id as "runId", run.as_of as "asOf", score, probability, decile_national as "decileNational", decile_regency as "decileRegency",
           model_sha256 as "modelSha256", snapshot_sha256 as "snapshotSha256"
      from family_score join ranking_run run using (run_id)
     where family_id = ${familyId} and run.as_of <= ${day} and run.recorded_at <= ${knownAt}
     order by run.as_of desc, run.recorded_at desc limit 1`,
    )
