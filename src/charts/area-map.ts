import { geo } from '@observablehq/plot'
import type { Feature, FeatureCollection, Geometry } from 'geojson'
import type { Language } from '../kernel/index.ts'
import { type Chart, chart, colours, percent, shades } from './chart.ts'

/** An area with its measure, a share; null where it has none. */
export type MappedArea = { readonly name: string; readonly value: number | null }
export type AreaShapes = FeatureCollection<Geometry, MappedArea>

/** A choropleth in five classes of equal width. Near the equator a degree of either kind is as long as the other. */
export function areaMap(
  areas: AreaShapes,
  { language, label }: { readonly language: Language; readonly label: string },
): Chart {
  const values = areas.features.flatMap(({ properties }) => properties.value ?? [])
  const inWords = percent(language)
  const told = areas.features
    .flatMap(({ properties: { name, value } }) => (value === null ? [] : [`${name} ${inWords(value)}`]))
    .join('; ')
  return chart(
    language,
    { id: `Peta, ${label}: ${told}.`, en: `Map, ${label}: ${told}.` },
    {
      margin: 8,
      marginLeft: 8,
      marginBottom: 8,
      height: 420,
      projection: { type: 'reflect-y', domain: areas },
      color: {
        type: 'quantize',
        domain: values.length === 0 ? [0, 1] : [Math.min(...values), Math.max(...values)],
        n: shades.length,
        range: [...shades],
        unknown: colours.none,
        label,
        legend: true,
        tickFormat: inWords,
      },
      marks: [
        geo(areas, {
          fill: (area: Feature<Geometry, MappedArea>) => area.properties.value,
          stroke: 'var(--surface-raised, #ffffff)',
          title: ({ properties: { name, value } }: Feature<Geometry, MappedArea>) =>
            `${name}: ${value === null ? '–' : inWords(value)}`,
        }),
      ],
    },
  )
}
