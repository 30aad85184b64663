import type { Workbook } from '../../sheets/index.ts'
import { type Reading, issueTexts } from './form-issues.ts'
import type { EntityRow, FormModel, Settings } from './form-model.ts'
import { type FormRow, type FormTable, collapsedRow, rowWhere, value } from './form-rows.ts'
import { type FormSheets, formSheets } from './form-sheets.ts'
import type { Texts } from './form-texts.ts'
import { readChoices } from './read-choices.ts'
import { readSurvey } from './read-survey.ts'
import { isXmlName, yesOrNo } from './words.ts'

export type ReadOptions = {
  /** The id of a form that names none; `data` when absent. */
  readonly fallbackId?: string
  /** The element that holds an instance, when the form names none; `data` when absent. */
  readonly rootName?: string
}

const issue = issueTexts({
  'form.no_survey': {
    id: 'Berkas ini tidak memiliki lembar "survey" berisi pertanyaan. Tambahkan lembar bernama survey dengan kolom type, name dan label.{similar}',
    en: 'This file has no sheet "survey" with questions. Add a sheet named survey with the columns type, name and label.{similar}',
  },
  'form.no_column': {
    id: 'Lembar {sheet} tidak memiliki kolom {column}. Tambahkan kolom itu pada baris judul.',
    en: 'Sheet {sheet} has no column {column}. Add it to the heading row.',
  },
  'form.bad_root_name': {
    id: 'Nama {name} tidak dapat dipakai. Mulai dengan huruf atau garis bawah; setelah itu huruf, angka, garis bawah, tanda hubung atau titik.',
    en: 'The name {name} cannot be used. Begin with a letter or an underscore; then letters, digits, underscores, hyphens or periods.',
  },
})

/** From sheets to the form model. What is wrong is reported with its cell, and left out; nothing is thrown. */
export function readForm(workbook: Workbook, reading: Reading, options: ReadOptions = {}): FormModel {
  const sheets = formSheets(workbook, reading)
  const settings = readSettings(sheets.settings, reading, options)
  const tidy = yesOrNo(value(settings.row, 'clean_text_values')) ?? true
  const survey = tidy ? { ...sheets.survey, rows: sheets.survey.rows.map(collapsedRow) } : sheets.survey
  checkHeadings(sheets, reading)
  const choices = readChoices(
    sheets.choices,
    yesOrNo(value(settings.row, 'allow_choice_duplicates')) ?? false,
    reading,
  )
  return {
    settings,
    nodes: readSurvey(survey, reading),
    choices,
    entities: readEntities(sheets.entities),
    tables: { ...sheets, survey },
  }
}

function readSettings(table: FormTable, { report }: Reading, options: ReadOptions): Settings {
  const row = table.rows[0] ?? { sheet: 'settings', number: 2, headings: table.headings, values: new Map() }
  const formId = value(row, 'form_id') || value(row, 'id_string') || (options.fallbackId ?? 'data')
  const rootName = value(row, 'name') || (options.rootName ?? 'data')
  if (!isXmlName(rootName)) report(issue('form.bad_root_name', rowWhere(row, 'name'), { name: rootName }))
  return {
    row,
    formId,
    version: value(row, 'version'),
    title: titleOf(row, formId),
    rootName,
    defaultLanguage: value(row, 'default_language') || 'default',
  }
}

/** ODK has one title; ours adds an English one in a column of its own. */
function titleOf(row: FormRow, formId: string): Texts {
  const english = value(row, 'english_title')
  return { '': value(row, 'form_title') || formId, ...(english !== '' && { English: english }) }
}

function readEntities(table: FormTable): readonly EntityRow[] {
  return table.rows.map((row) => ({ row, list: value(row, 'list_name') }))
}

function checkHeadings({ survey, choices, similarTo }: FormSheets, { report }: Reading): void {
  if (survey.headings.length === 0) {
    const [similar] = similarTo('survey')
    const hint = similar === undefined ? '' : ` (${similar}?)`
    return report(issue('form.no_survey', { sheet: 'survey' }, { similar: hint }))
  }
  const missing = (table: FormTable, column: string) => {
    if (table.headings.includes(column)) return
    report(
      issue('form.no_column', { sheet: table.sheet, row: table.headingRow }, { sheet: table.sheet, column }),
    )
  }
  missing(survey, 'type')
  if (survey.rows.some((row) => value(row, 'type') !== 'note')) missing(survey, 'name')
  if (choices.rows.length > 0) for (const column of ['list_name', 'name']) missing(choices, column)
}
