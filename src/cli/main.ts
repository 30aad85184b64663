import { argv, env, exit } from 'node:process'
import { Command, CommanderError } from 'commander'
import { addAccountCommands } from './commands/account.ts'
import { addAuditCommands } from './commands/audit.ts'
import { addBackupCommands } from './commands/backup.ts'
import { addDemoCommand } from './commands/demo.ts'
import { addFormCommands } from './commands/form.ts'
import { addListCommands } from './commands/list.ts'
import { addLinkCommands } from './commands/link.ts'
import { addPilotCommands } from './commands/pilot.ts'
import { addRankingCommands } from './commands/ranking.ts'
import { addRegistryCommands } from './commands/registry.ts'
import { addServeCommand } from './commands/serve.ts'
import { createOutput, reportFailure } from './output.ts'

const language = (env['MUTAKHIR_LANG'] ?? env['LANG'] ?? '').startsWith('en') ? 'en' : 'id'

function createProgram(): Command {
  const program = new Command('mutakhir')
    .description('Registri sosial yang mutakhir: dari daftar lama sampai daftar yang ditetapkan')
    .option('--json', 'satu dokumen JSON di stdout')
    .configureHelp({ sortSubcommands: false })
    .exitOverride()
  const output = () => createOutput(program.opts<{ json?: boolean }>().json === true, language)
  for (const add of [
    addDemoCommand,
    addServeCommand,
    addRegistryCommands,
    addFormCommands,
    addPilotCommands,
    addRankingCommands,
    addListCommands,
    addLinkCommands,
    addAccountCommands,
    addAuditCommands,
    addBackupCommands,
  ]) {
    add(program, output)
  }
  return program
}

/** Options may follow the command: `mutakhir demo --json` as well as `mutakhir --json demo`. */
function withJsonFirst(given: readonly string[]): string[] {
  const others = given.filter((word) => word !== '--json')
  return others.length === given.length ? others : ['--json', ...others]
}

try {
  await createProgram().parseAsync(withJsonFirst(argv.slice(2)), { from: 'user' })
} catch (error) {
  if (error instanceof CommanderError) exit(error.exitCode === 0 ? 0 : 2)
  exit(reportFailure(error, createOutput(argv.includes('--json'), language)))
}
