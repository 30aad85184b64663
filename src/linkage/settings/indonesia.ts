import type { z } from 'zod'
import { parseRule } from './key-expression.ts'
import type { settingsSchema } from './schema.ts'

/**
 * Settings for people of Indonesia, whose records have some of NIK, name, birth date, sex, mother's name and village.
 * Every rule holds an area or is so particular that its false pairs do not grow with the country; NIK is made of birth
 * date, sex and area, so these speak against a pair that agrees on NIK but not for it.
 */
export const indonesiaSettings = {
  name: 'Indonesia',
  id: 'person_id',
  columns: {
    person_id: ['id', 'register_id'],
    name: ['nama', 'nama_lengkap'],
    birth_date: ['tgl_lahir', 'tanggal_lahir'],
    sex: ['jenis_kelamin'],
    mother_name: ['nama_ibu', 'nama_ibu_kandung'],
    village_code: ['kode_desa', 'kode_kelurahan'],
  },
  comparisons: [
    { column: 'nik', as: 'nik' },
    { column: 'name', as: 'name', frequency: true },
    { column: 'birth_date', as: 'date', covered_by: 'nik', frequency: true },
    { column: 'sex', as: 'exact', covered_by: 'nik' },
    { column: 'mother_name', as: 'name', frequency: true },
    { column: 'village_code', as: 'area' },
  ],
  blocking: [
    'nik',
    'last(nik, 10)',
    'birth_date, first_sound(name), last_sound(name)',
    'birth_date, first_sound(name), first_sound(mother_name)',
    'sorted(name), birth_date',
    'birth_date, first_sound(name), first(village_code, 6)',
    'birth_date, first_sound(mother_name), first(village_code, 6)',
    'village_code, first_sound(name), last_sound(name), year(birth_date)',
    'village_code, sorted(mother_name), year(birth_date)',
    'village_code, sorted(name), first_sound(mother_name)',
    'birth_date, village_code',
  ],
} satisfies z.input<typeof settingsSchema>

/** The settings for Indonesia as far as a file has their columns; `has` is asked for a column or one of its aliases. */
export function indonesiaSettingsFor(has: (column: string) => boolean): z.input<typeof settingsSchema> {
  const found = (column: string) => [column, ...aliasesOf(column)].some(has)
  const { id, comparisons, blocking, ...rest } = indonesiaSettings
  const fits = (rule: string) => {
    const parts = parseRule(rule)
    return !('unread' in parts) && parts.every(({ column }) => found(column))
  }
  const kept = comparisons.filter(({ column }) => found(column))
  return {
    ...rest,
    ...(found(id) ? { id } : {}),
    comparisons: kept.map((each) =>
      'covered_by' in each && !found(each.covered_by) ? { ...each, covered_by: undefined } : each,
    ),
    blocking: blocking.filter(fits),
  }
}

function aliasesOf(column: string): readonly string[] {
  const known: Readonly<Record<string, readonly string[]>> = indonesiaSettings.columns
  return known[column] ?? []
}
