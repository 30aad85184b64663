import type { FormRow } from './form-rows.ts'
import type { Texts } from './form-texts.ts'

/** A questionnaire as it was authored, with references between its sheets resolved and nothing decided about XForms. */
export type FormModel = {
  readonly settings: { readonly formId: string; readonly version: string; readonly title: Texts }
  readonly nodes: readonly FormNode[]
  readonly choices: ReadonlyMap<string, readonly Choice[]>
}

export type FormNode = Question | Group

export type Question = {
  readonly kind: 'question'
  readonly row: FormRow
  readonly name: string
  /** The first word of the column `type`, its synonyms replaced. */
  readonly type: string
  /** Of a select: the name of its list of choices. */
  readonly list?: string
  readonly label: Texts
}

export type Group = {
  readonly kind: 'group' | 'repeat'
  readonly row: FormRow
  readonly name: string
  readonly label: Texts
  readonly children: readonly FormNode[]
}

export type Choice = { readonly row: FormRow; readonly code: string; readonly label: Texts }
