import type { Issue } from '../../kernel/index.ts'
import { cellWhere } from '../../sheets/index.ts'
import { editDistance } from '../form/edit-distance.ts'
import { issueTexts } from '../form/form-issues.ts'
import type { FormModel } from '../form/form-model.ts'
import type { FormTable } from '../form/form-rows.ts'
import { type Columns, isLooseLanguage, settingColumns, surveyColumns } from '../form/headings.ts'

const issue = issueTexts({
  'form.unknown_column': {
    id: 'Kolom {heading} tidak dikenal dan dilewati{similar}.',
    en: 'The column {heading} is unknown and is skipped{similar}.',
  },
})

/** Columns that mean nothing: remarks of the author, or misspelt. */
export function checkColumns({ tables: { survey, settings } }: FormModel): readonly Issue[] {
  return [...unknownColumns(survey, surveyColumns), ...unknownColumns(settings, settingColumns)]
}

function unknownColumns({ sheet, headingRow, headings }: FormTable, columns: Columns): readonly Issue[] {
  return headings.flatMap((heading, column) => {
    const [base = ''] = heading.split('::')
    if (heading === '' || columns.known.includes(base) || isLooseLanguage(heading, columns)) return []
    const similar = columns.known.find((known) => editDistance(known, base.slice(0, 40).toLowerCase()) <= 2)
    const hint = similar === undefined || similar.length < 4 ? '' : ` (${similar}?)`
    const where = cellWhere({ sheet, number: headingRow }, column, heading)
    return [issue('form.unknown_column', where, { heading, similar: hint }, 'warning')]
  })
}
