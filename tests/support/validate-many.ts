import { readFileSync } from 'node:fs'
import { openAnswerChecker } from '../../src/engine/answers/index.ts'

/**
 * Validates a submission many times in a process of its own, to be measured: `validate-many.ts FORM.xml SUBMISSION.xml
 * COUNT THREADS`. Prints the memory of the process, CPU and wall seconds, as JSON.
 */
const [form = '', submission = '', count = '', threads = '1'] = process.argv.slice(2)
const [xform, text] = [readFileSync(form, 'utf8'), readFileSync(submission, 'utf8')]
const started = performance.now()
const flags = new Set<number>()
{
  await using checker = openAnswerChecker({ xform, attachments: {} }, { threads: Number(threads) })
  const all = await Promise.all(Array.from({ length: Number(count) }, () => checker.check(text)))
  for (const { issues } of all) flags.add(issues.length)
}
const { user, system } = process.cpuUsage()
process.stdout.write(
  JSON.stringify({
    rssMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    cpuSeconds: (user + system) / 1e6,
    wallSeconds: (performance.now() - started) / 1000,
    flags: [...flags],
  }),
)
