import type { Issue } from '../../kernel/index.ts'
import type { Model } from '../../linkage/index.ts'
import type { DuckDbOptions } from '../duckdb/index.ts'
import type { OnProgress } from '../phases.ts'

export type LinkageRequest = {
  /** CSV or Parquet. */
  readonly left: string
  /** The second file of a match; without it the first is compared with itself. */
  readonly right?: string | undefined
  /** The settings as read from their JSON; without them those for Indonesia, as far as the file has their columns. */
  readonly settings?: unknown
  /** Folder of the results; made when missing. */
  readonly out: string
  /** Results of an earlier run whose model is used as it is. */
  readonly model?: string | undefined
  /** Results of an earlier run over fewer records: only what is new or changed is compared, with its model. */
  readonly previous?: string | undefined
  /** Pairs that are compared in one go; bounds memory. */
  readonly chunkPairs?: number | undefined
  readonly onProgress?: OnProgress | undefined
  readonly duckdb?: DuckDbOptions | undefined
  /** The connection string of a Spark Connect server (`sc://host:port/;…`), for what is beyond one machine. */
  readonly spark?: string | undefined
}

export type RuleReport = {
  readonly rule: string
  readonly pairs: number
  /** The column by which blocks over the cap were split. */
  readonly splitBy: string | undefined
  readonly refusedBlocks: number
  readonly refusedRecords: number
  /** False pairs of a record now, and with as many records as the settings expect. */
  readonly falsePairs: { readonly now: number; readonly later: number }
}

export type LinkageReport = {
  readonly records: number
  readonly pairs: number
  readonly scored: number
  readonly sure: number
  readonly review: number
  /** Clusters of two records and more. */
  readonly clusters: number
  readonly links: number
  readonly cut: number
  readonly chunks: number
  readonly newRecords: number
  readonly rules: readonly RuleReport[]
  /** Estimated from probabilities, without labels: false links among the links, true pairs that are not among them. */
  readonly estimated: {
    readonly falseDiscovery: number
    readonly missedByModel: number
    readonly missedByBlocking: number
  }
  readonly prior: number
  readonly issues: readonly Issue[]
  readonly seconds: Readonly<Record<string, number>>
}

export type Linked = { readonly kind: 'linked'; readonly report: LinkageReport; readonly model: Model }
export type LinkageRefused = { readonly kind: 'refused'; readonly issues: readonly Issue[] }
