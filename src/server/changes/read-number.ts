import type { Issue, Message, PlainDate } from '../../kernel/index.ts'
import {
  type KnownAreas,
  type NumberFact,
  faultMessages,
  readKkNumber,
  readNik,
} from '../../registry/index.ts'

/** What became of an identity number that somebody typed: a malformed one is refused, to be corrected at once. */
export type NumberRead = { readonly number: NumberFact | undefined; readonly issues: readonly Issue[] }

export function readTypedNumber(
  kind: 'nik' | 'kk',
  text: string | undefined,
  areas: KnownAreas,
  today: PlainDate,
): NumberRead {
  if (text === undefined) return { number: undefined, issues: [] }
  const read = kind === 'nik' ? readNik(text, areas) : readKkNumber(text, areas, today)
  if (read.kind === 'none') return { number: { digits: '', status: 'none' }, issues: [] }
  if (read.kind === 'malformed')
    return {
      number: undefined,
      issues: [
        malformed(
          kind,
          read.faults.map((fault) => faultMessages[fault]),
        ),
      ],
    }
  return { number: { digits: 'nik' in read ? read.nik : read.kkNumber, status: 'well_formed' }, issues: [] }
}

function malformed(kind: 'nik' | 'kk', faults: readonly Message[]): Issue {
  const name = kind === 'nik' ? { id: 'NIK', en: 'The NIK' } : { id: 'Nomor KK', en: 'The KK number' }
  return {
    code: `${kind}_malformed`,
    severity: 'error',
    where: { column: kind === 'nik' ? 'nik' : 'kk_number' },
    params: {},
    message: {
      id: `${name.id} tidak benar: ${faults.map(({ id }) => id).join(', ')}. Periksa kembali angkanya.`,
      en: `${name.en} is not right: ${faults.map(({ en }) => en).join(', ')}. Check the digits again.`,
    },
  }
}
