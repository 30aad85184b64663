import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Element, addElement, ancestorsOf } from './element.ts'
import { namesIn, resolveReferences } from './references.ts'

/** A tree of groups and repeats with a question in each, from a list that says what to open within what. */
function treeOf(shape: readonly (readonly [boolean, number])[]): {
  readonly root: Element
  readonly questions: readonly Element[]
} {
  const root = addElement(undefined, { kind: 'form', name: 'data' })
  const places = [root]
  const questions = shape.map(([isRepeat, within], index) => {
    const place = addElement(places[within % places.length], {
      kind: isRepeat ? 'repeat' : 'group',
      name: `g${index}`,
    })
    places.push(place)
    return addElement(place, { kind: 'question', name: `q${index}` })
  })
  return { root, questions }
}

/** The element at a path, walked step by step. */
function walk(from: Element, root: Element, path: string): Element | undefined {
  const steps = path.split('/').filter((step) => step !== '')
  const start: Element | undefined = path.startsWith('/') ? undefined : from
  const [first, ...rest] = steps
  return (start ? steps : rest).reduce<Element | undefined>(
    (at, step) => (step === '..' ? at?.parent : at?.children.find(({ name }) => name === step)),
    start ?? (first === root.name ? root : undefined),
  )
}

test('a reference leads to what it names, by a relative path just where both lie in one repeat', () => {
  const shape = fc.array(fc.tuple(fc.boolean(), fc.nat(20)), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(shape, fc.nat(), fc.nat(), (given, a, b) => {
      const { root, questions } = treeOf(given)
      const [source, target] = [questions[a % questions.length], questions[b % questions.length]]
      if (!source || !target) return
      const path = resolveReferences(`\${${target.name}}`, source, namesIn(root)).trim()
      expect(walk(source, root, path)).toBe(target)
      const shared = [...ancestorsOf(source)].some(
        (at) => at.kind === 'repeat' && [...ancestorsOf(target)].includes(at),
      )
      expect(path.startsWith('..')).toBe(shared)
    }),
  )
})

test('what is no reference stays as it is', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const { root } = treeOf([])
      expect(resolveReferences(text, undefined, namesIn(root))).toBe(text)
    }),
  )
})
