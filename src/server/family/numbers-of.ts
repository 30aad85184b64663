import { type Vault, factPlace, renderMasked } from '../../access/index.ts'
import type { Variable } from '../../questionnaire/index.ts'
import type { NumberSaying } from '../../store/index.ts'
import type { Fact } from '../contract/fact.ts'
import type { ChecksOf } from './checks-of.ts'
import { factOf } from './facts-of.ts'

export type MaskedNumber = {
  readonly masked: string | null
  readonly status: NumberSaying['status']
  readonly fact: Fact | undefined
}

/** The identity number of one family or person as a screen shows it, with what the register last said of it. */
export function numberOf(
  variable: Variable,
  column: 'nik' | 'kk',
  sayings: readonly NumberSaying[],
  checks: ChecksOf,
  vault: Vault,
): MaskedNumber {
  const said = sayings.flatMap(({ cipher, storedId, ...saying }) =>
    cipher === null
      ? []
      : [{ ...saying, value: renderMasked(vault, factPlace({ column, rowId: storedId }), cipher) }],
  )
  const fact = factOf(variable, said, checks)
  const stated = sayings.at(-1)?.status ?? 'none'
  return { masked: said.at(-1)?.value ?? null, status: afterRegister(stated, fact), fact }
}

/** A number that is well formed is matched or not, once the register was asked. */
function afterRegister(stated: NumberSaying['status'], fact: Fact | undefined): NumberSaying['status'] {
  const answer = fact?.validation.find(({ rule }) => rule === 'civil_register')
  if (stated !== 'well_formed' || !answer) return stated
  return answer.outcome === 'passed' ? 'matched' : 'unmatched'
}
