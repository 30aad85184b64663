import { type Random, randomNormal, seedOf, seededIds, seededRandom } from '../../kernel/index.ts'
import { type TrialQuestion, trialQuestions } from './pilot-questions.ts'
import { renderTrialForm, trialFormId } from './trial-form.ts'

export type PilotOptions = { readonly seed: number; readonly households?: number }

/** A pilot as its files: the form, and of each interview the submission and the phone's log. */
export type SimulatedPilot = {
  readonly form: string
  readonly interviews: readonly SimulatedInterview[]
  /** What the ranking loses without a question: `item,points`. */
  readonly gains: string
}

export type SimulatedInterview = { readonly id: string; readonly submission: string; readonly audit: string }

type Visit = {
  readonly household: number
  readonly enumerator: number
  readonly village: number
  readonly again: boolean
}

const villages = 8
const enumeratorsAVillage = 2
const retestShare = 0.2
const startMs = Date.UTC(2026, 1, 2, 1)

/**
 * A pilot of sixty questions in eight villages, two enumerators crossed in each, a fifth of the households asked again
 * by the other enumerator. Three questions are bad on purpose (`plantedItems`). Same seed, same bytes; nobody in it
 * exists.
 */
export function simulatePilot({ seed, households = 320 }: PilotOptions): SimulatedPilot {
  const questions = trialQuestions()
  const newId = seededIds(seededRandom(seedOf(seed, 'pilot ids')))
  const interviews = visitsOf(households).map((visit, index) =>
    interview(visit, `uuid:${newId()}`, index, questions, seed),
  )
  const gains = questions.map(({ name, gainPoints }) => `${name},${gainPoints}\n`).join('')
  return { form: renderTrialForm(questions), interviews, gains: `item,points\n${gains}` }
}

function visitsOf(households: number): readonly Visit[] {
  const all = Array.from({ length: households }, (_, household) => household)
  const first = all.map((household) => visitTo(household, false))
  const again = all.filter((household) => household % Math.round(1 / retestShare) === 0)
  return [...first, ...again.map((household) => visitTo(household, true))]
}

/** The other enumerator of the village comes the second time. */
function visitTo(household: number, again: boolean): Visit {
  const village = household % villages
  const turn = (Math.floor(household / villages) + Number(again)) % enumeratorsAVillage
  return { household, village, enumerator: village * enumeratorsAVillage + turn, again }
}

function interview(
  visit: Visit,
  id: string,
  index: number,
  questions: readonly TrialQuestion[],
  seed: number,
): SimulatedInterview {
  const random = seededRandom(seedOf(seed, 'interview', String(index)))
  const start = startMs + index * 5_400_000
  const asked = questions.map((question) => ask(question, visit, seed, random))
  const seconds = asked.reduce((sum, each) => sum + each.seconds, 0)
  return {
    id,
    submission: renderSubmission(visit, id, start, seconds, asked),
    audit: renderAudit(start, asked),
  }
}

type Asked = {
  readonly name: string
  readonly answer: string
  readonly seconds: number
  /** What was given first, when it was changed. */
  readonly changedFrom: string | undefined
  readonly refused: boolean
  readonly wentBack: boolean
}

function ask(question: TrialQuestion, visit: Visit, seed: number, random: Random): Asked {
  const happens = (chance: number) => random() < chance
  const [blank, unknowing] = [happens(question.blank), happens(question.dontKnow)]
  const answer = blank
    ? ''
    : unknowing && question.choices.length > 0
      ? '98'
      : answerOf(question, visit, seed, random)
  return {
    name: question.name,
    answer,
    seconds: question.seconds * Math.exp(0.35 * randomNormal(random)),
    changedFrom: happens(question.edited) && answer !== '' ? (answer === '1' ? '2' : '1') : undefined,
    refused: happens(question.refused),
    wentBack: happens(question.wentBack),
  }
}

/** The household's own answer, unless it does not hold: then any. Households of a village are a little alike. */
function answerOf(
  { name, choices, stability, enumeratorShift }: TrialQuestion,
  { household, village, enumerator }: Visit,
  seed: number,
  random: Random,
): string {
  const own = seededRandom(seedOf(seed, 'household', name, String(household)))
  const ofVillage = randomNormal(seededRandom(seedOf(seed, 'village', name, String(village))))
  const ofEnumerator = randomNormal(seededRandom(seedOf(seed, 'enumerator', name, String(enumerator))))
  const level =
    randomNormal(random() < stability ? own : random) + 0.3 * ofVillage + enumeratorShift * ofEnumerator
  if (choices.length === 0) return String(Math.max(0, Math.round(4 + 2 * level)))
  const share = 1 / (1 + Math.exp(-1.6 * level))
  return String(1 + Math.min(choices.length - 1, Math.floor(share * choices.length)))
}

function renderSubmission(
  { household, enumerator, village, again }: Visit,
  id: string,
  start: number,
  seconds: number,
  asked: readonly Asked[],
): string {
  const time = (at: number) => new Date(at).toISOString().replace('Z', '+00:00')
  const fields = [
    ['start', time(start)],
    ['end', time(start + seconds * 1000)],
    ['pencacah', `ppl-${enumerator + 1}`],
    ['tim', `tim-${Math.floor(enumerator / 4) + 1}`],
    ['desa', `9701010${String(village + 1).padStart(3, '0')}`],
    ['id_keluarga', `k-${household + 1}`],
    ['kunjungan', again ? '2' : '1'],
    ['hasil', '1'],
  ]
  const tag = (name: string, text: string) => (text === '' ? `<${name}/>` : `<${name}>${text}</${name}>`)
  const body = fields.map(([name = '', text = '']) => tag(name, text)).join('')
  const items = asked.map(({ name, answer }) => tag(name, answer)).join('')
  return `<?xml version="1.0"?>\n<data id="${trialFormId}" version="1">${body}<isi>${items}</isi><meta><instanceID>${id}</instanceID><audit>audit.csv</audit></meta></data>\n`
}

/** As ODK Collect writes it, changes tracked. */
function renderAudit(start: number, asked: readonly Asked[]): string {
  let at = start
  const lines = [line('form start', '', at, '', '', '')]
  const show = (name: string, seconds: number, before: string, after: string) => {
    const end = at + Math.round(seconds * 1000)
    lines.push(line('question', `/data/isi/${name}`, at, end, before, after))
    at = end
  }
  asked.forEach((each, index) => {
    const next = asked[index + 1]
    if (each.refused) lines.push(line('constraint error', `/data/isi/${each.name}`, at, '', '', ''))
    show(each.name, each.seconds, '', each.changedFrom ?? each.answer)
    if (each.changedFrom !== undefined) show(each.name, 2, each.changedFrom, each.answer)
    if (each.wentBack && next) {
      show(next.name, 1, '', '')
      show(each.name, 4, each.answer, each.answer)
    }
  })
  lines.push(line('form finalize', '', at, '', '', ''))
  return `event,node,start,end,old-value,new-value\n${lines.join('')}`
}

function line(
  event: string,
  node: string,
  start: number,
  end: number | '',
  before: string,
  after: string,
): string {
  return `${event},${node},${start},${end},${before},${after}\n`
}
