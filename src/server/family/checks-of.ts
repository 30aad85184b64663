import type { Message } from '../../kernel/index.ts'
import type { ValidationOf, VerificationOf } from '../../store/index.ts'
import type { Validation, Verification } from '../contract/fact.ts'

/** What was checked of one family or person, newest first. */
export type ChecksOf = {
  readonly verifications: readonly VerificationOf[]
  readonly validations: readonly ValidationOf[]
}

const ruleLabels: Readonly<Record<string, Message>> = {
  nik_form: { id: 'Bentuk NIK', en: 'Form of the NIK' },
  kk_form: { id: 'Bentuk nomor KK', en: 'Form of the KK number' },
  civil_register: { id: 'Padan dengan data kependudukan', en: 'Match with the civil register' },
}

/** The newest verification of a variable. */
export function verificationOf(variable: string, { verifications }: ChecksOf): Verification | null {
  const found = verifications.find(({ variables }) => variables.includes(variable))
  if (!found) return null
  const { outcome, method, observer, observedOn } = found
  return { outcome, method, observer, observedOn }
}

/** The newest outcome of each rule that a variable was put to. */
export function validationsOf(variable: string, { validations }: ChecksOf): Validation[] {
  const newest = new Map<string, Validation>()
  for (const { variables, rule, outcome, checkedOn, detail } of validations) {
    if (!variables.includes(variable) || newest.has(rule)) continue
    newest.set(rule, {
      rule,
      label: ruleLabels[rule] ?? { id: rule, en: rule },
      outcome,
      checkedOn,
      detail: detail || null,
    })
  }
  return [...newest.values()]
}

export function checksOfSubject(subjectId: string, { verifications, validations }: ChecksOf): ChecksOf {
  return {
    verifications: verifications.filter((check) => check.subjectId === subjectId),
    validations: validations.filter((check) => check.subjectId === subjectId),
  }
}
