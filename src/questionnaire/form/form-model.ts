import type { FormRow, FormTable } from './form-rows.ts'
import type { Texts } from './form-texts.ts'

/** A questionnaire as it was authored, with its sheets read and nothing decided about XForms. */
export type FormModel = {
  readonly settings: Settings
  readonly nodes: readonly FormNode[]
  readonly choices: ReadonlyMap<string, readonly Choice[]>
  readonly entities: readonly EntityRow[]
  /** As they stand: their headings, and the sheet that is copied into `itemsets.csv`. */
  readonly tables: {
    readonly survey: FormTable
    readonly settings: FormTable
    readonly choices: FormTable
    readonly externalChoices: FormTable
    readonly entities: FormTable
    readonly guide: FormTable
    readonly chapters: FormTable
  }
}

export type Settings = {
  readonly row: FormRow
  readonly formId: string
  readonly version: string
  readonly title: Texts
  /** The name of the element that holds an instance. */
  readonly rootName: string
  /** Of texts without a language. */
  readonly defaultLanguage: string
}

export type FormNode = Question | Group

export type Question = {
  readonly kind: 'question'
  readonly row: FormRow
  readonly name: string
  /** As `question-types.ts` names it. */
  readonly type: string
  /** Of a select: the name of its list of choices, of a file, or a reference. */
  readonly list?: string
  readonly fromFile?: true
  readonly orOther?: true
  readonly label: Texts
  readonly parameters: ReadonlyMap<string, string>
}

export type Group = {
  readonly kind: 'group' | 'repeat'
  readonly row: FormRow
  readonly name: string
  readonly label: Texts
  readonly children: readonly FormNode[]
}

export type Choice = { readonly row: FormRow; readonly code: string; readonly label: Texts }

/** What the sheet `entities` declares: a list of ODK Entities that submissions feed. */
export type EntityRow = { readonly row: FormRow; readonly list: string }
