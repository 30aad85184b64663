import type { Issue } from '../../kernel/index.ts'
import { answerIssue } from './answer-issues.ts'
import { type Difference, compareAnswers } from './compare-answers.ts'
import { type EngineThreads, type ThreadOptions, openEngineThreads } from './engine-threads.ts'
import type { EngineForm, Violation } from './form-engine.ts'
import { type FormFacts, readFormFacts } from './form-facts.ts'
import { type SubmissionDocument, readSubmission, submissionLeaves } from './submission-document.ts'

/** What becomes of a submission. Field data never bounce for a rule: what is odd is a flag for the supervisor. */
export type AnswerReport = {
  /** `refused`: it is not this form's, or cannot be read at all. */
  readonly outcome: 'accepted' | 'refused'
  readonly instanceId: string
  /** Errors where it is refused, else warnings, in the order of the form. */
  readonly issues: readonly Issue[]
}

/** Checks submissions of one published form; end it with `await using`. */
export type AnswerChecker = AsyncDisposable & {
  readonly facts: FormFacts
  readonly check: (submission: string) => Promise<AnswerReport>
}

/** @throws Error when `form.xform` is no XForm. */
export function openAnswerChecker(form: EngineForm, options: ThreadOptions = {}): AnswerChecker {
  const facts = readFormFacts(form.xform)
  const missing = new Set([...facts.listed.values()].filter((file) => !(file in form.attachments)))
  const threads = openEngineThreads(form, options)
  return {
    facts,
    check: (submission) => checkAnswers(submission, facts, missing, threads),
    [Symbol.asyncDispose]: () => threads[Symbol.asyncDispose](),
  }
}

async function checkAnswers(
  submission: string,
  facts: FormFacts,
  missing: ReadonlySet<string>,
  threads: EngineThreads,
): Promise<AnswerReport> {
  const received = readSubmission(submission)
  const refusal = findRefusal(received, facts)
  if ('fault' in received || refusal) {
    const instanceId = 'fault' in received ? '' : received.instanceId
    return { outcome: 'refused', instanceId, issues: refusal ? [refusal] : [] }
  }
  const answers = await threads.read(submission)
  const output = answers.kind === 'read' ? readSubmission(answers.output) : { fault: answers.message }
  const flags =
    'fault' in output
      ? [answerIssue('answers.not_checked', 'warning', '', { fault: output.fault })]
      : flagsOf(
          received,
          compareAnswers(received.root, output.root, facts, missing),
          answers.kind === 'read' ? answers.violations : [],
          missing,
          facts,
        )
  return { outcome: 'accepted', instanceId: received.instanceId, issues: flags }
}

function findRefusal(
  received: SubmissionDocument | { readonly fault: string },
  facts: FormFacts,
): Issue | undefined {
  if ('fault' in received)
    return answerIssue('answers.not_well_formed', 'error', '', { fault: received.fault })
  if (received.formId !== facts.formId) {
    const params = { found: received.formId, expected: facts.formId }
    return answerIssue('answers.unknown_form', 'error', '', params)
  }
  if (received.version === facts.version) return undefined
  const params = { found: received.version, expected: facts.version }
  return answerIssue('answers.wrong_version', 'error', '', params)
}

function flagsOf(
  { root }: SubmissionDocument,
  differences: readonly Difference[],
  violations: readonly Violation[],
  missing: ReadonlySet<string>,
  facts: FormFacts,
): readonly Issue[] {
  const leaves = new Map(submissionLeaves(root).map((leaf) => [leaf.place, leaf.text]))
  const order = new Map([...leaves.keys()].map((place, index) => [place, index]))
  const cleared = new Set(differences.map(({ place }) => place))
  const broken = violations.flatMap(({ reference, condition, message = '' }): readonly Issue[] => {
    const place = placeOf(reference, leaves)
    const path = place.replaceAll(/\[\d+\]/g, '')
    // An answer that was cleared is told as such, and one from a list that is not at hand was cleared for nothing.
    if (condition === 'required' && (cleared.has(place) || missing.has(facts.listed.get(path) ?? '')))
      return []
    const params = { received: leaves.get(place) ?? '', words: message }
    return [answerIssue(`answers.${condition}`, 'warning', place, params)]
  })
  const differing = differences.map(({ kind, place, received, computed }) =>
    answerIssue(`answers.${kind}`, 'warning', place, { received, computed }),
  )
  const unlisted = [...missing].map((file) => answerIssue('answers.list_missing', 'warning', '', { file }))
  const rank = ({ where }: Issue) => order.get(where.column ?? '') ?? Number.MAX_SAFE_INTEGER
  return [...[...broken, ...differing].toSorted((a, b) => rank(a) - rank(b)), ...unlisted]
}

/** The engine counts every repeat; a submission only what comes several times. */
function placeOf(reference: string, leaves: ReadonlyMap<string, string>): string {
  const place = reference.split('/').slice(2).join('/')
  if (leaves.has(place)) return place
  const bare = place.replaceAll('[1]', '')
  return leaves.has(bare) ? bare : place
}
