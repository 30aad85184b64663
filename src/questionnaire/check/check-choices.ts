import type { Issue } from '../../kernel/index.ts'
import { cellWhere } from '../../sheets/index.ts'
import { issueTexts } from '../form/form-issues.ts'
import type { FormModel } from '../form/form-model.ts'
import { rowWhere } from '../form/form-rows.ts'
import { hasText } from '../form/form-texts.ts'
import { choiceColumns } from '../form/headings.ts'
import { isExtraColumn } from '../xform/secondary-instances.ts'

const issue = issueTexts({
  'form.no_choice_label': {
    id: 'Pilihan {code} tidak memiliki label. Isi kolom label.',
    en: 'Choice {code} has no label. Fill the column label.',
  },
  'form.bad_choice_column': {
    id: 'Kolom "{heading}" tidak dipakai, karena namanya kosong atau berisi spasi atau tanda lain. Beri nama seperti kode_desa.',
    en: 'The column "{heading}" is not used: its name is empty or holds spaces or other signs. Name it like village_code.',
  },
})

export function checkChoices(form: FormModel): readonly Issue[] {
  const unlabelled = [...form.choices.values()].flat().filter(({ label }) => !hasText(label))
  return [
    ...unlabelled.map(({ row, code }) =>
      issue('form.no_choice_label', rowWhere(row, 'label'), { code }, 'warning'),
    ),
    ...checkColumns(form),
  ]
}

function checkColumns({ tables: { choices } }: FormModel): readonly Issue[] {
  const inner = choices.headings.findLastIndex((heading) => heading !== '')
  return choices.headings.flatMap((heading, column) => {
    const base = heading.split('::')[0] ?? ''
    const used = choiceColumns.known.includes(base) || isExtraColumn(heading)
    if (used || column > inner || (heading === '' && column === 0)) return []
    const where = cellWhere({ sheet: choices.sheet, number: choices.headingRow }, column, heading)
    return [issue('form.bad_choice_column', where, { heading }, 'warning')]
  })
}
