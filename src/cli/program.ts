import { Command } from 'commander'
import type { Language } from '../kernel/index.ts'
import { addAccountCommands } from './commands/account.ts'
import { addAuditCommands } from './commands/audit.ts'
import { addBackupCommands } from './commands/backup.ts'
import { addDemoCommand } from './commands/demo.ts'
import { addFormCommands } from './commands/form.ts'
import { addLinkCommands } from './commands/link.ts'
import { addListCommands } from './commands/list.ts'
import { addPilotCommands } from './commands/pilot.ts'
import { addRankingCommands } from './commands/ranking.ts'
import { addRegistryCommands } from './commands/registry.ts'
import { addServeCommand } from './commands/serve.ts'
import { createOutput } from './output.ts'

/** The command with all its commands; nothing is run. Texts are in `language`. */
export function createProgram(language: Language): Command {
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
    addLinkCommands,
    addListCommands,
    addAccountCommands,
    addAuditCommands,
    addBackupCommands,
  ]) {
    add(program, output)
  }
  return program
}
