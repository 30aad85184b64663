import { z } from 'zod'

export const areaSchema = z.object({
  areaId: z.int(),
  /** 0 nation, 1 province, 2 regency, 3 sub-district, 4 village, 5 neighbourhood. */
  level: z.int(),
  kind: z.string(),
  name: z.string(),
  /** Kemendagri code in force. */
  code: z.string(),
})
export type Area = z.infer<typeof areaSchema>

/** From the province down. */
export const areaPathSchema = z.array(areaSchema)
export type AreaPath = z.infer<typeof areaPathSchema>

/** `families`: active ones that the asker may see. */
export const areaSummarySchema = areaSchema.extend({ families: z.int() })
export type AreaSummary = z.infer<typeof areaSummarySchema>

export const mapMeasureSchema = z.enum(['families', 'coverage', 'poorest', 'currency', 'matched'])
export type MapMeasure = z.infer<typeof mapMeasureSchema>

export const mapPropertiesSchema = z.object({
  areaId: z.int(),
  name: z.string(),
  code: z.string(),
  /** A count, a share from 0 to 1, or months; null where suppressed or without a base. */
  value: z.number().nullable(),
  /** What the value rests on; 0 where suppressed. */
  n: z.int(),
  /** Too few families to show without pointing at one. */
  suppressed: z.boolean(),
})
export type MapProperties = z.infer<typeof mapPropertiesSchema>

/** Positions are `[longitude, latitude]`, nested as GeoJSON nests them. */
export const geometrySchema = z.object({
  type: z.enum(['Polygon', 'MultiPolygon']),
  coordinates: z.array(z.unknown()),
})

export const areaMapSchema = z.object({
  measure: mapMeasureSchema,
  /** `families`, `share` or `months`. */
  unit: z.string(),
  features: z.object({
    type: z.literal('FeatureCollection'),
    features: z.array(
      z.object({
        type: z.literal('Feature'),
        id: z.int(),
        geometry: geometrySchema.nullable(),
        properties: mapPropertiesSchema,
      }),
    ),
  }),
})
export type AreaMap = z.infer<typeof areaMapSchema>
