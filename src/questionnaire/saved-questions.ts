import type { Level } from './codebook.ts'
import type { FormNode, Question } from './form/form-model.ts'
import { value } from './form/form-rows.ts'
import { messageOf } from './form/form-texts.ts'

/** A question that feeds the registry. */
export type Saved = {
  readonly question: Question
  readonly name: string
  readonly level: Level
  /** Under which it is asked, outermost first. */
  readonly conditions: readonly string[]
}

type Around = Pick<Saved, 'level' | 'conditions'>

/** The saved questions of a form in its order, with what their groups say of them: inside a repeat one asks of a person. */
export function savedQuestions(nodes: readonly FormNode[]): readonly Saved[] {
  return savedWithin(nodes, { level: 'family', conditions: [] })
}

function savedWithin(nodes: readonly FormNode[], around: Around): readonly Saved[] {
  return nodes.flatMap((node) => {
    const conditions = [...around.conditions, ...condition(node)]
    if (node.kind === 'question') return savedQuestion(node, { ...around, conditions })
    return savedWithin(node.children, { level: node.kind === 'repeat' ? 'person' : around.level, conditions })
  })
}

function condition({ row }: FormNode): readonly string[] {
  const text = value(row, 'universe') || value(row, 'relevant')
  return text === '' || text === 'all' ? [] : [text]
}

function savedQuestion(question: Question, { level, conditions }: Around): readonly Saved[] {
  const target = value(question.row, 'variable') || value(question.row, 'save_to')
  const plumbing = question.type === 'calculate' && messageOf(question.label) === undefined
  if (target === '' || plumbing) return []
  const [list, name = target] = target.split('#')
  const named = list === 'family' || list === 'person' ? list : level
  return [{ question, name, level: named, conditions }]
}
