/** How fields are told to agree where a person reads the outcome. */
export type RuleSettings = {
  /** Jaro-Winkler similarity from which two names are close; above 0.82, where engines agree. */
  readonly nearName: number
}

export const ruleDefaults: RuleSettings = { nearName: 0.92 }
