import type { Message } from '../../kernel/index.ts'
import type { Choice, FormModel, Question } from '../form/form-model.ts'
import { messageOf } from '../form/form-texts.ts'
import { questionsOf } from '../form/walk.ts'
import { choiceLists } from '../xform/lists.ts'
import { type ChangeKind, type FormChange, changeKinds } from './form-change.ts'
import { nodeKeys } from '../form/node-keys.ts'

type Found = {
  readonly kind: ChangeKind
  readonly list: string
  readonly before: Message | null
  readonly after: Message | null
}

/** Choices that came, went or were reworded: one change a list, whatever the number of questions that use it. */
export function compareChoices(older: FormModel, newer: FormModel): readonly FormChange[] {
  const before = choicesByQuestion(older)
  const found = new Map<string, { readonly found: Found; readonly questions: Question[] }>()
  for (const [name, now] of choicesByQuestion(newer)) {
    const then = before.get(name)
    if (!then) continue
    for (const change of compareLists(then.choices, now.choices, now.question.list ?? '')) {
      const key = JSON.stringify(change)
      const known = found.get(key)
      if (known) known.questions.push(now.question)
      else found.set(key, { found: change, questions: [now.question] })
    }
  }
  return [...found.values()].map(({ found: { kind, list, before: was, after }, questions }) => ({
    kind,
    subject: list,
    questions: questions.map(({ name }) => name),
    label: messageOf(questions[0]?.label ?? {}) ?? { id: list, en: list },
    weight: changeKinds[kind].weight,
    retrain: changeKinds[kind].retrain,
    before: was,
    after,
  }))
}

type WithChoices = { readonly question: Question; readonly choices: readonly Choice[] }

function choicesByQuestion(form: FormModel): ReadonlyMap<string, WithChoices> {
  const lists = choiceLists(form)
  const keys = nodeKeys(form)
  return new Map(
    questionsOf(form.nodes).flatMap((question) => {
      const choices = lists.get(question.list ?? '')?.choices
      return choices ? [[keys.get(question) ?? question.name, { question, choices }] as const] : []
    }),
  )
}

function compareLists(older: readonly Choice[], newer: readonly Choice[], list: string): readonly Found[] {
  const [then, now] = [byCode(older), byCode(newer)]
  const gone = [...then].filter(([code]) => !now.has(code))
  return [
    ...[...now].flatMap(([code, after]): readonly Found[] => {
      const before = then.get(code)
      if (!before) return [{ kind: 'choice_added', list, before: null, after }]
      return before.id === after.id && before.en === after.en
        ? []
        : [{ kind: 'choice_reworded', list, before, after }]
    }),
    ...gone.map(([, before]): Found => ({ kind: 'choice_removed', list, before, after: null })),
  ]
}

/** `2 Sewa` by `2`. */
function byCode(choices: readonly Choice[]): ReadonlyMap<string, Message> {
  return new Map(
    choices.map(({ code, label }) => {
      const { id, en } = messageOf(label) ?? { id: '', en: '' }
      return [code, { id: `${code} ${id}`.trim(), en: `${code} ${en}`.trim() }]
    }),
  )
}
