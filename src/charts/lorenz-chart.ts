import { line, text } from '@observablehq/plot'
import type { Language } from '../kernel/index.ts'
import { type Chart, chart, colours, percent, xAxis, yAxis } from './chart.ts'

/** The share of welfare of the poorest `persons` of all persons, ordered by their true welfare and by their score. */
export type LorenzPoint = {
  readonly persons: number
  readonly byWelfare: number
  readonly byScore: number
}

/** The nearer the two curves, the better the score orders people. */
export function lorenzChart(points: readonly LorenzPoint[], language: Language): Chart {
  const inWords = percent(language)
  const names = {
    byWelfare: { id: 'menurut pengeluaran', en: 'by spending' }[language],
    byScore: { id: 'menurut skor', en: 'by score' }[language],
  }
  const end = points.find(({ persons }) => persons >= 0.7) ?? points.at(-1)
  return chart(
    language,
    {
      id: `Kurva Lorenz pengeluaran, dan kurva konsentrasinya bila orang diurutkan menurut skor.`,
      en: `Lorenz curve of spending, and its concentration curve when people are ordered by score.`,
    },
    {
      x: {
        domain: [0, 1],
        label: { id: 'bagian penduduk', en: 'share of persons' }[language],
      },
      y: {
        domain: [0, 1],
        label: { id: 'bagian pengeluaran', en: 'share of spending' }[language],
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
        line(points, { x: 'persons', y: 'byWelfare', stroke: colours.first, strokeWidth: 2.5 }),
        line(points, {
          x: 'persons',
          y: 'byScore',
          stroke: colours.second,
          strokeWidth: 2.5,
          strokeDasharray: '8 4',
        }),
        ...(end === undefined
          ? []
          : [
              text([{ x: end.persons, y: end.byWelfare - 0.09, label: names.byWelfare }], {
                x: 'x',
                y: 'y',
                text: 'label',
                fill: colours.first,
                textAnchor: 'start',
              }),
              text([{ x: end.persons - 0.04, y: end.byScore + 0.045, label: names.byScore }], {
                x: 'x',
                y: 'y',
                text: 'label',
                fill: colours.second,
                textAnchor: 'end',
              }),
            ]),
      ],
    },
  )
}
