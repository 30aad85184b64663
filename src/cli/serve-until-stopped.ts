import { once } from 'node:events'
import { join } from 'node:path'
import process from 'node:process'
import type { OpenRegistry } from '../cycle/index.ts'
import { serve } from '../server/index.ts'
import type { Output } from './output.ts'

export type ServeOptions = {
  readonly port: number
  readonly host?: string | undefined
  readonly output: Output
  /** Lines for the newcomer: who may sign in. */
  readonly hints: readonly string[]
}

/** Serves the console until Ctrl-C or a termination signal; running requests are finished first. */
export async function serveUntilStopped(
  registry: OpenRegistry,
  { port, host = '127.0.0.1', output, hints }: ServeOptions,
): Promise<void> {
  const dist = join(import.meta.dirname, '../../dist/web')
  await using server = await serve({ registry, port, host, dist })
  output.note(`Konsol: ${server.origin}`)
  for (const hint of hints) output.note(`  ${hint}`)
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  output.note('Berhenti…')
}
