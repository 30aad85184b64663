import type { Issue, Message } from '../../kernel/index.ts'
import type { DataDictionary } from '../../questionnaire/index.ts'
import type { LogEvent, PilotData, PilotInterview } from '../../quality/index.ts'
import type { TableFile } from '../../sheets/index.ts'
import { type PilotColumns, type PilotRole, chooseColumns, pilotRoles } from './pilot-columns.ts'
import { pilotItems } from './pilot-items.ts'
import { type PilotRecord, recordsFromTables, recordsFromXml } from './records.ts'

export type ReadPilot = { readonly data: PilotData; readonly issues: readonly Issue[] }

/**
 * A pilot from its files: submissions as XML with their `audit.csv` beside them, or the tables that ODK Central exports.
 * What is missing is a warning that says what can then not be measured.
 */
export function readPilot(
  files: readonly TableFile[],
  dictionary: DataDictionary,
  columns: Partial<PilotColumns> = {},
): ReadPilot {
  const questions = pilotItems(dictionary)
  const { records: fromXml, faults } = recordsFromXml(files)
  const records = fromXml.length > 0 ? fromXml : recordsFromTables(files, questions)
  const own = records.filter(({ formId }) => formId === undefined || formId === dictionary.form)
  const known = new Set(own.flatMap(({ fields }) => [...fields.keys()]))
  const chosen = chooseColumns(known, columns)
  const interviews = own.map((record) => interviewOf(record, chosen, columns))
  const roles = new Set(Object.values(chosen))
  const items = questions.filter(({ name }) => !roles.has(name))
  const logged = interviews.filter(({ log }) => log !== undefined).length
  return {
    data: {
      items,
      interviews,
      blanksKnown: fromXml.length > 0 || (logged > 0 && logged === interviews.length),
    },
    issues: [
      ...faults.map(({ file, fault }) => notReadable(file, fault)),
      ...(own.length === 0 ? [noInterviews(dictionary.form, records.length)] : []),
      ...(own.length > 0 && own.length < records.length ? [otherForm(records.length - own.length)] : []),
      ...(own.length > 0 ? missingParts(chosen, logged) : []),
    ],
  }
}

function interviewOf(
  { id, answers, fields, log }: PilotRecord,
  chosen: Readonly<Record<PilotRole, string | undefined>>,
  { retestValue = '2', completeValue = '1' }: Partial<PilotColumns>,
): PilotInterview {
  const field = (role: PilotRole) => {
    const name = chosen[role]
    return name === undefined ? '' : (fields.get(name) ?? '')
  }
  const outcome = field('outcome')
  return {
    id,
    enumerator: field('enumerator'),
    team: field('team'),
    village: field('village'),
    household: field('household'),
    retest: field('retest') === retestValue,
    complete: outcome === '' ? undefined : outcome === completeValue,
    minutes: minutesOf(log, fields),
    answers,
    log,
  }
}

/** Time on the screen where there is a log, else from start to end. */
function minutesOf(
  log: readonly LogEvent[] | undefined,
  fields: ReadonlyMap<string, string>,
): number | undefined {
  if (log) {
    const shown = log.filter(({ event }) => /question/.test(event))
    return shown.reduce((sum, { start, end }) => sum + Math.max(0, (end ?? start) - start), 0) / 60_000
  }
  const minutes = (Date.parse(fields.get('end') ?? '') - Date.parse(fields.get('start') ?? '')) / 60_000
  return Number.isFinite(minutes) && minutes >= 0 ? minutes : undefined
}

const lost: Readonly<Record<PilotRole, Message>> = {
  enumerator: {
    id: 'pengaruh pencacah dan perbandingan susunan kata',
    en: 'the effect of enumerators and the comparison of wordings',
  },
  team: { id: 'perbedaan antartim', en: 'differences between teams' },
  village: {
    id: 'pemisahan pengaruh pencacah dari pengaruh desa',
    en: 'the effect of enumerators apart from that of villages',
  },
  household: { id: 'kesepakatan uji ulang (kappa)', en: 'agreement of the second visit (kappa)' },
  retest: { id: 'kesepakatan uji ulang (kappa)', en: 'agreement of the second visit (kappa)' },
  outcome: { id: 'bagian kunjungan yang selesai', en: 'the share of visits completed' },
}

function missingParts(
  chosen: Readonly<Record<PilotRole, string | undefined>>,
  logged: number,
): readonly Issue[] {
  const columns = pilotRoles.flatMap((role) => (chosen[role] === undefined ? [missingColumn(role)] : []))
  return logged === 0 ? [...columns, withoutLogs()] : columns
}

function missingColumn(role: PilotRole): Issue {
  const option = `--${role}`
  return warning(`pilot.no_${role}`, {
    id: `Tidak ada kolom untuk peran "${role}", sehingga ${lost[role].id} tidak dapat diukur. Sebut kolomnya dengan ${option}.`,
    en: `No column plays the role "${role}", so ${lost[role].en} cannot be measured. Name it by ${option}.`,
  })
}

function withoutLogs(): Issue {
  return warning('pilot.no_logs', {
    id: 'Tidak ada audit.csv: waktu, perubahan jawaban, penolakan, dan langkah mundur tidak dapat diukur. Tambahkan baris bertipe audit pada formulir.',
    en: 'There is no audit.csv: seconds, edits, refused answers and jumps back cannot be measured. Add a row of type audit to the form.',
  })
}

function otherForm(count: number): Issue {
  return warning('pilot.other_form', {
    id: `${count} kiriman milik formulir lain dilewati.`,
    en: `${count} submissions of other forms were left out.`,
  })
}

function noInterviews(form: string, others: number): Issue {
  const message =
    others > 0
      ? {
          id: `Tidak ada kiriman dari formulir "${form}"; ${others} kiriman milik formulir lain. Periksa --form.`,
          en: `There is no submission of the form "${form}"; ${others} are of other forms. Check --form.`,
        }
      : {
          id: 'Tidak ada wawancara. Berikan folder kiriman (XML dengan audit.csv), atau ekspor CSV dari ODK Central.',
          en: 'There are no interviews. Give a folder of submissions (XML with audit.csv), or the CSV export of ODK Central.',
        }
  return { ...warning('pilot.no_interviews', message), severity: 'error' }
}

function notReadable(file: string, fault: string): Issue {
  const message = {
    id: `Kiriman ini bukan XML yang utuh (${fault}). Salin ulang dari server atau ponsel.`,
    en: `This submission is no well-formed XML (${fault}). Copy it again from the server or phone.`,
  }
  return { ...warning('pilot.not_readable', message), where: { file } }
}

function warning(code: string, message: Message): Issue {
  return { code, severity: 'warning', where: {}, params: {}, message }
}
