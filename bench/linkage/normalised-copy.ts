import { duckDbDialect, copyToParquet, openDuckDb } from '../../src/engine/index.ts'
import { indonesiaSettings, parseSettings, planLinkage } from '../../src/linkage/index.ts'
import { prepareRecords, readSources } from '../../src/engine/linkage/prepare.ts'
import { quoteText } from '../../src/sql/index.ts'

/** The columns that our normaliser makes of a file of trial people, under names of their own, for another program. */
export async function normalisedCopy(raw: string, file: string): Promise<void> {
  const parsed = parseSettings(indonesiaSettings)
  if (parsed.kind === 'refused') throw new Error('the settings are refused')
  const plan = planLinkage(parsed.settings, duckDbDialect)
  await using db = await openDuckDb({ memoryLimit: '6GB' })
  await readSources(db, plan, [raw])
  await prepareRecords(db, plan)
  const at = (column: string) => plan.columns.indexOf(column)
  const [nik, name, day, sex, mother, village] = [
    'nik',
    'name',
    'birth_date',
    'sex',
    'mother_name',
    'village_code',
  ].map(at)
  const rows = `read_csv(${quoteText(raw)}, header = true, all_varchar = true)`
  await copyToParquet(
    db,
    `select r.rid as unique_id, r.nik_${nik} as nik, nullif(s.nik, '') as nik_text, r.nik_${nik} & 1099511627775 as nik_tail,
      r.normal_${name} as name, r.sorted_${name} as sorted_id, r.first_${name} as first_code, r.last_${name} as last_code,
      nullif(s.birth_date, '') as birth_date, r.day_${day} as day, r.year_${day} as year, r.md_${day} as md, r.dm_${day} as dm,
      r.code_${sex} as sex, r.normal_${mother} as mother, r.sorted_${mother} as mother_sorted, r.first_${mother} as mother_code,
      r.area_${village} as village, substr(r.area_${village}, 1, 6) as district, s.true_person
    from record r join ${rows} s on s.person_id = r.id order by r.rid`,
    file,
  )
}
