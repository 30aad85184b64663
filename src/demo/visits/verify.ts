import { itemAt } from '../draw.ts'
import { type OldListColumn, oldListColumns } from '../old-list/columns.ts'
import type { OldList } from '../old-list/old-list.ts'
import { toPbdt } from '../old-list/pbdt-codes.ts'
import { slashDate } from '../old-list/write-family.ts'
import type { FamilyFacts, PersonFacts } from '../truth.ts'
import { type VariableGroup, type Verification, type VisitMember, variableGroups } from './visit.ts'

/** What a visit found, beside the rows of the list it was sent out with. */
export type Finding = {
  readonly family: FamilyFacts
  readonly members: readonly VisitMember[]
  /** Row of the list by reference of the person; empty for a family that the list lacks. */
  readonly rowOf: ReadonlyMap<string, number>
  readonly listed: FamilyFacts | undefined
}

/** Verification by group of variables. The list and the visit are compared in the codes that both have. */
export function verify(list: OldList, finding: Finding): readonly Verification[] {
  return variableGroups.map((group) => ({
    group,
    method: methods[group],
    agrees: agreement(list, finding, group),
  }))
}

const methods: Readonly<Record<VariableGroup, Verification['method']>> = {
  identity: 'document',
  members: 'document',
  housing: 'seen',
  water_sanitation: 'seen',
  energy: 'seen',
  assets: 'seen',
  education: 'stated',
  work: 'stated',
  health: 'stated',
}

const familyVariables = {
  housing: ['tenure', 'floor', 'wall', 'roof'],
  water_sanitation: ['drinking_water', 'toilet', 'closet', 'faeces_disposal'],
  energy: ['lighting', 'power', 'cooking_fuel'],
  assets: [
    'asset_fridge',
    'asset_flat_tv',
    'asset_motorcycle',
    'asset_bicycle',
    'asset_car',
    'livestock_small',
  ],
} as const satisfies Partial<Record<VariableGroup, readonly (keyof FamilyFacts)[]>>

function agreement(list: OldList, finding: Finding, group: VariableGroup): boolean | undefined {
  if (finding.listed === undefined) return undefined
  const { listed, family, members } = finding
  switch (group) {
    case 'housing':
    case 'water_sanitation':
    case 'energy':
    case 'assets':
      return familyVariables[group].every((name) => listed[name] === family[name])
    case 'members':
      return members.every(({ presence }) => presence === '1')
    default:
      return knownMembers(finding).every(({ row, facts }) =>
        personComparisons[group](rowReader(list, row), facts),
      )
  }
}

type ReadCell = (column: OldListColumn) => string

const personComparisons: Readonly<
  Record<'identity' | 'education' | 'work' | 'health', (cell: ReadCell, facts: PersonFacts) => boolean>
> = {
  identity: (cell, { nik, name, birth_date }) =>
    cell('nik') === (nik ?? '') &&
    cell('nama') === name.toUpperCase() &&
    cell('tgl_lahir') === slashDate(birth_date),
  education: (cell, { education_certificate }) =>
    cell('ijazah_tertinggi') === toPbdt('ijazah_tertinggi', education_certificate),
  work: (cell, { worked, industry }) =>
    cell('sta_bekerja') === (worked ?? '') && cell('lapangan_usaha') === toPbdt('lapangan_usaha', industry),
  health: (cell, { chronic_illness }) =>
    cell('penyakit_kronis') === toPbdt('penyakit_kronis', chronic_illness),
}

function knownMembers({ members, rowOf }: Finding) {
  return members.flatMap(({ personRef, facts }) => {
    const row = personRef === undefined ? undefined : rowOf.get(personRef)
    return row === undefined || facts === undefined ? [] : [{ row, facts }]
  })
}

function rowReader(list: OldList, row: number): ReadCell {
  const cells = itemAt(list.rows, row - 2)
  return (column) => itemAt(cells, oldListColumns.indexOf(column))
}
