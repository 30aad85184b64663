import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { getDistricts, getProvinces, getRegencies, getVillages } from 'idn-area-data'
import { z } from 'zod'
import {
  type AreaKind,
  type AreaRecord,
  type CodeRecord,
  type RetiredCode,
  importAreas,
  importCodes,
  importRetiredCodes,
} from './areas.ts'
import type { Db } from './database.ts'

const source = 'idn-area-data 4.0.1 (Kepmendagri 300.2.2-2138/2025)'
const dataFolder = join(import.meta.dirname, '../../data/areas')

/**
 * Loads all areas of Indonesia: 38 provinces, 514 regencies, 7,285 sub-districts, 83,762 villages, with BPS codes of
 * provinces and regencies and the codes that the laws on Papua of 2022 ended. Repeating it adds nothing.
 */
export const importIndonesia = async (db: Db): Promise<number> => {
  const added = await importAreas(await readIndonesia(), source)(db)
  await importCodes(readBpsCodes(), 'BPS 2025')(db)
  await importRetiredCodes(readRetiredCodes())(db)
  return added
}

export const nation: AreaRecord = { code: '', parentCode: '', kind: 'nation', name: 'Indonesia' }

async function readIndonesia(): Promise<readonly AreaRecord[]> {
  const [provinces, regencies, districts, villages] = await Promise.all([
    getProvinces(),
    getRegencies(),
    getDistricts(),
    getVillages(),
  ])
  return [
    nation,
    ...provinces.map(({ code, name }) => ({ code, name, parentCode: '', kind: 'province' as const })),
    ...regencies.map(({ code, name, province_code: parentCode }) => ({
      code,
      name,
      parentCode,
      kind: regencyKind(name),
    })),
    ...districts.map(({ code, name, regency_code: parentCode }) => ({
      code,
      name,
      parentCode,
      kind: 'kecamatan' as const,
    })),
    ...villages.map(({ code, name, district_code: parentCode }) => ({
      code,
      name,
      parentCode,
      kind: villageKind(code),
    })),
  ]
}

function regencyKind(name: string): AreaKind {
  return name.startsWith('Kota ') ? 'kota' : 'kabupaten'
}

/** The first digit of a village's number: 1 kelurahan, 2 desa, 3 desa adat (Permendagri 137/2017). */
function villageKind(code: string): AreaKind {
  const first = code.split('.')[3]?.[0]
  return first === '1' ? 'kelurahan' : first === '3' ? 'desa_adat' : 'desa'
}

function readBpsCodes(): readonly CodeRecord[] {
  return readTable('bps-codes.csv').map(([code, other]) => ({ code, scheme: 'bps', other }))
}

function readRetiredCodes(): readonly RetiredCode[] {
  return readTable('retired-codes.csv').map(([retired, current, until, law, formerParent]) => ({
    retired,
    current,
    until,
    law,
    formerParent,
  }))
}

const line = z.tuple([
  z.string(),
  z.string(),
  z.string().default(''),
  z.string().default(''),
  z.string().default(''),
])

function readTable(name: string): readonly z.infer<typeof line>[] {
  const [, ...rows] = readFileSync(join(dataFolder, name), 'utf8').trimEnd().split('\n')
  return rows.map((row) => line.parse(row.split(',')))
}
