import type { LinkageRefused, Linked } from '../../engine/index.ts'
import { problems } from './problems.ts'

/** @throws Problem `linkageRefused` with the first thing that stands against it. */
export function requireLinked(result: Linked | LinkageRefused): Linked {
  if (result.kind === 'linked') return result
  const [first] = result.issues
  throw problems.linkageRefused({ first: first?.message.id ?? '', firstEn: first?.message.en ?? '' })
}
