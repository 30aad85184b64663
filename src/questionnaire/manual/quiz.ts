import type { Message } from '../../kernel/index.ts'
import type { ManualItem } from './manual.ts'
import { linesOf } from './text-lines.ts'

/** A question for the training's test, with its answer: made from the item, to be chosen from by the instructor. */
export type Quiz = { readonly item: string; readonly question: Message; readonly answer: Message }

/** What a quiz is made from: an item, or a section as a whole. */
type Explained = Pick<ManualItem, 'name' | 'label' | 'guide' | 'choices' | 'askedIf' | 'rule'>

/** Stubs of an item: right or wrong examples to judge, special cases to decide, who is asked, what range holds. */
export function quizOf(item: Explained): readonly Quiz[] {
  const { name, label, guide, askedIf, rule, choices } = item
  const stub = (question: Message, answer: Message): Quiz => ({ item: name, question, answer })
  return [
    ...pairs(guide.rightExamples).map((text) => stub(judge(text, label), { id: 'Benar.', en: 'Right.' })),
    ...pairs(guide.wrongExamples).map((text) => stub(judge(text, label), { id: 'Salah.', en: 'Wrong.' })),
    ...pairs(guide.specialCases).flatMap((text) => caseStub(text).map((found) => stub(found[0], found[1]))),
    ...(askedIf
      ? [stub(about('Kapan “{}” ditanyakan?', 'When is “{}” asked?', label), sentence(askedIf))]
      : []),
    ...(rule && choices.length === 0
      ? [
          stub(
            about('Jawaban apa yang diterima untuk “{}”?', 'Which answers does “{}” accept?', label),
            sentence(rule.message ?? rule.words),
          ),
        ]
      : []),
  ]
}

function judge(text: Message, label: Message): Message {
  return {
    id: `Benar atau salah untuk “${label.id}”: ${text.id}`,
    en: `Right or wrong for “${label.en}”: ${text.en}`,
  }
}

/** `Rumah kontrakan yang dibayar kantor: pilih dinas` asks what is recorded for what stands before the colon. */
function caseStub({ id, en }: Message): readonly (readonly [Message, Message])[] {
  const [idCase, idAnswer] = splitCase(id)
  const [enCase, enAnswer] = splitCase(en)
  if (idAnswer === '' || enAnswer === '') return []
  return [
    [
      { id: `Apa yang dicatat? ${idCase}.`, en: `What is recorded? ${enCase}.` },
      { id: idAnswer, en: enAnswer },
    ],
  ]
}

function splitCase(text: string): readonly [string, string] {
  const at = text.indexOf(': ')
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 2)]
}

/** The lines of a text in both languages, as long as both have them. */
function pairs(text: Message | undefined): readonly Message[] {
  if (!text) return []
  const [id, en] = [linesOf(text.id), linesOf(text.en)]
  return id.slice(0, en.length).map((line, index) => ({ id: line, en: en[index] ?? line }))
}

function about(id: string, en: string, label: Message): Message {
  return { id: id.replace('{}', label.id), en: en.replace('{}', label.en) }
}

function sentence({ id, en }: Message): Message {
  const close = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`)
  return { id: close(id), en: close(en) }
}
