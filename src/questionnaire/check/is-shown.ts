import type { Question } from '../form/form-model.ts'
import { value } from '../form/form-rows.ts'
import { hasText, textsOf } from '../form/form-texts.ts'
import { questionType } from '../form/question-types.ts'

/** Whether a question has a place on the screen: it is of a type that asks, and not computed without a text. */
export function isShown({ row, type, label }: Question): boolean {
  const given = questionType(type)
  if (given.control === undefined) return false
  const computed = value(row, 'calculation') !== '' || value(row, 'trigger') !== ''
  return !computed || hasText(label) || hasText(textsOf(row, 'hint')) || value(row, 'appearance') === 'label'
}
