import { type Issue, type Message, parsePlainDate } from '../../kernel/index.ts'
import {
  type CognitiveNote,
  type PilotDecision,
  pilotOutcomes,
  problemKinds,
  verdicts,
} from '../../quality/index.ts'
import type { TableFile } from '../../sheets/index.ts'
import { type NamedRow, readTable } from './read-log.ts'

type Read<Item> = { readonly items: readonly Item[]; readonly issues: readonly Issue[] }

/** `item,points`: what the ranking loses without a question. */
export function readGains(file: TableFile): Read<readonly [string, number]> {
  return readRowsOf<readonly [string, number]>(file, ({ get }) => {
    const [item, points] = [get('item')?.trim() ?? '', Number(get('points') || Number.NaN)]
    return item !== '' && Number.isFinite(points) ? [item, points] : faults.gain
  })
}

/** `item,verdict,reason,by,on`; an empty item is the form as a whole. */
export function readDecisions(file: TableFile): Read<PilotDecision> {
  return readRowsOf<PilotDecision>(file, ({ get }) => {
    const item = get('item')?.trim() ?? ''
    const wanted = get('verdict')?.trim()
    const allowed = item === '' ? pilotOutcomes : verdicts
    const verdict = allowed.find((each) => each === wanted)
    const [reason, by] = [get('reason')?.trim() ?? '', get('by')?.trim() ?? '']
    const on = parsePlainDate(get('on') ?? '')
    if (verdict === undefined) return faults.verdict
    if (reason.length < 5 || by === '' || on === undefined) return faults.signature
    return { item, verdict, reason, by, on }
  })
}

/** `item,round,probe,quote,problem,by,on`. */
export function readNotes(file: TableFile): Read<CognitiveNote> {
  return readRowsOf<CognitiveNote>(file, ({ get }) => {
    const problem = problemKinds.find((kind) => kind === get('problem')?.trim())
    const on = parsePlainDate(get('on') ?? '')
    const item = get('item')?.trim() ?? ''
    if (problem === undefined || on === undefined || item === '') return faults.note
    const [probe = '', quote = '', by = ''] = [get('probe'), get('quote'), get('by')]
    return {
      item,
      round: Number(get('round') || 1),
      probe,
      quote,
      problem,
      by,
      on,
    }
  })
}

const faults = {
  gain: {
    id: 'Baris ini harus berisi item dan points (angka).',
    en: 'This row must have item and points (a number).',
  },
  verdict: {
    id: `Putusan pertanyaan: ${verdicts.join(', ')}; putusan formulir (item kosong): ${pilotOutcomes.join(', ')}.`,
    en: `Verdict of a question: ${verdicts.join(', ')}; of the form (empty item): ${pilotOutcomes.join(', ')}.`,
  },
  signature: {
    id: 'Putusan harus beralasan (paling sedikit 5 huruf), bernama (by), dan bertanggal (on, YYYY-MM-DD).',
    en: 'A verdict needs a reason (at least 5 letters), a name (by) and a day (on, YYYY-MM-DD).',
  },
  note: {
    id: `Catatan harus berisi item, on (YYYY-MM-DD), dan problem: ${problemKinds.join(', ')}.`,
    en: `A note needs item, on (YYYY-MM-DD) and problem: ${problemKinds.join(', ')}.`,
  },
} as const satisfies Readonly<Record<string, Message>>

function readRowsOf<Item extends object>(
  file: TableFile,
  read: (row: NamedRow) => Item | Message,
): Read<Item> {
  const found = readTable(file).rows.map((named) => ({ number: named.row.number, read: read(named) }))
  return {
    items: found.flatMap(({ read: item }) => (isMessage(item) ? [] : [item])),
    issues: found.flatMap(({ number, read: message }) =>
      isMessage(message)
        ? [
            {
              code: 'pilot.bad_row',
              severity: 'error' as const,
              where: { file: file.name, row: number },
              params: {},
              message,
            },
          ]
        : [],
    ),
  }
}

function isMessage(value: object): value is Message {
  return 'id' in value && 'en' in value
}
