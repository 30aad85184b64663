import { openRegistry } from '../../src/cycle/index.ts'
import { serve } from '../../src/server/index.ts'

/** A server in a process of its own, to be killed: `served-registry.ts FOLDER PORT`. It says when it answers. */
const [folder = '', port = ''] = process.argv.slice(2)
const registry = await openRegistry({ folder })
await serve({ registry, host: '127.0.0.1', port: Number(port) })
process.send?.('answers')
