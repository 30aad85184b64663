import { type Random, randomNormal } from '../kernel/index.ts'
import { happens, pick, pickWeighted, wholeBetween } from './draw.ts'
import type { Sex } from './identity-numbers.ts'

/** Relation to the head (Regsosek item 409). */
export const relations = {
  head: '1',
  spouse: '2',
  child: '3',
  childInLaw: '4',
  grandchild: '5',
  parent: '6',
  helper: '7',
  other: '8',
} as const

/** Marital status (Regsosek item 408). */
export const maritalStatuses = { single: '1', married: '2', divorced: '3', widowed: '4' } as const

/** A member before names and numbers. `bloodline` says whose naming the member bears; `birthOrder` counts among siblings. */
export type Member = {
  readonly relation: string
  readonly sex: Sex
  readonly age: number
  readonly marital: string
  readonly bloodline: 'head' | 'spouse'
  readonly birthOrder: number
}

/** Members of a family card with `size` people, the head first. `young` is for families that live in their parents' house. */
export function drawComposition(random: Random, size: number, young: boolean): readonly Member[] {
  if (size === 1) return [alone(random, young)]
  const partnered = size === 2 ? happens(random, 0.72) : happens(random, 0.89)
  return partnered ? coupleFamily(random, size, young) : singleParentFamily(random, size)
}

function alone(random: Random, young: boolean): Member {
  const old = !young && happens(random, 0.68)
  if (!old) {
    const marital = pickWeighted(random, [
      [maritalStatuses.single, 0.7],
      [maritalStatuses.divorced, 0.3],
    ])
    return member(
      relations.head,
      happens(random, 0.6) ? 'male' : 'female',
      wholeBetween(random, 21, 52),
      marital,
    )
  }
  const sex = happens(random, 0.74) ? 'female' : 'male'
  return member(relations.head, sex, wholeBetween(random, 56, 90), maritalStatuses.widowed)
}

function coupleFamily(random: Random, size: number, young: boolean): readonly Member[] {
  const extension = size === 2 || young ? [] : drawExtension(random, size)
  const children = size - 2 - extension.length
  const oldest = extension.includes(relations.parent) ? 62 : 78
  const wifeAge = Math.min(
    oldest,
    drawWifeAge(random, children, young, extension.includes(relations.grandchild)),
  )
  const husbandAge = Math.max(19, wifeAge - 1, Math.round(wifeAge + 3.5 + 3 * randomNormal(random)))
  return [
    member(relations.head, 'male', husbandAge, maritalStatuses.married),
    { ...member(relations.spouse, 'female', wifeAge, maritalStatuses.married), bloodline: 'spouse' },
    ...drawChildren(random, children, wifeAge, extension.includes(relations.grandchild)),
    ...extension.map((relation, index) =>
      drawRelative(random, relation, Math.max(wifeAge, husbandAge), index),
    ),
  ]
}

/** Those beyond couple and children: a parent, a married child's husband or wife with their child, another relative. */
function drawExtension(random: Random, size: number): readonly string[] {
  if (happens(random, 0.13)) return [relations.parent]
  if (size >= 5 && happens(random, 0.3)) return [relations.childInLaw, relations.grandchild]
  return happens(random, 0.03)
    ? [
        pickWeighted(random, [
          [relations.other, 0.9],
          [relations.helper, 0.1],
        ]),
      ]
    : []
}

function drawWifeAge(random: Random, children: number, young: boolean, threeGenerations: boolean): number {
  const youngest = 19 + 2 * children
  if (threeGenerations) return wholeBetween(random, Math.max(48, youngest), 64)
  if (young) return wholeBetween(random, youngest, Math.max(youngest, 33))
  if (children === 0)
    return happens(random, 0.68) ? wholeBetween(random, 50, 78) : wholeBetween(random, 19, 30)
  return Math.min(58, Math.max(youngest, Math.round(39 + 8 * randomNormal(random))))
}

/** Children are born at different ages of the mother, 18 to 42, and leave the card by 28 unless they bring a spouse. */
function drawChildren(
  random: Random,
  count: number,
  motherAge: number,
  eldestMarried: boolean,
): readonly Member[] {
  const oldest = eldestMarried ? Math.min(30, motherAge - 20) : Math.min(28, motherAge - 18)
  const youngest = Math.max(0, motherAge - 42)
  const ages = new Set<number>(eldestMarried && count > 0 ? [Math.max(oldest, 22)] : [])
  while (ages.size < Math.min(count, oldest - youngest + 1)) ages.add(wholeBetween(random, youngest, oldest))
  return [...ages]
    .sort((a, b) => b - a)
    .map((age, index) => {
      const marital = eldestMarried && index === 0 ? maritalStatuses.married : maritalStatuses.single
      return { ...member(relations.child, drawSex(random), age, marital), birthOrder: index + 1 }
    })
}

function drawRelative(random: Random, relation: string, elderAge: number, index: number): Member {
  if (relation === relations.parent) {
    const age = Math.min(96, elderAge + wholeBetween(random, 18, 30))
    return member(relation, happens(random, 0.72) ? 'female' : 'male', age, maritalStatuses.widowed)
  }
  if (relation === relations.grandchild)
    return member(relation, drawSex(random), wholeBetween(random, 0, 4), maritalStatuses.single)
  if (relation === relations.childInLaw) {
    return {
      ...member(relation, drawSex(random), wholeBetween(random, 20, 30), maritalStatuses.married),
      bloodline: 'spouse',
    }
  }
  const age = relation === relations.helper ? wholeBetween(random, 18, 50) : wholeBetween(random, 8, 60)
  return { ...member(relation, drawSex(random), age, maritalStatuses.single), birthOrder: index + 1 }
}

function singleParentFamily(random: Random, size: number): readonly Member[] {
  const sex = happens(random, 0.82) ? 'female' : 'male'
  const children = size - 1
  const age = Math.max(21 + 2 * children, Math.round(47 + 11 * randomNormal(random)))
  const marital = happens(random, age > 45 ? 0.75 : age > 30 ? 0.3 : 0.05)
    ? maritalStatuses.widowed
    : maritalStatuses.divorced
  if (age > 62)
    return grandparentFamily(random, member(relations.head, sex, Math.min(88, age), marital), children)
  return [
    member(relations.head, sex, age, marital),
    ...drawChildren(random, children, Math.min(age, 60), false),
  ]
}

/** An elder with a grown child or with grandchildren whose parents are away. */
function grandparentFamily(random: Random, head: Member, others: number): readonly Member[] {
  const childAge = head.age - wholeBetween(random, 24, 36)
  const child = member(
    relations.child,
    drawSex(random),
    childAge,
    pick(random, [maritalStatuses.single, maritalStatuses.divorced]),
  )
  const grandchildren = Array.from({ length: others - 1 }, (_, index) => ({
    ...member(relations.grandchild, drawSex(random), wholeBetween(random, 0, 16), maritalStatuses.single),
    birthOrder: index + 1,
  }))
  return [head, child, ...grandchildren]
}

function member(relation: string, sex: Sex, age: number, marital: string): Member {
  return { relation, sex, age, marital, bloodline: 'head', birthOrder: 1 }
}

function drawSex(random: Random): Sex {
  return happens(random, 0.512) ? 'male' : 'female'
}
