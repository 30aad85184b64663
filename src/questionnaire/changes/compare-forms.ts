import type { Issue } from '../../kernel/index.ts'
import { compareDictionaries } from '../dictionary/compare-dictionaries.ts'
import { dataDictionary } from '../dictionary/data-dictionary.ts'
import { type AnswerTable, answerTables, extendTables } from '../dictionary/table-columns.ts'
import { issueTexts } from '../form/form-issues.ts'
import type { FormModel } from '../form/form-model.ts'
import { rowWhere } from '../form/form-rows.ts'
import { compareChoices } from './compare-choices.ts'
import { compareQuestions } from './compare-questions.ts'
import { type FormChange, type Weight, heaviest } from './form-change.ts'
import { compareVersions, nextVersion, parseVersion, renderVersion } from './version.ts'

/** What a newer version of a form changes, for those who were trained for the older one. */
export type FormComparison = {
  readonly older: string
  readonly newer: string
  /** In the order of the newer form, removed questions last. */
  readonly changes: readonly FormChange[]
  /** Of all changes together; null when nothing has changed. */
  readonly weight: Weight | null
  /** The least version that the newer form may have; null when the older one has no version of three numbers. */
  readonly leastVersion: string | null
  readonly retrain: boolean
  /** The tables of answers to both versions: the older one's columns, with those that the newer one adds. */
  readonly tables: readonly AnswerTable[]
  /** A version that hides what has changed, and columns that would change their meaning. */
  readonly issues: readonly Issue[]
}

const issue = issueTexts({
  'form.version_too_low': {
    id: 'Versi {version} tidak cukup untuk perubahan ini ({weight}) terhadap versi {older}. Isi version dengan {least} atau lebih.',
    en: 'Version {version} does not do for these changes ({weight}) since version {older}. Set version to {least} or more.',
  },
  'form.no_semantic_version': {
    id: 'Versi {version} tidak terdiri dari tiga angka. Tulis seperti 1.0.0 agar perubahan besar dan kecil terlihat.',
    en: 'Version {version} does not have three numbers. Write it like 1.0.0, so that large and small changes show.',
  },
  'form.other_form': {
    id: 'Yang dibandingkan adalah dua formulir yang berbeda: {older} dan {newer}. Periksa berkas lamanya, atau samakan form_id.',
    en: 'Two different forms are compared: {older} and {newer}. Check the older file, or give both the same form_id.',
  },
})

/** The changes between two versions of a form, how much they weigh, and whether the version says so. */
export function compareForms(older: FormModel, newer: FormModel): FormComparison {
  const changes = [...compareChoices(older, newer), ...compareQuestions(older, newer)]
  const weight = heaviest(changes)
  const before = parseVersion(older.settings.version)
  const [then, now] = [dataDictionary(older), dataDictionary(newer)]
  const least = before && weight && renderVersion(nextVersion(before, weight))
  return {
    older: older.settings.version,
    newer: newer.settings.version,
    changes,
    weight: weight ?? null,
    leastVersion: before ? (least ?? renderVersion(before)) : null,
    retrain: changes.some(({ retrain }) => retrain),
    tables: extendTables(answerTables(then), answerTables(now)),
    issues: [
      ...checkSameForm(older, newer),
      ...checkVersion(older, newer, weight),
      ...compareDictionaries(then, now),
    ],
  }
}

function checkSameForm(older: FormModel, newer: FormModel): readonly Issue[] {
  const [a, b] = [older.settings.formId, newer.settings.formId]
  return a === b
    ? []
    : [issue('form.other_form', settingWhere(newer, 'form_id'), { older: a, newer: b }, 'warning')]
}

function checkVersion(older: FormModel, newer: FormModel, weight: Weight | undefined): readonly Issue[] {
  const where = settingWhere(newer, 'version')
  const unreadable = [older, newer].filter(({ settings }) => !parseVersion(settings.version))
  if (unreadable.length > 0)
    return unreadable.map(({ settings }) =>
      issue('form.no_semantic_version', where, { version: settings.version || '–' }, 'warning'),
    )
  const [before, after] = [parseVersion(older.settings.version), parseVersion(newer.settings.version)]
  if (!before || !after || weight === undefined) return []
  const least = nextVersion(before, weight)
  if (compareVersions(after, least) >= 0) return []
  const params = {
    version: newer.settings.version,
    older: older.settings.version,
    weight,
    least: renderVersion(least),
  }
  return [issue('form.version_too_low', where, params)]
}

function settingWhere({ settings }: FormModel, column: string): Issue['where'] {
  return rowWhere(settings.row, column)
}
