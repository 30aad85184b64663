import type { z } from 'zod'
import type { settingsSchema } from './schema.ts'

/**
 * Settings for the people of a registry's snapshot, which has a keyed index in place of the NIK: it is the same or it is
 * another one.
 */
export const registrySettings = {
  name: 'registry',
  id: 'person_id',
  /** The index of a NIK that the civil register has confirmed. */
  one_per_cluster: 'verified_nik',
  household: 'family_id',
  /** So low that pairs with one NIK between them are written whatever else differs. */
  keep: 1e-6,
  comparisons: [
    { column: 'nik_index', as: 'exact' },
    { column: 'name', as: 'name', frequency: true },
    { column: 'birth_date', as: 'date', covered_by: 'nik_index', frequency: true },
    { column: 'sex', as: 'exact', covered_by: 'nik_index' },
    { column: 'village_code', as: 'area' },
  ],
  blocking: [
    'nik_index',
    'birth_date, first_sound(name), last_sound(name)',
    'sorted(name), birth_date',
    'birth_date, first_sound(name), first(village_code, 6)',
    'village_code, first_sound(name), last_sound(name), year(birth_date)',
    'village_code, sorted(name)',
  ],
} satisfies z.input<typeof settingsSchema>
