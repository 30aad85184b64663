import { rectY, ruleX } from '@observablehq/plot'
import type { Language } from '../kernel/index.ts'
import { type Chart, chart, colours, xAxis, yAxis } from './chart.ts'

export type WeightBin = { readonly from: number; readonly to: number; readonly pairs: number }

/** Pairs by their evidence in bits, with the thresholds of review and of links. */
export function weightHistogram(
  bins: readonly WeightBin[],
  thresholds: { readonly review: number; readonly sure: number },
  language: Language,
): Chart {
  const pairs = bins.reduce((sum, bin) => sum + bin.pairs, 0)
  return chart(
    language,
    { id: `Sebaran bukti ${pairs} pasangan.`, en: `Evidence of ${pairs} pairs.` },
    {
      height: 260,
      x: { label: { id: 'bukti (bit)', en: 'evidence (bits)' }[language] },
      y: { label: { id: 'pasangan', en: 'pairs' }[language], nice: true },
      marks: [
        xAxis({ ticks: 8 }),
        yAxis({ ticks: 5 }),
        rectY(bins, { x1: 'from', x2: 'to', y: 'pairs', fill: colours.first, inset: 0.5 }),
        ruleX([thresholds.review], { stroke: colours.second, strokeDasharray: '4 4' }),
        ruleX([thresholds.sure], { stroke: colours.second, strokeWidth: 2 }),
      ],
    },
  )
}
