import type { FeatureCollection, Geometry } from 'geojson'

/** What the console API answers; dates are `YYYY-MM-DD`, instants ISO 8601 in UTC. */
export type Page<Item> = {
  readonly items: readonly Item[]
  readonly page: number
  readonly size: number
  readonly total: number
}

export type Area = {
  readonly areaId: number
  readonly level: number
  readonly kind: string
  readonly name: string
  readonly code: string
}

/** From the province down. */
export type AreaPath = readonly Area[]

export type AreaSummary = Area & { readonly families: number }

export type MapMeasure = 'families' | 'coverage' | 'poorest' | 'currency' | 'matched'

export type MapProperties = {
  readonly areaId: number
  readonly name: string
  readonly code: string
  readonly value: number | null
  readonly n: number
  /** Too few families to show without pointing at one. */
  readonly suppressed: boolean
}

export type AreaMap = {
  readonly measure: MapMeasure
  readonly unit: string
  readonly features: FeatureCollection<Geometry | null, MapProperties>
}
