import { readFileSync } from 'node:fs'
import { z } from 'zod'

/**
 * `node scripts/count-results.ts check=CODE tests=CODE,REPORT spark=CODE,REPORT`: reads vitest's JSON reports and prints
 * `N passed, N failed` as the last line of `.ci/run`. A run without a report counts as one test. A test file that could
 * not be loaded counts as one failure, and so does a run that ended with an error although no test failed. Exits 1 when
 * anything failed.
 */
const reportSchema = z.object({
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
})

type Count = { readonly passed: number; readonly failed: number }

const total = addUp(process.argv.slice(2).map(countRun))
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed > 0 ? 1 : 0

/** The exit code matters only when the report shows no failure. */
function countRun(run: string): Count {
  const [code, file] = run.slice(run.indexOf('=') + 1).split(',')
  const isWell = code === '0'
  if (file === undefined) return { passed: isWell ? 1 : 0, failed: isWell ? 0 : 1 }
  const { passed, failed } = readReport(file)
  return { passed, failed: !isWell && failed === 0 ? 1 : failed }
}

function readReport(file: string): Count {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return { passed: 0, failed: 1 }
  }
  return addUp(reportSchema.parse(JSON.parse(text)).testResults.map(countFile))
}

function countFile({ status, assertionResults }: z.infer<typeof reportSchema>['testResults'][number]): Count {
  const count = (wanted: string) => assertionResults.filter((result) => result.status === wanted).length
  const failed = count('failed')
  return { passed: count('passed'), failed: failed === 0 && status === 'failed' ? 1 : failed }
}

function addUp(counts: readonly Count[]): Count {
  const sum = (pick: (count: Count) => number) => counts.reduce((all, each) => all + pick(each), 0)
  return { passed: sum(({ passed }) => passed), failed: sum(({ failed }) => failed) }
}
