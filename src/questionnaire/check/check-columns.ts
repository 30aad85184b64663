import { type Issue, similarHint } from '../../kernel/index.ts'
import { cellWhere } from '../../sheets/index.ts'
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
    const similar = similarHint(base, columns.known)
    const where = cellWhere({ sheet, number: headingRow }, column, heading)
    return [issue('form.unknown_column', where, { heading, similar }, 'warning')]
  })
}
