import { argv, env, exit } from 'node:process'
import { CommanderError } from 'commander'
import { createOutput, reportFailure } from './output.ts'
import { createProgram } from './program.ts'

const language = (env['MUTAKHIR_LANG'] ?? env['LANG'] ?? '').startsWith('en') ? 'en' : 'id'

/** Options may follow the command: `mutakhir demo --json` as well as `mutakhir --json demo`. */
function withJsonFirst(given: readonly string[]): string[] {
  const others = given.filter((word) => word !== '--json')
  return others.length === given.length ? others : ['--json', ...others]
}

try {
  await createProgram(language).parseAsync(withJsonFirst(argv.slice(2)), { from: 'user' })
} catch (error) {
  if (error instanceof CommanderError) exit(error.exitCode === 0 ? 0 : 2)
  exit(reportFailure(error, createOutput(argv.includes('--json'), language)))
}
