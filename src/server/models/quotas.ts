import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { AreaId } from '../../kernel/index.ts'
import {
  type PovertyMap,
  allotQuotas,
  parsePovertyMap,
  parseRankingRules,
  rateOf,
} from '../../ranking/index.ts'
import { type Db, findArea, listRankedPlaces } from '../../store/index.ts'
import type { QuotaPreview } from '../contract/model.ts'
import { problems } from '../problems.ts'

const data = join(import.meta.dirname, '../../../data')
const mapsFolder = join(data, 'poverty-maps')
const rulesFile = join(data, 'parameters/ranking-2026.json')

export type NamedMap = { readonly name: string; readonly map: PovertyMap }

/** The poverty maps that come with the program, the newest first. */
export async function readPovertyMaps(): Promise<readonly NamedMap[]> {
  const names = (await readdir(mapsFolder)).filter((name) => name.endsWith('.json'))
  const maps = await Promise.all(
    names.map(async (name) => ({ name, map: parsePovertyMap(await readJson(join(mapsFolder, name))) })),
  )
  return maps.toSorted((a, b) => (a.map.surveyedOn < b.map.surveyedOn ? 1 : -1))
}

/** The share of all families that the quotas add up to. */
export async function readQuotaShare(): Promise<number> {
  return parseRankingRules(await readJson(rulesFile)).share
}

async function readJson(file: string): Promise<unknown> {
  return JSON.parse(await readFile(file, 'utf8'))
}

/** The level whose areas part the quota: regencies of a nation or a province, else the areas right below. */
const partedLevel = (level: number) => Math.min(Math.max(level + 1, 2), 4)

/**
 * How a map, the newest unless named, would part the quota among the areas below the asker's.
 *
 * @throws Problem `notFound` when there is no such map.
 */
export const previewQuotas =
  (areaId: AreaId, maps: readonly NamedMap[], share: number, asked: string | undefined) =>
  async (db: Db): Promise<QuotaPreview> => {
    const chosen = asked === undefined ? maps[0] : maps.find(({ name }) => name === asked)
    if (!chosen) throw problems.notFound()
    const { name, map } = chosen
    const level = (await findArea(areaId)(db))?.level ?? 0
    const places = await listRankedPlaces(partedLevel(level), share)(db)
    const parted = Math.round(share * places.reduce((sum, { families }) => sum + families, 0))
    const { quotas } = allotQuotas(map, places, parted)
    return {
      maps: maps.map((each) => ({ name: each.name, label: each.map.name })),
      map: name,
      source: map.source,
      surveyedOn: map.surveyedOn,
      share,
      parted,
      areas: places.map(({ code, name: place, families, poorest }) => {
        const rate = rateOf(map, code) ?? null
        const quota = rate === null ? null : (quotas[code] ?? 0)
        return { code, name: place, families, rate, quota, byRank: poorest }
      }),
    }
  }
