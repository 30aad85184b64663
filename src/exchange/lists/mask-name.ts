/** How much of a head's name a list shows. */
export type NameMask = (typeof nameMasks)[number]
export const nameMasks = ['whole', 'initials', 'hidden'] as const

/** `Siti Aminah` becomes `S*** A***` under `initials`: the length of a word is not shown either. */
export function maskName(name: string, mask: NameMask): string {
  if (mask === 'whole') return name
  if (mask === 'hidden') return ''
  return name
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => `${Array.from(word).slice(0, 1).join('')}***`)
    .join(' ')
}
