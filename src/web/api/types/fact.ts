import type { Message } from '../../../kernel/index.ts'

export type Fact = {
  readonly variable: string
  readonly label: Message
  readonly group: string
  readonly value: string | number | null
  readonly valueLabel: Message | null
  readonly unit: string | null
  readonly observedOn: string
  readonly recordedAt: string
  readonly source: string
  readonly observer: string | null
  readonly reason: string | null
  readonly verification: Verification | null
  readonly validation: readonly Validation[]
  readonly superseded: readonly SupersededFact[]
}

export type Verification = {
  readonly outcome: 'agrees' | 'differs' | 'not_seen'
  readonly method: string
  readonly observer: string
  readonly observedOn: string
}

export type Validation = {
  readonly rule: string
  readonly label: Message
  readonly outcome: 'passed' | 'failed'
  readonly checkedOn: string
  readonly detail: string | null
}

export type SupersededFact = Pick<
  Fact,
  'value' | 'valueLabel' | 'observedOn' | 'recordedAt' | 'source' | 'observer' | 'reason'
>
