import {
  type CompiledForm,
  type ModelUse,
  answerTables,
  dictionaryTable,
  msVarHeadings,
  msVarRows,
  renderDictionaryDdi,
  renderDictionaryHtml,
  tableHeadings,
  withPredictors,
} from '../../questionnaire/index.ts'
import { renderCsv } from '../../sheets/index.ts'

/** What a form becomes besides its manuals, by name of the file: the XForm, and the codebook in every shape. */
export function formFiles(
  { codebook, dictionary: plain }: CompiledForm,
  xform: string,
  models: readonly ModelUse[] = [],
): ReadonlyMap<string, string> {
  const dictionary = withPredictors(plain, models)
  const all = { ...codebook, items: dictionary.items, tables: answerTables(dictionary) }
  return new Map([
    ['form.xml', xform],
    ['codebook.json', `${JSON.stringify(all, null, 2)}\n`],
    ['codebook.csv', renderCsv([tableHeadings, ...dictionaryTable(dictionary)])],
    ['codebook.html', renderDictionaryHtml(dictionary, 'id')],
    ['codebook.ddi.xml', renderDictionaryDdi(dictionary)],
    ['ms-var.csv', renderCsv([msVarHeadings, ...msVarRows(dictionary)])],
  ])
}
