const focusable = 'a[href], button:not([disabled])'
const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }

/** Down and up go to the next and the previous row that has something to focus; inside a text field they stay. */
export function moveBetweenRows(event: KeyboardEvent) {
  const step = steps[event.key]
  const from = event.target
  if (step === undefined || !(from instanceof Element) || from.matches('input, select, textarea')) return
  const row = from.closest('tr')
  const rows = [...(row?.parentElement?.children ?? [])].filter((candidate) =>
    candidate.querySelector(focusable),
  )
  const next = row ? rows[rows.indexOf(row) + step]?.querySelector(focusable) : undefined
  if (!(next instanceof HTMLElement)) return
  event.preventDefault()
  next.focus()
}
