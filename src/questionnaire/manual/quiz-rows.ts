import type { FormModel } from '../form/form-model.ts'
import { manualOf } from './manual.ts'

export const quizHeadings = ['item', 'question_id', 'answer_id', 'question_en', 'answer_en']

/** All quiz stubs of a form under `quizHeadings`, for a learning system or for an instructor to choose from. */
export function quizRows(form: FormModel): readonly (readonly string[])[] {
  return manualOf(form, 'instructor').sections.flatMap((section) =>
    [section, ...section.items].flatMap(({ quiz }) =>
      quiz.map(({ item, question, answer }) => [item, question.id, answer.id, question.en, answer.en]),
    ),
  )
}
