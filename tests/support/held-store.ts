import { argv } from 'node:process'
import { openStore } from '../../src/store/index.ts'

/** A process that opens a store and holds it until it is killed: `held-store.ts FOLDER`. It says when it is open. */
await openStore({ kind: 'embedded', folder: argv[2] ?? '' })
process.send?.('open')
await new Promise(() => setInterval(() => undefined, 60_000))
