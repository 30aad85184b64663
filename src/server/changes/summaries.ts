import type { Message } from '../../kernel/index.ts'
import { type Codebook, type Level, findVariable } from '../../questionnaire/index.ts'
import type { LedgerEntry, MembershipOfChange, Saying } from '../../store/index.ts'
import { valueText } from '../family/value-label.ts'
import { relationText } from './words.ts'

/** What the entries of a ledger are told from. */
export type LedgerContent = {
  readonly codebook: Codebook
  readonly family: readonly Saying[]
  readonly persons: readonly Saying[]
  readonly memberships: readonly MembershipOfChange[]
  readonly nameOf: (personId: string) => string
}

/** What one entry of the ledger did, in a sentence. */
export function summaryOf(entry: LedgerEntry, content: LedgerContent): Message {
  const name = entry.personId === null ? '' : content.nameOf(entry.personId)
  const joined = content.memberships.filter(({ changeId }) => changeId === entry.changeId)
  switch (entry.kind) {
    case 'registration':
      return {
        id: `Keluarga didaftarkan dengan ${joined.length} anggota.`,
        en: `The family was registered with ${joined.length} members.`,
      }
    case 'birth':
      return { id: `${name} lahir.`, en: `${name} was born.` }
    case 'death':
      return {
        id: `${name} meninggal.${headText(joined, content).id}`,
        en: `${name} died.${headText(joined, content).en}`,
      }
    case 'move_in':
      return name === ''
        ? { id: 'Keluarga pindah tempat.', en: 'The family moved.' }
        : { id: `${name} masuk ke keluarga.`, en: `${name} joined the family.` }
    case 'move_out':
      return {
        id: `${name} pergi.${headText(joined, content).id}`,
        en: `${name} left.${headText(joined, content).en}`,
      }
    case 'split':
      return splitText(entry, joined, content)
    case 'family_merge':
      return { id: 'Keluarga lain digabung ke keluarga ini.', en: 'Another family was merged into this one.' }
    case 'change_of_head': {
      const head = headText(joined, content)
      return {
        id: head.id.trim() || 'Kepala keluarga diganti.',
        en: head.en.trim() || 'The head of the family changed.',
      }
    }
    case 'person_merge':
      return { id: `Data orang lain digabung ke ${name}.`, en: `Another person was merged into ${name}.` }
    case 'person_unmerge':
      return { id: `Penggabungan ke ${name} dibatalkan.`, en: `A merge into ${name} was undone.` }
    case 'deactivation':
      return { id: 'Keluarga dinonaktifkan.', en: 'The family was deactivated.' }
    case 'reactivation':
      return { id: 'Keluarga diaktifkan kembali.', en: 'The family was reactivated.' }
    default:
      return factsText(entry, content)
  }
}

function headText(joined: readonly MembershipOfChange[], { nameOf }: LedgerContent): Message {
  const head = joined.find(({ relation }) => relation === '1')
  if (!head) return { id: '', en: '' }
  const name = nameOf(head.personId)
  return { id: ` ${name} menjadi kepala keluarga.`, en: ` ${name} became the head.` }
}

function splitText(
  { familyId }: LedgerEntry,
  joined: readonly MembershipOfChange[],
  { codebook, nameOf }: LedgerContent,
): Message {
  const leaving = joined.filter((member) => member.familyId !== familyId)
  const named = (language: keyof Message) =>
    leaving
      .map(({ personId, relation }) => `${nameOf(personId)} (${relationText(codebook, relation)[language]})`)
      .join(', ')
  return {
    id: `Membentuk keluarga baru: ${named('id')}.`,
    en: `Formed a family of their own: ${named('en')}.`,
  }
}

/** Of a few values each is told; of many, how many. */
const mostTold = 3

/** What an observation or a correction said that differs from what was known. */
function factsText({ changeId }: LedgerEntry, content: LedgerContent): Message {
  const changes = [...changedBy(changeId, 'family', content), ...changedBy(changeId, 'person', content)]
  if (changes.length === 0)
    return {
      id: 'Keterangan diperiksa; tidak ada yang berubah.',
      en: 'The facts were checked; nothing changed.',
    }
  if (changes.length > mostTold)
    return { id: `${changes.length} keterangan dicatat.`, en: `${changes.length} facts were noted.` }
  return { id: changes.map(({ id }) => id).join(' '), en: changes.map(({ en }) => en).join(' ') }
}

function changedBy(
  changeId: string,
  level: Level,
  { codebook, nameOf, ...content }: LedgerContent,
): readonly Message[] {
  const sayings = level === 'family' ? content.family : content.persons
  return sayings.flatMap((saying, index) => {
    if (saying.changeId !== changeId) return []
    const known = latest(sayings.slice(0, index).filter(({ id }) => id === saying.id))
    const whose = level === 'family' ? '' : `${nameOf(saying.id)}, `
    return Object.entries(saying.facts).flatMap(([name, value]) => {
      const variable = findVariable(codebook, level, name)
      if (!variable || known[name] === value) return []
      const [before, after] = [valueText(variable, known[name]), valueText(variable, value)]
      if (known[name] === undefined)
        return [
          {
            id: `${whose}${variable.label.id}: ${after.id}.`,
            en: `${whose}${variable.label.en}: ${after.en}.`,
          },
        ]
      return [
        {
          id: `${whose}${variable.label.id}: ${before.id} menjadi ${after.id}.`,
          en: `${whose}${variable.label.en}: ${before.en} became ${after.en}.`,
        },
      ]
    })
  })
}

function latest(sayings: readonly Saying[]): Saying['facts'] {
  return Object.assign({}, ...sayings.map(({ facts }) => facts))
}
