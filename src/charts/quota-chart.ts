import { areaY, dot, line } from '@observablehq/plot'
import type { Language } from '../kernel/index.ts'
import { type Chart, type Estimate, chart, colours, interval, percent, xAxis, yAxis } from './chart.ts'

export type QuotaError = Estimate & { readonly quota: number }

/** The error at each quota, with its 95 % band. */
export function quotaChart(errors: readonly QuotaError[], language: Language): Chart {
  const inWords = percent(language)
  const rows = errors.map((each) => ({ ...each, ...interval(each) }))
  const told = errors.map(({ quota, value }) => `${inWords(quota)}: ${inWords(value)}`).join('; ')
  return chart(
    language,
    { id: `Galat menurut kuota. ${told}.`, en: `Error by quota. ${told}.` },
    {
      height: 260,
      x: {
        label: { id: 'kuota penduduk termiskin', en: 'quota of the poorest persons' }[language],
      },
      y: {
        label: { id: 'yang terlewat', en: 'missed' }[language],
        domain: [0, Math.max(0.1, ...rows.map(({ high }) => high))],
        nice: true,
      },
      marks: [
        xAxis({ tickFormat: inWords, ticks: errors.map(({ quota }) => quota) }),
        yAxis({ tickFormat: inWords, ticks: 5 }),
        areaY(rows, { x: 'quota', y1: 'low', y2: 'high', fill: colours.first, fillOpacity: 0.15 }),
        line(rows, { x: 'quota', y: 'value', stroke: colours.first, strokeWidth: 2.5 }),
        dot(rows, { x: 'quota', y: 'value', r: 4, fill: colours.first }),
      ],
    },
  )
}
