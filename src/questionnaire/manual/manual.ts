import type { Message } from '../../kernel/index.ts'
import { isShown } from '../check/is-shown.ts'
import type { FormModel, FormNode, Group, Question } from '../form/form-model.ts'
import { type FormRow, value } from '../form/form-rows.ts'
import { nodeKeys } from '../form/node-keys.ts'
import { hasText, messageOf, textsOf } from '../form/form-texts.ts'
import { placedNodes, placedQuestions, questionsOf } from '../form/walk.ts'
import { rangeOf } from '../read-variable.ts'
import { choiceLists } from '../xform/lists.ts'
import { referencesIn } from '../xform/references.ts'
import { type Vocabulary, conditionWords } from './condition-words.ts'
import { type Guide, guideParts, guidesOf } from './guide.ts'
import { type Quiz, quizOf } from './quiz.ts'
import { type Role, rolesOf } from './roles.ts'

/**
 * The book of one role: what the author wrote in the sheets `pedoman` and `bab`, and what the form itself says, which
 * therefore cannot drift from it: choices, ranges, skips, what is required.
 */
export type Manual = {
  readonly form: string
  readonly version: string
  readonly title: Message
  readonly role: Role
  readonly chapters: readonly Chapter[]
  readonly sections: readonly Section[]
}

export type Chapter = { readonly title: Message; readonly text: Message }

/** A run of questions in one group. */
export type Section = {
  readonly number: number
  readonly title: Message
  /** Asked of each member, each plot: once a row. */
  readonly repeated: boolean
  /** Why not everybody is asked; absent when everybody is. */
  readonly askedIf?: Message
  /** What holds for every question of it. */
  readonly guide: Guide
  readonly items: readonly ManualItem[]
  /** About the section as a whole. */
  readonly quiz: readonly Quiz[]
}

export type ManualItem = {
  readonly name: string
  /** Where it stands in the page: its name, or its path where another has the same name. */
  readonly anchor: string
  /** `3.2`, the second item of the third section. */
  readonly number: string
  readonly kind: 'question' | 'note' | 'computed'
  readonly type: string
  readonly label: Message
  readonly hint?: Message
  readonly choices: readonly { readonly code: string; readonly label: Message }[]
  /** The file that holds the choices. */
  readonly file?: string
  readonly unit?: string
  readonly required: boolean
  readonly askedIf?: Message
  /** What an answer must meet. */
  readonly rule?: Rule
  readonly computedAs?: Message
  /** Sections (by their anchor) and items that are asked or not by this answer. */
  readonly decides: readonly string[]
  /** What is said of it alone; the rest stands with its section. */
  readonly guide: Guide
  readonly quiz: readonly Quiz[]
}

export type Rule = {
  readonly words: Message
  /** What the form says when an answer does not meet it. */
  readonly message?: Message
  /** Written for a machine: the message says it better. */
  readonly isPattern: boolean
}

/** The manual of a role; without items and chapters when nothing in the form is for that role. */
export function manualOf(form: FormModel, role: Role): Manual {
  const { formId, version, title } = form.settings
  const drafts = sectionsOf(form).map(({ group, nodes }, index) => ({ group, nodes, number: index + 1 }))
  const context = contextOf(form, drafts)
  return {
    form: formId,
    version,
    title: messageOf(title) ?? { id: formId, en: formId },
    role,
    chapters: chaptersOf(form, role),
    sections: continued(drafts.map((draft) => sectionOf(draft, context)))
      .map((section) => ({ ...section, items: section.items.filter((item) => isFor(item, role)) }))
      .filter(({ items }) => items.some(({ kind }) => kind !== 'note')),
  }
}

/** A group that goes on after one within it says so. */
function continued(sections: readonly Section[]): readonly Section[] {
  const seen = new Set<string>()
  return sections.map((section) => {
    const { id, en } = section.title
    const again = seen.has(id)
    seen.add(id)
    return again ? { ...section, title: { id: `${id} (lanjutan)`, en: `${en} (continued)` } } : section
  })
}

function isFor({ guide }: ManualItem, role: Role): boolean {
  return guide.roles.includes(role)
}

function chaptersOf({ tables }: FormModel, role: Role): readonly Chapter[] {
  return tables.chapters.rows.flatMap((row) => {
    const [title, text] = [messageOf(textsOf(row, 'judul')), messageOf(textsOf(row, 'isi'))]
    return title && text && rolesOf(value(row, 'peran')).includes(role) ? [{ title, text }] : []
  })
}

/** A section before its questions are described. */
type Draft = { readonly group: Group | undefined; readonly nodes: readonly Question[] }

/** Questions in the order in which they are asked, a section for each run within one group. */
function sectionsOf(form: FormModel): readonly Draft[] {
  const drafts: { group: Group | undefined; nodes: Question[] }[] = []
  for (const { node, around } of placedQuestions(form.nodes)) {
    if (!isInBook(node)) continue
    const group = around.at(-1)
    const last = drafts.at(-1)
    if (last && last.group === group) last.nodes.push(node)
    else drafts.push({ group, nodes: [node] })
  }
  return drafts
}

function isInBook(question: Question): boolean {
  return question.type === 'calculate' ? hasText(question.label) : isShown(question)
}

type Context = {
  readonly form: FormModel
  readonly vocabulary: Vocabulary
  readonly guides: ReadonlyMap<FormNode, Guide>
  readonly keys: ReadonlyMap<FormNode, string>
  readonly around: ReadonlyMap<FormNode, readonly Group[]>
  readonly decides: ReadonlyMap<string, readonly string[]>
}

function contextOf(form: FormModel, drafts: readonly Draft[]): Context {
  const questions = new Map(questionsOf(form.nodes).map((question) => [question.name, question]))
  return {
    form,
    vocabulary: { questions, lists: choiceLists(form) },
    guides: guidesOf(form),
    keys: nodeKeys(form),
    around: new Map([...placedNodes(form.nodes)].map(({ node, around }) => [node, around])),
    decides: decisionsOf(form, drafts),
  }
}

/** For each question the sections and items whose condition speaks of it. */
function decisionsOf(form: FormModel, drafts: readonly Draft[]): ReadonlyMap<string, readonly string[]> {
  const decided = new Map<string, Set<string>>()
  const add = (row: FormRow, anchors: readonly string[]) => {
    for (const name of referencesIn(value(row, 'relevant')))
      decided.set(name, new Set([...(decided.get(name) ?? []), ...anchors]))
  }
  for (const { node } of placedNodes(form.nodes)) {
    if (node.kind === 'question') add(node.row, isInBook(node) ? [node.name] : [])
    else add(node.row, sectionsWithin(node, drafts))
  }
  return new Map([...decided].map(([name, anchors]) => [name, [...anchors]]))
}

function sectionsWithin(group: Group, drafts: readonly Draft[]): readonly string[] {
  const inside = new Set(questionsOf(group.children))
  return drafts.flatMap(({ nodes }, index) =>
    nodes.every((node) => inside.has(node)) ? [sectionAnchor(index + 1)] : [],
  )
}

export function sectionAnchor(number: number): string {
  return `bagian-${number}`
}

function sectionOf({ group, nodes, number }: Draft & { readonly number: number }, context: Context): Section {
  const outer = group ? [...(context.around.get(group) ?? []), group] : []
  const titled = outer.findLast(({ label }) => hasText(label))
  const askedIf = conditionOf(outer, context.vocabulary)
  const title = plainLabel(titled ? messageOf(titled.label) : messageOf(context.form.settings.title), context)
  const guide = (group && context.guides.get(group)) ?? { roles: [] }
  return {
    number,
    title,
    repeated: outer.some(({ kind }) => kind === 'repeat'),
    ...(askedIf && { askedIf }),
    guide,
    items: nodes.map((node, index) => itemOf(node, `${number}.${index + 1}`, guide, context)),
    quiz: quizOf({ name: group?.name ?? '', label: title, guide, choices: [] }),
  }
}

function conditionOf(nodes: readonly FormNode[], vocabulary: Vocabulary): Message | undefined {
  const conditions = nodes.map(({ row }) => value(row, 'relevant')).filter((text) => text !== '')
  const words = conditions.map((condition) => conditionWords(condition, vocabulary))
  if (words.length === 0) return undefined
  return { id: words.map(({ id }) => id).join('; dan '), en: words.map(({ en }) => en).join('; and ') }
}

function itemOf(question: Question, number: string, section: Guide, context: Context): ManualItem {
  const { row, name, type, list = '' } = question
  const { vocabulary, guides } = context
  const choices = vocabulary.lists.get(list)?.choices
  const hint = messageOf(textsOf(row, 'hint'))
  const askedIf = conditionOf([question], vocabulary)
  const unit = value(row, 'unit')
  const item: Omit<ManualItem, 'quiz'> = {
    name,
    anchor: context.keys.get(question) ?? name,
    number,
    kind: kindOf(type),
    type,
    label: plainLabel(messageOf(question.label) ?? hint, context),
    ...(hint && hasText(question.label) && { hint: plainLabel(hint, context) }),
    choices: (choices ?? []).map(({ code, label }) => ({
      code,
      label: messageOf(label) ?? { id: code, en: code },
    })),
    ...(list !== '' && !choices && { file: list }),
    ...(unit !== '' && { unit }),
    required: value(row, 'required') !== '' && !/^(no|false)/i.test(value(row, 'required')),
    ...(askedIf && { askedIf }),
    ...ruleOf(question, vocabulary),
    ...(type === 'calculate' && { computedAs: conditionWords(value(row, 'calculation'), vocabulary) }),
    decides: context.decides.get(name) ?? [],
    guide: ownPart(guides.get(question) ?? section, section),
  }
  return { ...item, quiz: quizOf(item) }
}

/** A guide without what its section says already. */
function ownPart(guide: Guide, section: Guide): Guide {
  const parts = guideParts.filter((part) => guide[part] && guide[part].id !== section[part]?.id)
  const { standard, roles } = guide
  return {
    ...Object.fromEntries(parts.map((part) => [part, guide[part]])),
    ...(standard !== undefined && standard !== section.standard && { standard }),
    roles,
  }
}

function kindOf(type: string): ManualItem['kind'] {
  if (type === 'note') return 'note'
  return type === 'calculate' ? 'computed' : 'question'
}

/** A range in figures where the condition is one, else the condition in words. */
function ruleOf(question: Question, vocabulary: Vocabulary): Pick<ManualItem, 'rule'> {
  const constraint = value(question.row, 'constraint')
  if (constraint === '') return {}
  const range = rangeOf(constraint)
  const pure = /^\s*\.\s*[<>]=\s*[-\d.]+(\s+and\s+\.\s*[<>]=\s*[-\d.]+)?\s*$/.test(constraint)
  const figures = range && pure ? `${range.min ?? '…'} – ${range.max ?? '…'}` : undefined
  const words =
    figures === undefined ? conditionWords(constraint, vocabulary, question) : { id: figures, en: figures }
  const message = messageOf(textsOf(question.row, 'constraint_message'))
  return { rule: { words, isPattern: /regex\(|instance\(/.test(constraint), ...(message && { message }) } }
}

/** A text with `[Nama lengkap]` where the form fills in an answer. */
function plainLabel(message: Message | undefined, { vocabulary }: Context): Message {
  const fill = (text: string, language: keyof Message) =>
    text.replaceAll(/\$\{([^}]*)\}/g, (_, name: string) => {
      const question = vocabulary.questions.get(name)
      return `[${(question && messageOf(question.label)?.[language]) ?? '…'}]`
    })
  return { id: fill(message?.id ?? '', 'id'), en: fill(message?.en ?? '', 'en') }
}
