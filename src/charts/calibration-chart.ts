import { dot, line, ruleX } from '@observablehq/plot'
import type { Language } from '../kernel/index.ts'
import { type Chart, chart, colours, interval, percent, xAxis, yAxis } from './chart.ts'

/** Families of like probability: what was said of them on average, and the share that was poor. */
export type CalibrationBin = { readonly said: number; readonly found: number; readonly se: number }

/** On the diagonal, as many are poor as were said to be. */
export function calibrationChart(bins: readonly CalibrationBin[], language: Language): Chart {
  const inWords = percent(language)
  return chart(
    language,
    {
      id: `Kalibrasi: ${bins.map(({ said, found }) => `peluang ${inWords(said)}, kenyataan ${inWords(found)}`).join('; ')}.`,
      en: `Calibration: ${bins.map(({ said, found }) => `said ${inWords(said)}, found ${inWords(found)}`).join('; ')}.`,
    },
    {
      x: {
        domain: [0, 1],
        label: { id: 'peluang miskin menurut model', en: 'probability by the model' }[language],
      },
      y: {
        domain: [0, 1],
        label: { id: 'bagian yang miskin', en: 'share that is poor' }[language],
      },
      marks: [
        xAxis({ tickFormat: inWords, ticks: 5 }),
        yAxis({ tickFormat: inWords, ticks: 5 }),
        line(
          [
            [0, 0],
            [1, 1],
          ],
          { stroke: colours.line, strokeDasharray: '4 4' },
        ),
        ruleX(
          bins.map(({ said, found, se }) => ({ said, ...interval({ value: found, se }) })),
          { x: 'said', y1: 'low', y2: 'high', stroke: colours.first, strokeOpacity: 0.6, strokeWidth: 2 },
        ),
        dot(bins, { x: 'said', y: 'found', r: 4.5, fill: colours.first }),
      ],
    },
  )
}
