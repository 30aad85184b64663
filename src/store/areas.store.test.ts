import { expect, test } from 'vitest'
import { z } from 'zod'
import { areaIdSchema } from '../kernel/index.ts'
import { sql } from '../sql/index.ts'
import { eachStore } from '../../tests/support/stores.ts'
import { findAreaByCode, importIndonesia, readKnownAreaCodes } from './index.ts'

const counted = z.object({ level: z.number(), count: z.number() })

eachStore((store) => {
  test('all areas of Indonesia are loaded once, however often they are imported', async () => {
    await store().asOwner(importIndonesia)
    expect(await store().asOwner(importIndonesia)).toBe(0)
    const counts = await store().asOwner((db) =>
      db.many(counted, sql`select level, count(*) from area group by level order by level`),
    )
    expect(counts.map(({ count }) => count)).toEqual([1, 38, 514, 7285, 83_762])
  })

  test('an area is found by the code it bore before the law on Papua, by its BPS code and by the one in force', async () => {
    const found = await store().asOwner(async (db) => [
      await findAreaByCode('91.01', '2022-07-24')(db),
      await findAreaByCode('93.01')(db),
      await findAreaByCode('9501')(db),
    ])
    expect(new Set(found).size).toBe(1)
    expect(found[0]).toBeDefined()
  })

  test('Merauke lay in Papua until 2022 and lies in Papua Selatan since', async () => {
    const parents = z.object({ name: z.string(), valid: z.string() })
    const rows = await store().asOwner(async (db) =>
      db.many(
        parents,
        sql`
      select parent.name, area_parent.valid::text from area_parent join area parent on parent.area_id = parent_id
       where area_parent.area_id = ${await findAreaByCode('93.01')(db)} order by lower(area_parent.valid) nulls first`,
      ),
    )
    expect(rows).toEqual([
      { name: 'Papua', valid: '(,2022-07-25)' },
      { name: 'Papua Selatan', valid: '[2022-07-25,)' },
    ])
  })

  test('each regency has a BPS code, and a village lies within its province', async () => {
    const codes = await store().asOwner((db) =>
      db.many(
        counted,
        sql`select level, count(*) from area_code join area using (area_id) where scheme = 'bps' group by level order by level`,
      ),
    )
    expect(codes).toEqual([
      { level: 1, count: 38 },
      { level: 2, count: 514 },
    ])
    const within = z.object({ areaId: areaIdSchema })
    const ancestors = await store().asOwner(async (db) =>
      db.many(
        within,
        sql`select ancestor_id as "areaId" from area_within where area_id = ${await findAreaByCode('11.01.01.2001')(db)}`,
      ),
    )
    expect(ancestors).toHaveLength(5)
  })

  test('a NIK may begin with a retired sub-district code', async () => {
    const known = await store().asOwner(readKnownAreaCodes)
    expect(known.districts.has('910104')).toBe(true)
    expect(known.regencies.has('9799')).toBe(false)
  })
})
