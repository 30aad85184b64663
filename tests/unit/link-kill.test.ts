import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { trialColumns, trialPeople } from '../../src/demo/index.ts'
import { indonesiaSettings } from '../../src/linkage/index.ts'

const command = join(import.meta.dirname, '../../bin/mutakhir.js')

test('a run whose process was killed in the middle goes on with the chunks that it has not done, to the same bytes', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mutakhir-kill-'))
  try {
    const rows = [trialColumns, ...trialPeople({ rows: 4_000, seed: 5 })]
    await writeFile(join(folder, 'people.csv'), rows.map((row) => `${row.join(',')}\n`).join(''))
    await writeFile(
      join(folder, 'settings.json'),
      JSON.stringify({ ...indonesiaSettings, random_pairs: 20_000 }),
    )
    const dedupe = (out: string) =>
      spawn(process.execPath, [
        command,
        ...['link', 'dedupe', join(folder, 'people.csv'), '--settings', join(folder, 'settings.json')],
        ...['--out', join(folder, out), '--chunk-pairs', '1000', '--threads', '1'],
      ])

    const victim = dedupe('killed')
    const gone = once(victim, 'exit')
    while ((await chunksIn(join(folder, 'killed'))).length < 2) {
      expect(victim.exitCode, 'it ended before it could be killed').toBeNull()
      await wait(1)
    }
    victim.kill('SIGKILL')
    expect((await gone)[1]).toBe('SIGKILL')
    const done = await chunksIn(join(folder, 'killed'))
    expect(done.length).toBeGreaterThanOrEqual(2)
    expect(await readdir(join(folder, 'killed'))).not.toContain('clusters.parquet')

    for (const out of ['killed', 'whole']) expect((await once(dedupe(out), 'exit'))[0]).toBe(0)
    for (const file of ['pairs.parquet', 'clusters.parquet', 'model/model.json'])
      expect(await readFile(join(folder, 'killed', file)), file).toEqual(
        await readFile(join(folder, 'whole', file)),
      )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}, 180_000)

/** The finished chunks of a run that has not ended. */
async function chunksIn(out: string): Promise<readonly string[]> {
  const files = await readdir(join(out, 'work'), { recursive: true }).catch(() => [])
  return files.filter((file) => file.endsWith('.parquet') && file.includes('chunk-'))
}
