import { z } from 'zod'
import { type AreaId, areaIdSchema } from '../kernel/index.ts'
import { sql } from '../sql/index.ts'
import { type Db, csvLine } from './database.ts'

export type AreaKind =
  | 'nation'
  | 'province'
  | 'kabupaten'
  | 'kota'
  | 'kecamatan'
  | 'kelurahan'
  | 'desa'
  | 'desa_adat'
  | 'sls'

/** An area as a list of codes gives it. `code` and `parentCode` are Kemendagri codes; the nation's is empty. */
export type AreaRecord = {
  readonly code: string
  readonly parentCode: string
  readonly kind: AreaKind
  readonly name: string
  readonly synthetic?: boolean
}

export type CodeRecord = {
  /** The Kemendagri code in force of the area that it belongs to. */
  readonly code: string
  readonly scheme: 'kemendagri' | 'bps'
  readonly other: string
}

/** A code that a law ended: until that day the area bore it (and, where given, lay in another parent). */
export type RetiredCode = {
  readonly retired: string
  readonly current: string
  /** The first day of the new code, `YYYY-MM-DD`. */
  readonly until: string
  readonly law: string
  /** Code of the former parent; empty when the parent is the same area as now. */
  readonly formerParent: string
}

const levels: Readonly<Record<AreaKind, number>> = {
  nation: 0,
  province: 1,
  kabupaten: 2,
  kota: 2,
  kecamatan: 3,
  kelurahan: 4,
  desa: 4,
  desa_adat: 4,
  sls: 5,
}

/**
 * Adds areas that are not there yet, by code, with their place in the tree, as one set; areas that are there keep their
 * row and take the name given. Returns the number of areas added.
 */
export const importAreas =
  (records: Iterable<AreaRecord>, source: string) =>
  async (db: Db): Promise<number> => {
    await db.run(
      sql`create temporary table incoming (code text, parent_code text, level smallint, kind text, name text, synthetic boolean) on commit drop`,
    )
    await db.copyIn('copy incoming from stdin csv', areaLines(records))
    await db.run(sql`update area set name = incoming.name from incoming join area_code on area_code.code = incoming.code
    where area.area_id = area_code.area_id and scheme = 'kemendagri' and upper_inf(valid) and area.name <> incoming.name`)
    await db.run(sql`analyze incoming`)
    const added = await db.run(sql`
    insert into area_code (area_id, scheme, code, valid, source)
    select nextval('area_area_id_seq'), 'kemendagri', code, daterange(null, null), ${source} from incoming
     where not exists (select from area_code known where known.scheme = 'kemendagri' and known.code = incoming.code and upper_inf(known.valid))`)
    await db.run(sql`
    insert into area (area_id, level, kind, name, synthetic)
    select area_id, level, kind, name, synthetic from incoming join area_code using (code)
     where scheme = 'kemendagri' and upper_inf(valid) and not exists (select from area where area.area_id = area_code.area_id)`)
    await db.run(sql`
    insert into area_parent (area_id, parent_id, valid, source)
    select own.area_id, parent.area_id, daterange(null, null), ${source}
      from incoming
      join area_code own on own.scheme = 'kemendagri' and own.code = incoming.code and upper_inf(own.valid)
      join area_code parent on parent.scheme = 'kemendagri' and parent.code = incoming.parent_code and upper_inf(parent.valid)
     where incoming.level > 0 and not exists (select from area_parent known where known.area_id = own.area_id)`)
    await db.run(sql`drop table incoming`)
    if (added > 0) await db.run(sql`select refresh_area_within()`)
    await db.run(sql`analyze area, area_code, area_parent, area_within`)
    return added
  }

function* areaLines(records: Iterable<AreaRecord>): Iterable<string> {
  for (const { code, parentCode, kind, name, synthetic = false } of records) {
    yield csvLine([code, parentCode, levels[kind], kind, name, synthetic])
  }
}

/** Codes of the other scheme, side by side with Kemendagri's. Codes of areas that are not there are passed over. */
export const importCodes =
  (records: readonly CodeRecord[], source: string) =>
  async (db: Db): Promise<number> =>
    await db.run(sql`
    insert into area_code (area_id, scheme, code, valid, source)
    select known.area_id, given.scheme, given.other, daterange(null, null), ${source}
      from unnest(${records.map(({ code }) => code)}::text[], ${records.map(({ scheme }) => scheme)}::text[], ${records.map(({ other }) => other)}::text[])
           given (code, scheme, other)
      join area_code known on known.scheme = 'kemendagri' and known.code = given.code and upper_inf(known.valid)
    on conflict do nothing`)

/** Dates the codes in force from the day of the law, and adds what held before it. Repeating it changes nothing. */
export const importRetiredCodes =
  (records: readonly RetiredCode[]) =>
  async (db: Db): Promise<number> => {
    const column = (name: keyof RetiredCode) => sql`${records.map((record) => record[name])}::text[]`
    const given = sql`unnest(${column('retired')}, ${column('current')}, ${column('until')}, ${column('law')}, ${column('formerParent')})
    given (retired, current, until, law, former_parent)`
    await db.run(sql`
    update area_code set valid = daterange(given.until::date, null) from ${given}
     where scheme = 'kemendagri' and code = given.current and valid = daterange(null, null)`)
    await db.run(sql`
    with moved as (
      select known.area_id, former.area_id as former_id, given.until::date as until, given.law
        from ${given}
        join area_code known on known.scheme = 'kemendagri' and known.code = given.current and upper_inf(known.valid)
        join area_code former on former.scheme = 'kemendagri' and former.code = given.former_parent and upper_inf(former.valid)
    ), dated as (
      update area_parent set valid = daterange(moved.until, null) from moved
       where area_parent.area_id = moved.area_id and valid = daterange(null, null) and parent_id <> moved.former_id
      returning area_parent.area_id
    )
    insert into area_parent (area_id, parent_id, valid, source)
    select area_id, former_id, daterange(null, until), law from moved where area_id in (select area_id from dated)`)
    return await db.run(sql`
    insert into area_code (area_id, scheme, code, valid, source)
    select known.area_id, 'kemendagri', given.retired, daterange(null, given.until::date), given.law
      from ${given} join area_code known on known.scheme = 'kemendagri' and known.code = given.current and upper_inf(known.valid)
    on conflict do nothing`)
  }

export type Boundary = { readonly code: string; readonly geometry: object }

/**
 * Polygons by any code that their area bears or bore, as GeoJSON geometries in longitude and latitude; for pictures, not
 * legal borders. Returns the codes of which no area is known.
 */
export const importBoundaries =
  (boundaries: readonly Boundary[], source: string) =>
  async (db: Db): Promise<readonly string[]> => {
    const given = sql`unnest(${boundaries.map(({ code }) => code)}::text[], ${boundaries.map(({ geometry }) => JSON.stringify(geometry))}::text[]) given (code, geometry)`
    await db.run(sql`
      insert into area_boundary (area_id, geometry, source)
      select distinct on (known.area_id) known.area_id, given.geometry::jsonb, ${source}
        from ${given} join area_code known on known.code = given.code
       order by known.area_id, upper_inf(known.valid) desc
      on conflict (area_id) do update set geometry = excluded.geometry, source = excluded.source`)
    const unknown = await db.many(
      z.object({ code: z.string() }),
      sql`
      select given.code from ${given} where not exists (select from area_code known where known.code = given.code) order by 1`,
    )
    return unknown.map(({ code }) => code)
  }

/** Whether any area is known at all. */
export const hasAreas = async (db: Db): Promise<boolean> =>
  (await db.get(z.object({ exists: z.boolean() }), sql`select exists (select from area) as exists`)).exists

/** An area by any code it bears or ever bore, on `day` if that decides; `undefined` when there is none. */
export const findAreaByCode =
  (code: string, day?: string) =>
  async (db: Db): Promise<AreaId | undefined> => {
    const row = await db.find(
      z.object({ areaId: areaIdSchema }),
      sql`
    select area_id as "areaId" from area_code where code = ${code}
     order by scheme = 'kemendagri' desc, valid @> coalesce(${day ?? null}::date, current_date) desc, upper_inf(valid) desc limit 1`,
    )
    return row?.areaId
  }

/** Codes of regencies (4 digits) and sub-districts (6 digits) that were ever in force: what a NIK may begin with. */
export const readKnownAreaCodes = async (db: Db) => {
  const row = z.object({ code: z.string() })
  const codes = await db.many(
    row,
    sql`
    select distinct replace(code, '.', '') as code from area_code join area using (area_id) where scheme = 'kemendagri' and level in (2, 3)`,
  )
  const ofLength = (length: number) =>
    new Set(codes.flatMap(({ code }) => (code.length === length ? [code] : [])))
  return { regencies: ofLength(4), districts: ofLength(6) }
}
