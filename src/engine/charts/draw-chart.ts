import { plot } from '@observablehq/plot'
import { JSDOM } from 'jsdom'
import type { Chart } from '../../charts/index.ts'

/**
 * A chart as the text of an SVG, for a report or a file. A chart with a legend is drawn as a figure that holds both; what a reader who
 * does not see it is told is its label.
 * Same figures, same text.
 */
export function drawChart(chart: Chart): string {
  const { document } = new JSDOM('').window
  const drawn = plot({ ...chart, document })
  for (const part of drawn.querySelectorAll('g[aria-label]')) part.removeAttribute('aria-label')
  drawn.setAttribute('role', 'img')
  drawn.setAttribute('aria-label', chart.ariaDescription ?? '')
  for (const svg of [drawn, ...drawn.querySelectorAll('svg')])
    if (svg.localName === 'svg') svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  return drawn.outerHTML
}
