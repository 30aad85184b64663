import type { Message } from '../../kernel/index.ts'
import type { FormModel, FormNode, Group, Question } from '../form/form-model.ts'
import { type FormRow, value } from '../form/form-rows.ts'
import { hasText, messageOf, textsOf } from '../form/form-texts.ts'
import { placedNodes, questionsOf } from '../form/walk.ts'
import { type Vocabulary, conditionWords } from '../manual/condition-words.ts'
import { type Guide, guideParts, guidesOf } from '../manual/guide.ts'
import { choiceLists } from '../xform/lists.ts'
import { type ChangeKind, type FormChange, changeKinds } from './form-change.ts'
import { nodeKeys } from '../form/node-keys.ts'

/** A node of a form with what is compared of it. */
type Described = {
  readonly key: string
  readonly name: string
  readonly label: Message
  readonly isGroup: boolean
  /** By the kind of change that a difference is, and further where one kind has several. */
  readonly aspects: ReadonlyMap<string, Aspect & { readonly kind: ChangeKind }>
}

/** What is shown of a difference, and what makes it one: a skip stays the same when a question in it is reworded. */
type Aspect = { readonly text: Message; readonly same: string }

/** Questions and groups that came, went or say something else; choices are compared apart. */
export function compareQuestions(older: FormModel, newer: FormModel): readonly FormChange[] {
  // A manual that is written for the first time changes nothing for those who worked without one.
  const guided = [older, newer].every(({ tables }) => tables.guide.rows.length > 0)
  const [then, now] = [describe(older, guided), describe(newer, guided)]
  const before = new Map(then.map((node) => [node.key, node]))
  const after = new Set(now.map(({ key }) => key))
  const changed = now.flatMap((node) => {
    const old = before.get(node.key)
    return old ? compareNodes(old, node) : added(node)
  })
  return [
    ...merged(changed),
    ...orderChange(then, now),
    ...then
      .filter(({ key, isGroup }) => !after.has(key) && !isGroup)
      .map((node) => change('removed', node, node.label, null)),
  ]
}

function added(node: Described): readonly FormChange[] {
  return node.isGroup ? [] : [change('added', node, null, node.label)]
}

function compareNodes(older: Described, newer: Described): readonly FormChange[] {
  const keys = [...new Set([...older.aspects.keys(), ...newer.aspects.keys()])]
  return keys.flatMap((key) => {
    const [before, after] = [older.aspects.get(key), newer.aspects.get(key)]
    const kind = (after ?? before)?.kind
    return kind === undefined || before?.same === after?.same
      ? []
      : [change(kind, newer, before?.text ?? null, after?.text ?? null)]
  })
}

const advice: ReadonlySet<ChangeKind> = new Set(['definition', 'asking', 'guide'])

/** What the manual says of several questions at once, or of a whole group, changes once. */
function merged(changes: readonly FormChange[]): readonly FormChange[] {
  const groups = Map.groupBy(changes, (found) =>
    advice.has(found.kind)
      ? JSON.stringify([found.kind, found.before, found.after])
      : JSON.stringify([found.kind, found.subject]),
  )
  return [...groups.values()].flatMap(([first, ...same]) =>
    first
      ? [{ ...first, questions: [...first.questions, ...same.flatMap(({ questions }) => questions)] }]
      : [],
  )
}

function change(
  kind: ChangeKind,
  node: Described,
  before: Message | null,
  after: Message | null,
): FormChange {
  const { weight, retrain } = changeKinds[kind]
  return {
    kind,
    subject: node.name,
    questions: [node.name],
    label: node.label,
    weight,
    retrain,
    before,
    after,
  }
}

/** One change for the first question that stands elsewhere among those that stayed. */
function orderChange(older: readonly Described[], newer: readonly Described[]): readonly FormChange[] {
  const [then, now] = [older, newer].map((nodes) => nodes.filter(({ isGroup }) => !isGroup))
  const stayed = new Set(now?.map(({ key }) => key))
  const kept = new Set(then?.map(({ key }) => key).filter((key) => stayed.has(key)))
  const before = (then ?? []).filter(({ key }) => kept.has(key))
  const after = (now ?? []).filter(({ key }) => kept.has(key))
  const at = after.findIndex(({ key }, index) => before[index]?.key !== key)
  const [moved, place] = [after[at], before[at]]
  return moved && place ? [change('order', moved, place.label, moved.label)] : []
}

function describe(form: FormModel, guided: boolean): readonly Described[] {
  const guides: ReadonlyMap<FormNode, Guide> = guided ? guidesOf(form) : new Map()
  const questions = new Map(questionsOf(form.nodes).map((question) => [question.name, question]))
  const vocabulary: Vocabulary = { questions, lists: choiceLists(form) }
  const keys = nodeKeys(form)
  return [...placedNodes(form.nodes)].map(({ node, around }) => ({
    key: keys.get(node) ?? node.name,
    name: node.name,
    label: messageOf(node.label) ?? { id: node.name, en: node.name },
    isGroup: node.kind !== 'question',
    aspects: new Map(
      (node.kind === 'question'
        ? questionAspects(node, around, guides.get(node), vocabulary)
        : groupAspects(node, vocabulary)
      ).flatMap(([kind, aspect, part]) =>
        aspect ? [[`${kind} ${part ?? ''}`, { ...aspect, kind }] as const] : [],
      ),
    ),
  }))
}

type Aspects = readonly (readonly [ChangeKind, Aspect | undefined, string?])[]

function groupAspects(group: Group, vocabulary: Vocabulary): Aspects {
  return [
    ['title', told(messageOf(group.label))],
    ['skip', condition(group, 'relevant', vocabulary)],
    ['repeat_count', condition(group, 'repeat_count', vocabulary)],
    ['screen', plain(value(group.row, 'appearance'))],
  ]
}

function questionAspects(
  question: Question,
  around: readonly Group[],
  guide: Guide | undefined,
  vocabulary: Vocabulary,
): Aspects {
  const { row, type, label } = question
  const repeat = around.findLast(({ kind }) => kind === 'repeat')
  return [
    ['type', plain(question.fromFile ? `${type} ${question.list ?? ''}` : type)],
    ['table', plain(repeat?.name)],
    ['question', hasText(label) ? told(messageOf(label)) : undefined],
    ['skip', condition(question, 'relevant', vocabulary)],
    ['rule', condition(question, 'constraint', vocabulary)],
    ['choice_filter', plain(value(row, 'choice_filter'))],
    ['required', plain(joined(row, ['required', 'read_only']))],
    ['calculation', plain(joined(row, ['calculation', 'trigger']))],
    ['unit', plain(value(row, 'unit'))],
    ['default', plain(value(row, 'default'))],
    ['screen', plain(screenOf(row))],
    ['hint', told(messageOf(textsOf(row, 'hint')))],
    ['message', told(messageOf(textsOf(row, 'constraint_message')))],
    ['definition', told(guide?.definition)],
    ['asking', told(guide?.asking)],
    ...otherParts.map((part) => ['guide', told(guide?.[part]), part] as const),
  ]
}

/** How it looks: appearance, parameters, and pictures or sounds in any language. */
function screenOf(row: FormRow): string {
  const media = [...row.values].flatMap(([heading, text]) => (isMedium(heading) ? [text] : []))
  return [joined(row, ['appearance', 'parameters']), ...media].filter((text) => text !== '').join(' ')
}

function isMedium(heading: string): boolean {
  return ['image', 'big-image', 'audio', 'video'].includes(heading.split('::')[0] ?? '')
}

function joined(row: FormRow, columns: readonly string[]): string {
  return columns
    .map((column) => value(row, column))
    .filter((text) => text !== '')
    .join(' ')
}

function told(text: Message | undefined): Aspect | undefined {
  return text && { text, same: JSON.stringify([text.id, text.en]) }
}

function plain(text: string | undefined): Aspect | undefined {
  return text === undefined || text === '' ? undefined : { text: { id: text, en: text }, same: text }
}

function condition(node: FormNode, column: string, vocabulary: Vocabulary): Aspect | undefined {
  const same = value(node.row, column).replaceAll(/\s+/g, ' ')
  if (same === '') return undefined
  return { text: conditionWords(same, vocabulary, node.kind === 'question' ? node : undefined), same }
}

/** What a manual says besides the meaning and the way of asking. */
const otherParts = guideParts.filter((part) => part !== 'definition' && part !== 'asking')
