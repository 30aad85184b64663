import type { FormModel, FormNode } from './form-model.ts'
import { placedNodes } from './walk.ts'

/** By what a node is found again in another version: its name, or its whole path where the name comes more than once. */
export function nodeKeys(form: FormModel): ReadonlyMap<FormNode, string> {
  const placed = [...placedNodes(form.nodes)]
  const counts = Map.groupBy(placed, ({ node }) => node.name)
  const taken = new Map<string, number>()
  return new Map(
    placed.map(({ node, around }) => {
      const path = [...around, node].map(({ name }) => name).join('/')
      const key = counts.get(node.name)?.length === 1 ? node.name : path
      const before = taken.get(key) ?? 0
      taken.set(key, before + 1)
      return [node, before === 0 ? key : `${key} ${before + 1}`]
    }),
  )
}
