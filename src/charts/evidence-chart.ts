import { barX, ruleX } from '@observablehq/plot'
import type { Language, Message } from '../kernel/index.ts'
import { type Chart, chart, colours, xAxis, yAxis } from './chart.ts'

/** What one fact says for (above 0) or against (below 0) two records being of one person, in bits. */
export type Evidence = { readonly name: string; readonly bits: number }

/** Evidence one under the other: of the levels of a model. */
export function evidenceChart(evidence: readonly Evidence[], language: Language): Chart {
  return bars(
    evidence.map(({ name, bits }) => ({ name, from: 0, to: bits })),
    language,
    { id: 'Bobot tiap tingkat kemiripan', en: 'Weight of each level of likeness' },
  )
}

/** How the evidence of a pair adds up, from what holds for any two records to the sum. */
export function waterfallChart(steps: readonly Evidence[], language: Language): Chart {
  let sum = 0
  const rows = steps.map(({ name, bits }) => {
    const from = sum
    sum += bits
    return { name, from, to: sum }
  })
  const total = { name: { id: 'jumlah', en: 'sum' }[language], from: 0, to: sum }
  return bars([...rows, total], language, { id: 'Bukti sepasang baris', en: 'Evidence of a pair' })
}

type Bar = { readonly name: string; readonly from: number; readonly to: number }

function bars(rows: readonly Bar[], language: Language, title: Message): Chart {
  const told = rows.map(({ name, from, to }) => `${name} ${(to - from).toFixed(1)}`).join('; ')
  return chart(
    language,
    { id: `${title.id}: ${told}.`, en: `${title.en}: ${told}.` },
    {
      height: 60 + 22 * rows.length,
      marginLeft: 24 + 6.4 * Math.max(8, ...rows.map(({ name }) => name.length)),
      x: {
        label: { id: 'bit: kiri melawan, kanan mendukung', en: 'bits: left against, right for' }[language],
        nice: true,
      },
      y: { domain: rows.map(({ name }) => name), label: null },
      marks: [
        xAxis({ tickSpacing: 60 }),
        yAxis({ tickSize: 0 }),
        barX(rows, {
          y: 'name',
          x1: 'from',
          x2: 'to',
          insetTop: 2,
          insetBottom: 2,
          fill: ({ from, to }: Bar) => (to >= from ? colours.first : colours.second),
        }),
        ruleX([0], { stroke: colours.muted }),
      ],
    },
  )
}
