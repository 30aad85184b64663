import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { copyToParquet, openDuckDb } from '../duckdb/index.ts'
import { trainModel } from './index.ts'

/** A spec for `generatedData`, for tests. */
export const spec = {
  name: 'regency',
  id: 'family_id',
  outcome: 'expenditure_per_head',
  log: true,
  weights: { hh: 'weight', person: 'weight * member_count' },
  psu: 'psu',
  strata: 'stratum',
  province: 'province_code',
  district: 'regency_code',
  folds: { count: 4, seed: 2 },
  members: {
    children: 'count(*) filter (age < 15)',
    head_schooling: `max(schooling) filter (relation = '1')`,
  },
  features: [
    {
      name: 'log_size',
      sql: 'ln(member_count)',
      group: 'demography',
      label: { id: 'ukuran keluarga', en: 'family size' },
    },
    { name: 'children', sql: 'children', group: 'demography', label: { id: 'jumlah anak', en: 'children' } },
    {
      name: 'schooling',
      sql: 'head_schooling',
      group: 'education',
      label: { id: 'lama sekolah', en: 'schooling' },
    },
    {
      name: 'floor_earth',
      sql: `floor = '8'`,
      group: 'housing',
      label: { id: 'lantai tanah', en: 'earth floor' },
      absent: { id: 'lantai bukan tanah', en: 'no earth floor' },
    },
  ],
}

export async function train(data: string) {
  const trained = await trainModel({ data, spec, codeVersion: '0' })
  if (trained.kind === 'refused') throw new Error(JSON.stringify(trained.issues))
  return trained
}

/**
 * A snapshot of three regencies and a survey laid out like one, whose families obey
 * ln(expenditure) = 14 - 0.5 ln(size) + 0.04 schooling - 0.3 (earth floor) + regency + error.
 */
export async function generatedData({
  families = `cast(1 + hash(number * 3) % 7 as integer) as size, cast(1 + hash(number * 5) % 8 as varchar) as floor`,
  schooling = 'cast(hash(number * 7) % 16 as integer)',
  regency = '1 + range % 3',
  count = 3000,
  household = 'null',
  surveyWeight = '100',
  more = '0',
  id = `'f' || lpad(range::varchar, 6, '0')`,
}: {
  families?: string
  schooling?: string
  regency?: string
  count?: number
  household?: string
  surveyWeight?: string
  /** What the survey's log expenditure holds beside: SQL. */
  more?: string
  id?: string
} = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'mutakhir-ranking-'))
  await using db = await openDuckDb()
  await db.run(`create table base as
    select *, cast(size as integer) as member_count,
      (cast(hash(number * 11) % 1000 + hash(number * 13) % 1000 + hash(number * 17) % 1000 as integer) - 1500) / 500.0 as noise,
      ${schooling} as schooling
    from (select range as number, ${id} as family_id, '97' as province_code,
      '97.0' || (${regency}) as regency_code, ${families} from range(${count}))`)
  const person = `select cast(family_id as varchar) || '-' || member as person_id, family_id, regency_code,
      case when member = 1 then '1' else '3' end as relation,
      case when member = 1 then 40 else cast(2 + 4 * member as integer) end as age, schooling
    from base, range(1, 8) as members(member) where member <= member_count order by 1`
  const family = `select family_id, province_code, regency_code, member_count, floor, cast(${household} as varchar) as household_id from base order by family_id`
  const survey = `select number, family_id, province_code, regency_code, member_count, floor,
      'psu' || number // 15 as psu, 'stratum' || (number // 15) % 2 as stratum, ${surveyWeight} as weight,
      exp(14 - 0.5 * ln(member_count) + 0.04 * schooling - case when floor = '8' then 0.3 else 0 end
        + number % 3 * 0.1 + 0.4 * noise + ${more}) as expenditure_per_head
    from base where number < 1500 order by family_id`
  const paths = { survey: join(folder, 'survey'), snapshot: join(folder, 'snapshot') }
  for (const [path, familyQuery] of [
    [paths.snapshot, family],
    [paths.survey, survey],
  ] as const) {
    await writeTable(db, path, 'family', familyQuery)
    await writeTable(db, path, 'person', person)
  }
  return { folder, ...paths, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) }
}

async function writeTable(
  db: Awaited<ReturnType<typeof openDuckDb>>,
  path: string,
  name: string,
  query: string,
) {
  await mkdir(join(path, name, 'province=97'), { recursive: true })
  await copyToParquet(db, query, join(path, name, 'province=97', 'part-0.parquet'))
}
