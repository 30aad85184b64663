import { editDistance } from '../../kernel/index.ts'
import { type Sheet, type Workbook, unstackSheets } from '../../sheets/index.ts'
import { type Reading, issueTexts } from './form-issues.ts'
import { type FormTable, formTable } from './form-rows.ts'
import {
  chapterColumns,
  choiceColumns,
  entityColumns,
  guideColumns,
  settingColumns,
  surveyColumns,
} from './headings.ts'

/** The sheets of an XLSForm, under their headings. */
export type FormSheets = {
  readonly survey: FormTable
  readonly choices: FormTable
  readonly settings: FormTable
  readonly entities: FormTable
  readonly externalChoices: FormTable
  /** What each question means and how it is asked: a sheet of ours, which ODK skips. */
  readonly guide: FormTable
  /** What the manual says besides: a sheet of ours too. */
  readonly chapters: FormTable
  /** The names of other sheets that are spelt nearly like the one asked for. */
  readonly similarTo: (name: string) => readonly string[]
}

const issue = issueTexts({
  'form.similar_sheet': {
    id: 'Lembar {similar} tidak dibaca. Bila yang dimaksud {name}, perbaiki namanya; bila bukan, awali dengan garis bawah.',
    en: 'The sheet {similar} is not read. If it is meant to be {name}, mend its name; if not, begin it with an underscore.',
  },
})

const names = ['survey', 'choices', 'settings', 'external_choices', 'entities', 'osm']

/**
 * Finds the sheets whatever their capitals. A workbook of a single sheet is the survey; a CSV may hold several sheets,
 * each opened by its name in the first column.
 */
export function formSheets(workbook: Workbook, reading: Reading): FormSheets {
  const sheets = unstackSheets(workbook, names).sheets
  const find = (name: string) => sheets.find((sheet) => sheet.name.trim().toLowerCase() === name)
  const similarTo = (name: string) =>
    sheets.map((sheet) => sheet.name).filter((other) => isSimilar(other, name))
  const table = (name: string, columns: typeof surveyColumns) => formTable(find(name), name, columns, reading)
  for (const name of ['settings', 'entities']) {
    const [similar] = find(name) ? [] : similarTo(name)
    if (similar !== undefined)
      reading.report(issue('form.similar_sheet', { sheet: similar }, { similar, name }, 'warning'))
  }
  return {
    survey: formTable(find('survey') ?? onlySheet(sheets), 'survey', surveyColumns, reading),
    choices: table('choices', choiceColumns),
    settings: table('settings', settingColumns),
    entities: table('entities', entityColumns),
    externalChoices: table('external_choices', choiceColumns),
    guide: table('pedoman', guideColumns),
    chapters: table('bab', chapterColumns),
    similarTo,
  }
}

function onlySheet(sheets: readonly Sheet[]): Sheet | undefined {
  const [first] = sheets
  return first && sheets.length === 1 && !names.includes(first.name.trim().toLowerCase()) ? first : undefined
}

function isSimilar(other: string, name: string): boolean {
  const word = other.trim().toLowerCase()
  return !names.includes(word) && !word.startsWith('_') && editDistance(word.slice(0, 40), name) <= 2
}
