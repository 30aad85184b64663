import { addDays } from '../../kernel/index.ts'
import {
  type AreaKind,
  type AreaRecord,
  type Db,
  type RetiredCode,
  importAreas,
  importBoundaries,
  importCodes,
  importRetiredCodes,
  nation,
} from '../../store/index.ts'
import type { DemoArea, Regency } from '../areas.ts'
import { mapRegency } from '../regency-map.ts'

const source = 'demo: kode yang tidak pernah diterbitkan'

/** Puts the fictional regency into the area table: marked synthetic, with its former codes and its boundaries. */
export const loadRegency =
  (regency: Regency) =>
  async (db: Db): Promise<void> => {
    await importAreas([nation, ...regency.areas.map((area) => recordOf(area, regency.areas))], source)(db)
    await importCodes(
      regency.areas
        .map((area) => ({ code: currentCode(area), scheme: 'bps' as const, other: bpsCode(area) }))
        .filter(({ other }) => other !== ''),
      source,
    )(db)
    await importRetiredCodes(regency.areas.flatMap(retiredCodes))(db)
    const features = mapRegency(regency).features.map(({ properties, geometry }) => ({
      code: properties.code,
      geometry,
    }))
    await importBoundaries(features, source)(db)
  }

function recordOf(area: DemoArea, areas: readonly DemoArea[]): AreaRecord {
  const parent = areas.find(({ id }) => id === area.parentId)
  return {
    code: currentCode(area),
    parentCode: parent ? currentCode(parent) : '',
    kind: kindOf(area),
    name: area.name,
    synthetic: true,
  }
}

function kindOf(area: DemoArea): AreaKind {
  const kinds = { province: 'province', regency: 'kabupaten', district: 'kecamatan', sls: 'sls' } as const
  if (area.level !== 'village') return kinds[area.level]
  return currentCode(area).split('.')[3]?.startsWith('1') ? 'kelurahan' : 'desa'
}

function currentCode({ codes, name }: DemoArea): string {
  const current = codes.find(({ system, validTo }) => system === 'kemendagri' && validTo === undefined)
  if (!current) throw new Error(`${name} has no Kemendagri code in force`)
  return current.code
}

function bpsCode({ codes }: DemoArea): string {
  return codes.find(({ system, validTo }) => system === 'bps' && validTo === undefined)?.code ?? ''
}

function retiredCodes(area: DemoArea): RetiredCode[] {
  return area.codes.flatMap(({ system, code, validTo }) =>
    system === 'kemendagri' && validTo !== undefined
      ? [
          {
            retired: code,
            current: currentCode(area),
            until: addDays(validTo, 1),
            law: 'demo',
            formerParent: '',
          },
        ]
      : [],
  )
}
