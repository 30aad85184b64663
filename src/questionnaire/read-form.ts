import type { Workbook } from '../sheets/index.ts'
import { type Report, formIssue } from './form-issues.ts'
import type { FormModel } from './form-model.ts'
import { type FormRow, type FormTable, formTable, value } from './form-rows.ts'
import type { Texts } from './form-texts.ts'
import { readChoices } from './read-choices.ts'
import { readSurvey } from './read-survey.ts'

/** From sheets to the form model. What is wrong is reported with its cell, and left out; nothing is thrown. */
export function readForm(workbook: Workbook, report: Report): FormModel {
  const survey = formTable(workbook, 'survey')
  checkHeadings(survey, report)
  const choices = readChoices(formTable(workbook, 'choices'), report)
  return {
    settings: readSettings(formTable(workbook, 'settings')),
    nodes: readSurvey(survey, choices, report),
    choices,
  }
}

function readSettings(table: FormTable): FormModel['settings'] {
  const row = table.rows[0]
  if (!row) return { formId: '', version: '', title: {} }
  return { formId: value(row, 'form_id'), version: value(row, 'version'), title: titleOf(row) }
}

/** ODK has one title; ours adds an English one in a column of its own. */
function titleOf(row: FormRow): Texts {
  const english = value(row, 'english_title')
  return { '': value(row, 'form_title'), ...(english !== '' && { English: english }) }
}

function checkHeadings(survey: FormTable, report: Report): void {
  if (survey.rows.length === 0) return report(formIssue('form.no_survey', {}))
  for (const column of ['type', 'name']) {
    if (survey.headings.includes(column)) continue
    report(formIssue('form.no_column', { sheet: 'survey', row: 1 }, { sheet: 'survey', column }))
  }
}
