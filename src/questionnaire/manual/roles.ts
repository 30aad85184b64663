import type { Message } from '../../kernel/index.ts'

/** Whose book a manual is. */
export const roles = ['enumerator', 'supervisor', 'facilitator', 'instructor'] as const

export type Role = (typeof roles)[number]

export const roleNames: Readonly<Record<Role, Message>> = {
  enumerator: { id: 'pencacah', en: 'enumerator' },
  supervisor: { id: 'pengawas', en: 'supervisor' },
  facilitator: { id: 'fasilitator forum', en: 'forum facilitator' },
  instructor: { id: 'instruktur', en: 'instructor' },
}

const words: Readonly<Record<string, Role>> = {
  pencacah: 'enumerator',
  enumerator: 'enumerator',
  pengawas: 'supervisor',
  supervisor: 'supervisor',
  fasilitator: 'facilitator',
  facilitator: 'facilitator',
  instruktur: 'instructor',
  instructor: 'instructor',
}

/** A role by its Indonesian or English word; `undefined` for any other. */
export function findRole(word: string): Role | undefined {
  const known = word.toLowerCase()
  return Object.hasOwn(words, known) ? words[known] : undefined
}

/** The words of a cell that name no role. */
export function unknownRoles(text: string): readonly string[] {
  return wordsOf(text).filter((word) => findRole(word) === undefined)
}

/** The roles of a cell such as `pencacah pengawas`; when it is empty all but the facilitator of the forum. */
export function rolesOf(text: string): readonly Role[] {
  const named = wordsOf(text).flatMap((word) => findRole(word) ?? [])
  return named.length > 0 ? named : ['enumerator', 'supervisor', 'instructor']
}

function wordsOf(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((word) => word !== '')
}
