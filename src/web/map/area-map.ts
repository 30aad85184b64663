import type { FeatureCollection, Geometry } from 'geojson'
import type { MapMeasure, MapProperties } from '../../server/contract/area.ts'

/** The contract's map, with the geometries as GeoJSON names them: there they are arrays of arrays of numbers. */
export type AreaMap = {
  readonly measure: MapMeasure
  readonly unit: string
  readonly features: FeatureCollection<Geometry | null, MapProperties>
}
