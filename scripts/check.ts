import { spawn } from 'node:child_process'
import { delimiter } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * `npm run check`: everything that needs no database and no browser, two steps at a time, a line for each as it ends.
 * Exits 1 when any step failed; its output is then shown at the end.
 */
const root = fileURLToPath(new URL('../', import.meta.url))
/** The programs start `node`: that must be ours, also where the check is not started by npm. */
const env = {
  ...process.env,
  NO_COLOR: '1',
  PATH: `${root}node_modules/.bin${delimiter}${process.env['PATH'] ?? ''}`,
}
const bin = (name: string) => `${root}node_modules/.bin/${name}`

type Step = { readonly name: string; readonly commands: readonly (readonly [string, ...string[]])[] }
type Result = {
  readonly name: string
  readonly seconds: number
  readonly passed: boolean
  readonly output: string
}

/** The long ones first: the short ones then fill the second lane. */
const steps: readonly Step[] = [
  { name: 'unit tests', commands: [[bin('vitest'), 'run', '--project', 'unit', '--reporter', 'dot']] },
  {
    name: 'types',
    commands: [
      [bin('tsc'), '--build'],
      [bin('vue-tsc'), '--noEmit', '-p', 'src/web/tsconfig.json'],
    ],
  },
  { name: 'lint', commands: [[bin('oxlint'), '--type-aware', '--deny-warnings']] },
  { name: 'walls', commands: [[bin('depcruise'), '--config', 'walls.config.js', 'src']] },
  { name: 'dead code', commands: [[bin('knip')]] },
  { name: 'format', commands: [[bin('biome'), 'format', '--reporter=summary']] },
  { name: 'generated files', commands: [[process.execPath, 'scripts/generate.ts', '--check']] },
]

const started = performance.now()
const results = await runSteps(steps, 2)
for (const { name, output } of results.filter(({ passed }) => !passed))
  console.log(`\n--- ${name}\n${output}`)
const failed = results.filter(({ passed }) => !passed).map(({ name }) => name)
console.log(
  `\n${results.length - failed.length} of ${results.length} steps passed in ${secondsSince(started)} s`,
)
if (failed.length > 0) console.log(`failed: ${failed.join(', ')}`)
process.exitCode = failed.length > 0 ? 1 : 0

/** Runs the steps in `lanes` lanes, each taking the next step when it is free. */
async function runSteps(waiting: readonly Step[], lanes: number): Promise<readonly Result[]> {
  const queue = [...waiting]
  const done: Result[] = []
  const lane = async () => {
    for (let step = queue.shift(); step; step = queue.shift()) done.push(await runStep(step))
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return done
}

/** Runs a step's commands until one fails, and prints its line. */
async function runStep({ name, commands }: Step): Promise<Result> {
  const start = performance.now()
  let output = ''
  let passed = true
  for (const [program, ...args] of commands) {
    const { code, text } = await runCommand(program, args)
    output += text
    passed = code === 0
    if (!passed) break
  }
  const seconds = secondsSince(start)
  console.log(`${passed ? 'ok    ' : 'FAILED'}  ${name.padEnd(16)} ${String(seconds).padStart(4)} s`)
  return { name, seconds, passed, output }
}

function runCommand(program: string, args: readonly string[]): Promise<{ code: number; text: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? 1, text: Buffer.concat(chunks).toString() }))
  })
}

function secondsSince(start: number): number {
  return Math.round((performance.now() - start) / 1000)
}
