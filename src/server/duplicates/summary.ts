import { linkageRunReportSchema } from '../../cycle/index.ts'
import { type JudgedStratum, clericalEstimate, tierEstimates } from '../../linkage/index.ts'
import { agreementOf } from '../../quality/index.ts'
import {
  type Db,
  type LinkageRun,
  countPairs,
  findNewestLinkageRun,
  listAnswerPairs,
  listJudgedOfRun,
} from '../../store/index.ts'
import type { DuplicateSummary } from '../contract/duplicate.ts'

/** How far the review is, how much reviewers agree, and what their answers say of the newest run. */
export const readSummary = async (db: Db): Promise<DuplicateSummary> => {
  const run = await findNewestLinkageRun()(db)
  return {
    counts: await countPairs(db),
    run: run === undefined ? null : renderRun(run, await listJudgedOfRun(run.runId)(db)),
    agreement: renderAgreement(await listAnswerPairs(db)),
  }
}

type Judged = readonly { readonly weight: number; readonly same: boolean }[]

function renderRun(run: LinkageRun, judged: Judged): NonNullable<DuplicateSummary['run']> {
  const { people, candidates, thresholds, strata, calibration } = linkageRunReportSchema.parse(run.report)
  const bands = strata.map(({ from, size }, index): JudgedStratum => {
    const below = strata[index - 1]?.from ?? Number.POSITIVE_INFINITY
    const within = judged.filter(({ weight }) => weight >= from && weight < below)
    return { from, size, sampled: within.length, successes: within.filter(({ same }) => same).length }
  })
  // Nobody looks at the lowest band: all but impossible pairs without end.
  const looked = bands.slice(0, -1)
  const { recall } = clericalEstimate(looked, thresholds.review)
  const isJudged = (above: boolean) =>
    looked.some(({ from, sampled }) => from >= thresholds.review === above && sampled > 0)
  return {
    at: run.at,
    by: run.by,
    asOf: run.asOf,
    people,
    candidates,
    reviewers: run.reviewers,
    calibration: calibration && {
      bits: calibration.shift / 1000,
      error: calibration.error / 1000,
      judged: calibration.judged,
      same: calibration.same,
    },
    tiers: tierEstimates(looked, thresholds).map((tier) => ({
      ...tier,
      same: shareOf(tier.same, tier.judged === tier.pairs),
    })),
    recall: isJudged(true) && isJudged(false) ? shareOf(recall) : null,
  }
}

type Estimate = { readonly share: number; readonly low: number; readonly high: number }

/** What was counted whole has no interval. */
function shareOf(estimate: Estimate | undefined, isWhole = false) {
  if (estimate === undefined) return null
  const { share, low, high } = estimate
  return isWhole ? { share, low: share, high: share } : { share, low, high }
}

function renderAgreement(
  answers: readonly { readonly first: string; readonly second: string }[],
): DuplicateSummary['agreement'] {
  if (answers.length === 0) return null
  // A single pair tells nothing of what chance would do.
  const found =
    answers.length < 2 ? undefined : agreementOf(answers.map(({ first, second }) => [first, second] as const))
  const share = answers.filter(({ first, second }) => first === second).length / answers.length
  return {
    pairs: answers.length,
    share,
    kappa: found?.kappa ?? null,
    kappaError: found?.kappaSe ?? null,
  }
}
