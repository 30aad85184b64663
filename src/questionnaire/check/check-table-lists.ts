import type { Issue } from '../../kernel/index.ts'
import { issueTexts } from '../form/form-issues.ts'
import type { FormModel, Group } from '../form/form-model.ts'
import { rowWhere, value } from '../form/form-rows.ts'
import { placedNodes, questionsOf } from '../form/walk.ts'
import { isTableList } from '../xform/table-list.ts'

const issue = issueTexts({
  'form.table_list_mixed': {
    id: 'Pertanyaan dalam table-list harus memakai satu daftar: {list} bukan {first}.',
    en: 'The questions of a table-list must share one list: {list} is not {first}.',
  },
  'form.table_list_filter': {
    id: 'choice_filter tidak dapat dipakai dalam table-list. Kosongkan kolom itu.',
    en: 'A choice_filter cannot be used within a table-list. Leave the column empty.',
  },
})

export function checkTableLists(form: FormModel): readonly Issue[] {
  return [...placedNodes(form.nodes)].flatMap(({ node }) =>
    node.kind === 'question' || !isTableList(node.row) ? [] : checkTable(node),
  )
}

function checkTable(group: Group): readonly Issue[] {
  const selects = questionsOf(group.children).filter(({ list }) => list !== undefined)
  const first = selects[0]?.list ?? ''
  return selects.flatMap(({ list = '', row }) => [
    ...(list === first ? [] : [issue('form.table_list_mixed', rowWhere(row, 'type'), { list, first })]),
    ...(value(row, 'choice_filter') === ''
      ? []
      : [issue('form.table_list_filter', rowWhere(row, 'choice_filter'))]),
  ])
}
