export type LinkageSettings = {
  /** Jaro-Winkler similarity from which two names are close; above 0.82, where engines agree. */
  readonly nearName: number
  /** People of one block beyond which it is reported and not paired. */
  readonly maxBlock: number
}

export const linkageDefaults: LinkageSettings = { nearName: 0.92, maxBlock: 2_000 }
