import type { z } from 'zod'
import { registrySettings } from './registry.ts'
import type { settingsSchema } from './schema.ts'

const { one_per_cluster: _, household: __, ...shared } = registrySettings

/** Settings for the people of a registry's snapshot and an extract of the civil register, which have the same keyed index. */
export const registerSettings = {
  ...shared,
  name: 'civil register',
  columns: { person_id: ['register_id'] },
  links: 'one_to_one',
} satisfies z.input<typeof settingsSchema>
