import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { openRegistry } from '../../src/cycle/index.ts'
import { demoAccounts, runDemo } from '../../src/demo/index.ts'
import { serve } from '../../src/server/index.ts'
import { temporaryFolder } from './stores.ts'

/** A small fictional regency after its cycle, served with the console. */
export async function serveDemo(stack: AsyncDisposableStack) {
  const dist = join(import.meta.dirname, '../../dist/web')
  if (!existsSync(dist)) throw new Error('the console is not built: npm run build')
  const registry = stack.use(await openRegistry({ folder: await temporaryFolder(stack), demoSeed: 7 }))
  const result = await runDemo(registry, { families: 400, seed: 7, onStep: () => undefined })
  const server = stack.use(await serve({ registry, host: '127.0.0.1', port: await freePort(), dist }))
  return { registry, result, origin: server.origin }
}

export function passwordOf(login: string): string {
  const account = demoAccounts.find((each) => each.login === login)
  if (!account) throw new Error(`the demo has no account ${login}`)
  return account.password
}

function freePort(): Promise<number> {
  const probe = createServer()
  return new Promise((resolve) => {
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
