import type { Variable } from '../../questionnaire/index.ts'
import type { Saying } from '../../store/index.ts'
import type { Fact } from '../contract/fact.ts'
import { type ChecksOf, validationsOf, verificationOf } from './checks-of.ts'
import { factGroup } from './fact-group.ts'
import { valueLabel } from './value-label.ts'

/** One source's saying of one variable. */
export type SaidValue = Pick<Saying, 'observedOn' | 'recordedAt' | 'source' | 'observer' | 'reason'> & {
  readonly value: string | number
}

/**
 * The facts in force of one family or person: of each variable the newest saying, with those it superseded, how it was
 * verified and what it was validated against. `sayings` come oldest first.
 */
export function factsOf(
  variables: readonly Variable[],
  sayings: readonly Saying[],
  checks: ChecksOf,
): Fact[] {
  return variables.flatMap((variable) => {
    const said = sayings.flatMap(({ facts, ...saying }) => {
      const value = facts[variable.name]
      return value === undefined ? [] : [{ ...saying, value }]
    })
    return factOf(variable, said, checks) ?? []
  })
}

/** `undefined` when nothing was said. */
export function factOf(variable: Variable, said: readonly SaidValue[], checks: ChecksOf): Fact | undefined {
  const [inForce, ...superseded] = said.toReversed().map((saying) => told(variable, saying))
  if (!inForce) return undefined
  return {
    variable: variable.name,
    label: variable.label,
    group: factGroup(variable),
    unit: variable.unit ?? null,
    ...inForce,
    verification: verificationOf(variable.name, checks),
    validation: validationsOf(variable.name, checks),
    superseded,
  }
}

function told(variable: Variable, { value, observedOn, recordedAt, source, observer, reason }: SaidValue) {
  return {
    value,
    valueLabel: valueLabel(variable, value),
    observedOn,
    recordedAt,
    source,
    observer: observer || null,
    reason: reason || null,
  }
}
