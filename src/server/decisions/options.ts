import { readProgrammes } from '../../cycle/index.ts'
import type { AreaId } from '../../kernel/index.ts'
import {
  type AreaSummary,
  type Db,
  findArea,
  findListBriefInForce,
  listAreas,
  listRankingRuns,
} from '../../store/index.ts'
import type { DecisionOptions } from '../contract/decision.ts'

/** What can be decided in an area, as its people see it. */
export const readDecisionOptions =
  (areaId: AreaId) =>
  async (db: Db): Promise<DecisionOptions> => {
    const programmes = []
    for (const { programme } of readProgrammes()) {
      const { code, name, validFrom, validTo, noticeDays, quotaLevel, sources } = programme
      programmes.push({
        code,
        name,
        validFrom,
        validTo: validTo ?? null,
        noticeDays,
        quotaLevel,
        unconfirmed: sources.flatMap(({ what, standing }) => (standing === 'unconfirmed' ? [what] : [])),
        inForce: (await findListBriefInForce(code, areaId)(db)) ?? null,
      })
    }
    return { programmes, runs: [...(await listRankingRuns(db))], areas: await findQuotaAreas(areaId)(db) }
  }

/** The regencies of an area that have families: itself when it is one, or lies within one. */
const findQuotaAreas =
  (areaId: AreaId) =>
  async (db: Db): Promise<DecisionOptions['areas']> => {
    const areas = await regenciesOf(areaId)(db)
    return areas
      .filter(({ families }) => families > 0)
      .map(({ code, name, families }) => ({ code, name, families }))
  }

const regenciesOf =
  (areaId: AreaId) =>
  async (db: Db): Promise<readonly AreaSummary[]> => {
    const level = (await findArea(areaId)(db))?.level ?? 0
    if (level >= 2) return await listAreas(undefined)(db)
    const below = await listAreas(areaId)(db)
    if (level === 1) return below
    const regencies: AreaSummary[] = []
    for (const province of below) regencies.push(...(await listAreas(province.areaId)(db)))
    return regencies
  }
