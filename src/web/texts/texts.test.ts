import { expect, test } from 'vitest'
import { en } from './en.ts'
import { id } from './id.ts'

type Tree = { readonly [key: string]: string | Tree }

function leaves(tree: Tree, path = ''): readonly (readonly [string, string])[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as const] : leaves(value, `${path}${key}.`),
  )
}

const holes = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted()

test('both languages have the same texts with the same places to fill', () => {
  const english = new Map(leaves(en))
  for (const [key, text] of leaves(id))
    expect([key, holes(english.get(key) ?? '')]).toEqual([key, holes(text)])
  expect(english.size).toBe(leaves(id).length)
})

test('no text uses a sign that has a meaning to the message compiler', () => {
  for (const [key, text] of [...leaves(id), ...leaves(en)]) expect(`${key}: ${text}`).not.toMatch(/[|@]/)
})
