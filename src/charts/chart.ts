import { type AxisXOptions, type AxisYOptions, type PlotOptions, axisX, axisY } from '@observablehq/plot'
import type { Language, Message } from '../kernel/index.ts'

/** A chart, to be drawn by `Plot.plot({ ...definition, document })`. */
export type Chart = PlotOptions

/** What every chart has: the width it is drawn at, and what a reader who does not see it is told. */
export function chart(language: Language, description: Message, options: PlotOptions): Chart {
  return {
    width: 560,
    height: 340,
    marginLeft: 56,
    marginRight: 24,
    marginBottom: 44,
    grid: true,
    className: 'chart',
    ariaDescription: description[language],
    ...options,
  }
}

/** Axes without the arrows that Plot puts behind their labels: the font of print has none. */
export const xAxis = (options: AxisXOptions) => axisX({ labelArrow: 'none', ...options })
export const yAxis = (options: AxisYOptions) => axisY({ labelArrow: 'none', ...options })

/** The console's colours by what they are for; the light theme's value where no style sheet is. */
export const colours = {
  ink: 'var(--ink, #1d1a17)',
  muted: 'var(--ink-muted, #61574e)',
  line: 'var(--line-strong, #d0c4b0)',
  first: 'var(--accent, #12615f)',
  second: 'var(--mark, #b0532b)',
  third: 'var(--info, #3a4688)',
  none: 'var(--data-none, #e5dccc)',
} as const

/** Five shades from little to much. */
export const shades: readonly string[] = [
  'var(--data-1, #dcebe6)',
  'var(--data-2, #aed4cc)',
  'var(--data-3, #73b3aa)',
  'var(--data-4, #338985)',
  'var(--data-5, #0f5a5a)',
]

/** `12%`, or `12,5%` in Indonesian. */
export function percent(language: Language, digits = 0): (share: number) => string {
  return (share) => {
    const text = (100 * share).toFixed(digits)
    return `${language === 'id' ? text.replace('.', ',') : text}%`
  }
}

/** An estimate with its standard error, as a share. */
export type Estimate = { readonly value: number; readonly se: number }

/** The 95 % interval of an estimate, kept within [0, 1]. */
export function interval({ value, se }: Estimate): { readonly low: number; readonly high: number } {
  return { low: Math.max(0, value - 1.96 * se), high: Math.min(1, value + 1.96 * se) }
}
