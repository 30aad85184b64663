import type { Issue } from '../../kernel/index.ts'
import { issueTexts } from '../form/form-issues.ts'
import type { FormModel } from '../form/form-model.ts'
import type { FormTable } from '../form/form-rows.ts'
import { choiceColumns, surveyColumns } from '../form/headings.ts'

const issue = issueTexts({
  'form.untranslated': {
    id: 'Bahasa {language} tidak memiliki kolom {columns} di lembar {sheet}. Tambahkan, atau hapus bahasanya.',
    en: 'Language {language} has no column {columns} on the sheet {sheet}. Add it, or remove the language.',
  },
  'form.language_code': {
    id: 'Bahasa "{language}" tidak memiliki kode bahasa yang dikenal. Tulis misalnya Bahasa Indonesia (id).',
    en: 'Language "{language}" has no known language code. Write for instance English (en).',
  },
})

export function checkTranslations(form: FormModel): readonly Issue[] {
  const { survey, choices } = form.tables
  const { defaultLanguage } = form.settings
  const columns = [
    ...columnsOf(survey, surveyColumns.translatable, defaultLanguage),
    ...columnsOf(choices, choiceColumns.translatable, defaultLanguage),
  ]
  const named = new Set(columns.map(({ language }) => language).filter((language) => language !== 'default'))
  const uncoded = [...named].filter((language) => language.length > 2 && !hasCode(language))
  return [
    ...checkSheet(survey, surveyColumns.translatable, defaultLanguage),
    ...checkSheet(choices, choiceColumns.translatable, defaultLanguage),
    ...uncoded.map((language) =>
      issue('form.language_code', { sheet: 'survey', row: 1 }, { language }, 'warning'),
    ),
  ]
}

type Column = { readonly language: string; readonly column: string }

function columnsOf(
  table: FormTable,
  translatable: readonly string[],
  defaultLanguage: string,
): readonly Column[] {
  return table.headings.flatMap((heading) => {
    const [column = '', ...language] = heading.split('::')
    return translatable.includes(column) ? [{ column, language: language.join('::') || defaultLanguage }] : []
  })
}

/** Every language of a sheet has every column that another language has. */
function checkSheet(
  table: FormTable,
  translatable: readonly string[],
  defaultLanguage: string,
): readonly Issue[] {
  const columns = columnsOf(table, translatable, defaultLanguage)
  const languages = new Set(columns.map(({ language }) => language))
  const wanted = new Set(columns.map(({ column }) => column))
  return [...languages].flatMap((language) => {
    const missing = [...wanted].filter(
      (column) => !columns.some((own) => own.language === language && own.column === column),
    )
    if (missing.length === 0) return []
    const where = { sheet: table.sheet, row: table.headingRow }
    return [
      issue(
        'form.untranslated',
        where,
        { language, columns: missing.join(', '), sheet: table.sheet },
        'warning',
      ),
    ]
  })
}

/** `(id)` at the end: the shortest code of ISO 639 that is registered with IANA, as BCP 47 asks. */
function hasCode(language: string): boolean {
  const [, code = ''] = /\(([a-z]{2,3})\)$/i.exec(language) ?? []
  return code !== '' && Intl.getCanonicalLocales(code)[0] === code.toLowerCase()
}
