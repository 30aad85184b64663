import { feature } from 'topojson-client'
import { z } from 'zod'
import { type Issue, type Message, fill } from '../../kernel/index.ts'

/** A polygon in longitude and latitude (RFC 7946) with the code of its area, as the file writes it. */
export type AreaShape = { readonly code: string; readonly geometry: Geometry }

const position = z.array(z.number()).min(2)
const ring = z.array(position).min(4)
const geometrySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(ring) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring)) }),
])
export type Geometry = z.infer<typeof geometrySchema>

const featureSchema = z.object({
  type: z.literal('Feature'),
  properties: z.record(z.string(), z.unknown()).nullable(),
  geometry: z.unknown(),
})
const collectionSchema = z.object({ type: z.literal('FeatureCollection'), features: z.array(featureSchema) })
const topologySchema = z.looseObject({
  type: z.literal('Topology'),
  objects: z.record(z.string(), z.unknown()),
})

/**
 * Reads areas from GeoJSON or TopoJSON (its first object, or the one named). `codeProperty` holds the Kemendagri or BPS
 * code. What cannot be used is told, feature by feature, and left out.
 */
export function readBoundaries(
  document: unknown,
  codeProperty: string,
  object?: string,
): { readonly shapes: readonly AreaShape[]; readonly issues: readonly Issue[] } {
  const collection = collectionOf(document, object)
  if (!collection) return { shapes: [], issues: [issue('boundaries_unreadable')] }
  const shapes: AreaShape[] = []
  const issues: Issue[] = []
  for (const [index, { properties, geometry }] of collection.features.entries()) {
    const code = properties?.[codeProperty]
    const shape = geometrySchema.safeParse(geometry)
    const row = index + 1
    if (typeof code !== 'string' && typeof code !== 'number')
      issues.push(issue('boundary_without_code', { row, codeProperty }))
    else if (!shape.success) issues.push(issue('boundary_without_polygon', { row, code }))
    else shapes.push({ code: String(code), geometry: shape.data })
  }
  return { shapes, issues }
}

function collectionOf(document: unknown, object: string | undefined) {
  const geojson = collectionSchema.safeParse(document)
  if (geojson.success) return geojson.data
  const topology = topologySchema.safeParse(document)
  if (!topology.success) return undefined
  const name = object ?? Object.keys(topology.data.objects)[0]
  return name === undefined ? undefined : collectionSchema.safeParse(unfold(document, name)).data
}

/** Arcs joined to rings. What topojson-client throws at a damaged topology means the same as no collection. */
function unfold(document: unknown, name: string): unknown {
  try {
    return Reflect.apply(feature, undefined, [document, name])
  } catch {
    return undefined
  }
}

const texts = {
  boundaries_unreadable: {
    id: 'Berkas ini bukan FeatureCollection GeoJSON atau TopoJSON dengan objek itu.',
    en: 'This file is no GeoJSON FeatureCollection, nor a TopoJSON with that object.',
  },
  boundary_without_code: {
    id: 'Fitur ke-{row} tidak mempunyai properti "{codeProperty}" dengan kode wilayah.',
    en: 'Feature {row} has no property "{codeProperty}" with an area code.',
  },
  boundary_without_polygon: {
    id: 'Fitur ke-{row} ({code}) bukan Polygon atau MultiPolygon.',
    en: 'Feature {row} ({code}) is no Polygon or MultiPolygon.',
  },
} as const satisfies Readonly<Record<string, Message>>

function issue(code: keyof typeof texts, params: Readonly<Record<string, string | number>> = {}): Issue {
  const { id, en } = texts[code]
  return {
    code,
    severity: 'error',
    where: {},
    params,
    message: { id: fill(id, params), en: fill(en, params) },
  }
}
