import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'

const script = fileURLToPath(new URL('../../scripts/count-results.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'mutakhir-count-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('the last line of the CI run', () => {
  it('counts the tests, and the check as one more', () => {
    expect(count([aFile('passed', ['passed', 'passed', 'skipped'])], 0, 0)).toEqual({
      line: '3 passed, 0 failed',
      code: 0,
    })
  })

  it('counts failed tests and a failed check', () => {
    expect(count([aFile('failed', ['passed', 'failed'])], 1, 1)).toEqual({
      line: '1 passed, 2 failed',
      code: 1,
    })
  })

  it('counts a test file that could not be loaded as a failure', () => {
    expect(count([aFile('failed', []), aFile('passed', ['passed'])], 0, 1)).toEqual({
      line: '2 passed, 1 failed',
      code: 1,
    })
  })

  it('counts a run that ended with an error although no test failed as a failure', () => {
    expect(count([aFile('passed', ['passed'])], 0, 1)).toEqual({ line: '2 passed, 1 failed', code: 1 })
  })

  it('adds up the tests of all runs', () => {
    expect(count([aFile('failed', ['passed', 'failed'])], 0, 1, 2)).toEqual({
      line: '3 passed, 2 failed',
      code: 1,
    })
  })

  it('counts a run that left no report as a failure', () => {
    expect(run([join(folder, 'absent.json')], 0, 1)).toEqual({ line: '1 passed, 1 failed', code: 1 })
  })
})

function aFile(status: string, assertions: readonly string[]) {
  return { status, assertionResults: assertions.map((each) => ({ status: each })) }
}

function count(testResults: readonly unknown[], check: number, tests: number, reports = 1) {
  const path = join(folder, 'report.json')
  writeFileSync(path, JSON.stringify({ testResults }))
  return run(
    Array.from({ length: reports }, () => path),
    check,
    tests,
  )
}

function run(paths: readonly string[], check: number, tests: number) {
  const args = [script, `check=${check}`, ...paths.map((path) => `tests=${tests},${path}`)]
  const { stdout, status } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  return { line: stdout.trimEnd().split('\n').at(-1), code: status }
}
