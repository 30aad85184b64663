import { z } from 'zod'
import type { AreaShapes } from '../../charts/index.ts'
import type { Model } from '../../ranking/index.ts'

const ring = z.array(z.array(z.number()))
const geometry = z.union([
  z.object({ type: z.literal('Polygon'), coordinates: z.array(ring) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring)) }),
])
const areaFileSchema = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(
    z.object({
      type: z.literal('Feature'),
      geometry,
      properties: z.object({ code: z.string(), name: z.string() }),
    }),
  ),
})

/** GeoJSON of areas, as far as a map of errors needs it: boundaries with a district's code and its name. */
export type AreaFile = z.infer<typeof areaFileSchema>

/** @throws ZodError when the document is no GeoJSON of areas. */
export function parseAreaFile(document: unknown): AreaFile {
  return areaFileSchema.parse(document)
}

/** Of each area the share of its poor that are missed; null where the survey has none there. */
export function missedByArea({ validation }: Model, { features }: AreaFile): AreaShapes {
  const missed = new Map(
    validation.groups.flatMap(({ by, group, exclusion }) =>
      by === 'district' ? [[group, exclusion] as const] : [],
    ),
  )
  return {
    type: 'FeatureCollection',
    features: features.map(({ geometry: own, properties: { code, name } }) => ({
      type: 'Feature',
      geometry: own,
      properties: { name, value: missed.get(code) ?? null },
    })),
  }
}
