import { line, ruleX } from '@observablehq/plot'
import type { Language } from '../kernel/index.ts'
import { type Chart, chart, colours, percent, xAxis, yAxis } from './chart.ts'

export type ThresholdQuality = {
  /** Evidence from which a pair is a link, in bits. */
  readonly bits: number
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

/** Precision, recall and F1 by threshold; `threshold` is the one in use. */
export function thresholdChart(
  points: readonly ThresholdQuality[],
  threshold: number,
  language: Language,
): Chart {
  const inWords = percent(language)
  const measures = [
    ['precision', { id: 'presisi', en: 'precision' }[language], colours.first],
    ['recall', { id: 'kelengkapan', en: 'recall' }[language], colours.second],
    ['f1', 'F1', colours.third],
  ] as const
  const best = points.reduce((top, { f1 }) => Math.max(top, f1), 0)
  return chart(
    language,
    {
      id: `Presisi, kelengkapan, dan F1 menurut ambang; F1 tertinggi ${inWords(best)}.`,
      en: `Precision, recall and F1 by threshold; the highest F1 is ${inWords(best)}.`,
    },
    {
      x: { label: { id: 'ambang bukti (bit)', en: 'threshold of evidence (bits)' }[language] },
      y: { label: null, domain: [0, 1] },
      color: {
        legend: true,
        domain: measures.map(([, name]) => name),
        range: measures.map(([, , colour]) => colour),
      },
      marks: [
        xAxis({ ticks: 8 }),
        yAxis({ tickFormat: inWords, ticks: 5 }),
        ruleX([threshold], { stroke: colours.line, strokeDasharray: '4 4' }),
        ...measures.map(([measure, name]) =>
          line(points, { x: 'bits', y: measure, stroke: () => name, strokeWidth: 2 }),
        ),
      ],
    },
  )
}
