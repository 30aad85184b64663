import { dot, ruleX, ruleY } from '@observablehq/plot'
import type { Language } from '../kernel/index.ts'
import { type Chart, type Estimate, chart, colours, interval, percent, xAxis, yAxis } from './chart.ts'

export type NamedError = Estimate & { readonly name: string }

export type ErrorChartOptions = {
  readonly language: Language
  /** What the error is, on the axis. */
  readonly label: string
  /** The error of all together, drawn as a line. */
  readonly overall?: number
}

/** Errors one under the other, each a point with its 95 % interval: of groups of families, of areas, or of models. */
export function errorChart(
  errors: readonly NamedError[],
  { language, label, overall }: ErrorChartOptions,
): Chart {
  const inWords = percent(language)
  const told = errors.map(({ name, value }) => `${name} ${inWords(value)}`).join('; ')
  const rows = errors.map((each) => ({ ...each, ...interval(each) }))
  return chart(
    language,
    { id: `${label}: ${told}.`, en: `${label}: ${told}.` },
    {
      height: 60 + 26 * errors.length,
      marginLeft: 24 + 6.4 * Math.max(8, ...errors.map(({ name }) => name.length)),
      x: {
        label,
        domain: [0, Math.max(0.1, ...rows.map(({ high }) => high))],
        nice: true,
      },
      y: { domain: errors.map(({ name }) => name), label: null },
      marks: [
        xAxis({ tickFormat: inWords, ticks: 6 }),
        yAxis({ tickSize: 0 }),
        ...(overall === undefined
          ? []
          : [ruleX([overall], { stroke: colours.line, strokeDasharray: '4 4' })]),
        ruleY(rows, {
          y: 'name',
          x1: 'low',
          x2: 'high',
          stroke: colours.second,
          strokeOpacity: 0.6,
          strokeWidth: 2,
        }),
        dot(rows, { y: 'name', x: 'value', r: 4.5, fill: colours.second }),
      ],
    },
  )
}
