export { drawChart } from './draw-chart.ts'
