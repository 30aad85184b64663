import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseSpec, resolveFeatures } from '../../ranking/index.ts'
import { openDuckDb } from '../duckdb/index.ts'
import { checkExpressions } from './check-expressions.ts'

const family = `select 's1' as survey_id, 'f1' as family_id, '97' as province_code, '97.01' as regency_code,
  '97.01.01' as district_code, 1.0 as weight, 'p' as psu, 's' as stratum, 500000.0 as expenditure_per_head,
  2 as member_count, '1' as tenure, 36 as floor_area_m2, '8' as floor, '1' as wall, '2' as roof,
  '1' as drinking_water, '1' as lighting, cast(null as varchar) as power, '4' as cooking_fuel, '6' as toilet,
  cast(null as varchar) as closet, cast(null as varchar) as faeces_disposal, 0 as asset_gas_5kg, 1 as asset_fridge,
  0 as asset_ac, 0 as asset_water_heater, 0 as asset_landline, 1 as asset_flat_tv, 0.0 as asset_gold_g,
  0 as asset_computer, 1 as asset_motorcycle, 0 as asset_bicycle, 0 as asset_car, 0 as asset_boat,
  0 as asset_motor_boat, 1 as asset_smartphone, 0.5 as asset_farmland_ha, 0 as asset_other_land,
  0 as asset_other_house, 0 as livestock_large, 0 as livestock_small`
const person = `select * from (values
    ('f1', 64, '1', '2', '18', '1', '1', '6', '3'), ('f1', 5, '5', '1', null, null, null, null, '1'))
  as members(family_id, age, relation, sex, education_certificate, worked, industry, work_status, disability)`

test('the features of dtsen.json can be computed from the columns of a snapshot', async () => {
  const document: unknown = JSON.parse(
    await readFile(join(import.meta.dirname, '../../../examples/ranking/dtsen.json'), 'utf8'),
  )
  const parsed = parseSpec(document)
  if (parsed.kind === 'refused') throw new Error(JSON.stringify(parsed.issues))
  await using db = await openDuckDb()
  await db.run(`create table family as ${family}`)
  await db.run(`create table person as ${person}`)
  const columns = (await db.readColumns('describe family')).texts('column_name').map(String)
  const { features } = resolveFeatures(parsed.spec, columns)
  expect(await checkExpressions(db, parsed.spec, features, columns)).toEqual([])
  expect(features.length).toBeGreaterThan(35)
})
