import { readFileSync } from 'node:fs'
import { z } from 'zod'

/**
 * `node scripts/count-results.ts REPORT check=CODE tests=CODE`: reads vitest's JSON report and prints `N passed, N failed`
 * as the last line of `.ci/run`. The check counts as one test. A test file that could not be loaded counts as one
 * failure, and so does a run that ended with an error although no test failed. Exits 1 when anything failed.
 */
const reportSchema = z.object({
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
})

type Count = { readonly passed: number; readonly failed: number }

const [, , path = '', ...codes] = process.argv
const total = addUp([readReport(path), ...exitCodes(codes)])
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed > 0 ? 1 : 0

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

/** The check is one test; the tests' own exit code matters only when the report shows no failure. */
function exitCodes(pairs: readonly string[]): readonly Count[] {
  const codeOf = (name: string) =>
    Number(pairs.find((pair) => pair.startsWith(`${name}=`))?.split('=')[1] ?? 1)
  const check = codeOf('check') === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
  const silent = codeOf('tests') !== 0 && readReport(path).failed === 0
  return [check, ...(silent ? [{ passed: 0, failed: 1 }] : [])]
}

function addUp(counts: readonly Count[]): Count {
  const sum = (pick: (count: Count) => number) => counts.reduce((all, each) => all + pick(each), 0)
  return { passed: sum(({ passed }) => passed), failed: sum(({ failed }) => failed) }
}
