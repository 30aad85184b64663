import type { Binned } from './trees/bins.ts'
import type { Histogram, Quantised } from './trees/histogram.ts'

/**
 * The two loops in which nearly all the time of training is spent. An engine may bring faster ones; every kernel gives
 * the same bits as the plain one, so a model does not depend on where it was made.
 */
export type Kernel = {
  readonly gramSpace: (size: number) => GramSpace
  readonly histogramSpace: (binned: Binned) => HistogramSpace
}

/** Rows of a panel: an even number, and few enough for the panel to stay in the cache. */
export const panelRows = 128

/**
 * Room for a panel of rows and for the triangle to which their products are added. Variable i of row r is at
 * i * panelRows + r of `panel`; beyond the last variable there is room for three more, all zero.
 */
export type GramSpace = {
  readonly panel: Float64Array
  readonly triangle: Float64Array
  /** Adds the products of the first `rows` rows, an even number. */
  readonly add: (rows: number) => void
}

/** The histogram of some rows (see `Histogram`). */
export type HistogramSpace = (pulls: Quantised, rows: Int32Array) => Histogram
