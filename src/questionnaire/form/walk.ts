import type { FormNode, Group, Question } from './form-model.ts'

type Placed<Node = FormNode> = {
  readonly node: Node
  /** Outermost first. */
  readonly around: readonly Group[]
}

/** Every node of a form in its order, with the groups around it. */
export function* placedNodes(nodes: readonly FormNode[], around: readonly Group[] = []): Generator<Placed> {
  for (const node of nodes) {
    yield { node, around }
    if (node.kind !== 'question') yield* placedNodes(node.children, [...around, node])
  }
}

export function placedQuestions(nodes: readonly FormNode[]): readonly Placed<Question>[] {
  return [...placedNodes(nodes)].flatMap(({ node, around }) =>
    node.kind === 'question' ? [{ node, around }] : [],
  )
}

export function questionsOf(nodes: readonly FormNode[]): readonly Question[] {
  return placedQuestions(nodes).map(({ node }) => node)
}
