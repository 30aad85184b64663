import type { ItemCard } from '../../server/contract/pilot.ts'
import type { formatsOf } from '../texts/format.ts'
import type { form } from '../texts/id/form.ts'

export type CardRow = {
  readonly key: keyof typeof form.cardMeasures
  /** `undefined` where it was not measured. */
  readonly value: string | undefined
  readonly note?: string
}

/** Every measure of a card as text, with interval and number of cases where it is a rate. */
export function cardRows(card: ItemCard, format: ReturnType<typeof formatsOf>): readonly CardRow[] {
  const number = (value: number | null | undefined, digits = 0) =>
    value === null || value === undefined ? undefined : format.number(value, digits)
  const share = (key: CardRow['key'], found: ItemCard['nonresponse']): CardRow =>
    found === null
      ? { key, value: undefined }
      : {
          key,
          value: format.percent(found.share),
          note: `${format.percent(found.low)}–${format.percent(found.high)}, n ${format.number(found.n)}`,
        }
  const pairs = card.retest ? { note: `n ${format.number(card.retest.pairs)}` } : {}
  return [
    { key: 'shown', value: format.number(card.shown) },
    share('nonresponse', card.nonresponse),
    share('dontKnow', card.dontKnow),
    { key: 'medianSeconds', value: number(card.medianSeconds, 1) },
    { key: 'p90Seconds', value: number(card.p90Seconds, 1) },
    { key: 'editsPer100', value: number(card.editsPer100, 1) },
    { key: 'constraintErrorsPer100', value: number(card.constraintErrorsPer100, 1) },
    { key: 'backJumpsPer100', value: number(card.backJumpsPer100, 1) },
    { key: 'breakdown', value: number(card.breakdown, 2) },
    { key: 'kappa', value: number(card.retest?.kappa, 2), ...pairs },
    { key: 'ioi', value: number(card.retest?.ioi, 0), ...pairs },
    {
      key: 'rho',
      value: number(card.interviewer?.rho, 3),
      ...(card.interviewer && { note: `p ${format.number(card.interviewer.p, 3)}` }),
    },
    { key: 'designEffect', value: number(card.interviewer?.designEffect, 2) },
    { key: 'teamRho', value: number(card.team?.rho, 3) },
    { key: 'entropy', value: number(card.entropy, 2) },
    { key: 'topShare', value: card.topShare === null ? undefined : format.percent(card.topShare) },
    { key: 'gainPoints', value: number(card.gainPoints, 2) },
  ]
}
