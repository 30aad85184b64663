import type { Issue } from '../../kernel/index.ts'
import { issueTexts } from '../form/form-issues.ts'
import type { FormModel, Question } from '../form/form-model.ts'
import { rowWhere, value } from '../form/form-rows.ts'
import { questionsOf } from '../form/walk.ts'
import { isSearch } from '../xform/lower-select.ts'
import { fileExtension } from '../xform/secondary-instances.ts'

const issue = issueTexts({
  'form.search_in_file': {
    id: 'search() tidak dapat dipakai pada pilihan dari berkas. Hapus search(), atau pakai select_one dengan daftar.',
    en: 'search() cannot be used on choices from a file. Remove it, or use select_one with a list.',
  },
  'form.search_shared': {
    id: 'Daftar {list} dipakai dengan search() di sini dan tanpa search() oleh {others}. Pakai dua daftar.',
    en: 'The list {list} is used with search() here and without by {others}. Use two lists.',
  },
})

export function checkSearch(form: FormModel): readonly Issue[] {
  const selects = questionsOf(form.nodes).filter(({ list }) => list !== undefined)
  return selects.flatMap((question) => (searches(question) ? checkQuestion(question, selects) : []))
}

function searches({ row }: Question): boolean {
  return isSearch(value(row, 'appearance'))
}

function checkQuestion({ row, list = '' }: Question, selects: readonly Question[]): readonly Issue[] {
  const where = rowWhere(row, 'appearance')
  if (fileExtension.test(list)) return [issue('form.search_in_file', where)]
  const others = selects.filter((other) => other.list === list && !searches(other)).map(({ name }) => name)
  return others.length === 0 ? [] : [issue('form.search_shared', where, { list, others: others.join(', ') })]
}
