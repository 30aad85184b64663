import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { compileFile } from '../forms/index.ts'
import { openFormEngine } from './form-engine.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const measured = z.object({
  rssMegabytes: z.number(),
  cpuSeconds: z.number(),
  wallSeconds: z.number(),
  flags: z.array(z.number()),
})

test('500 submissions of the consumption form stay under 400 MB', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mutakhir-answers-'))
  try {
    const { compiled } = await compileFile(join(root, 'instruments/konsumsi.xlsx'), {})
    const xform = compiled!.xform!
    await writeFile(join(folder, 'form.xml'), xform)
    await writeFile(join(folder, 'submission.xml'), await emptySubmission(xform))
    const script = join(root, 'tests/support/validate-many.ts')
    const args = [script, join(folder, 'form.xml'), join(folder, 'submission.xml'), '500', '1']
    const { stdout } = await promisify(execFile)(process.execPath, args)
    const { rssMegabytes, cpuSeconds, wallSeconds, flags } = measured.parse(JSON.parse(stdout))
    process.stdout.write(
      `500 validations: ${rssMegabytes} MB, ${cpuSeconds.toFixed(1)} s of CPU, ${wallSeconds.toFixed(1)} s\n`,
    )
    expect(rssMegabytes).toBeLessThan(400)
    // Each of them was checked to the end, and all alike.
    expect(flags).toHaveLength(1)
    expect(flags[0]).toBeGreaterThan(0)
  } finally {
    await rm(folder, { recursive: true })
  }
})

/** The form as it opens: nothing answered, so that every question that is always required is flagged. */
async function emptySubmission(xform: string): Promise<string> {
  const [, id, version] = /<data id="([^"]*)" version="([^"]*)"/.exec(xform) ?? []
  const read = await openFormEngine({ xform, attachments: {} }).read(
    `<data id="${id}" version="${version}"/>`,
  )
  return read.kind === 'read' ? read.output : ''
}
