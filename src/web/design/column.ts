export type Column = {
  readonly key: string
  readonly label: string
  readonly align?: 'start' | 'end'
  /** The head is for screen readers only, and the card shows no label: buttons, icons. */
  readonly hideLabel?: boolean
  /** The heading of the card on a narrow screen. */
  readonly lead?: boolean
  /** Running text: on a narrow screen it stands below its label, over the whole width. */
  readonly wide?: boolean
}
