import { join } from 'node:path'
import type { Command } from 'commander'
import { publicKeys, readTrail, verifyAudit } from '../../access/index.ts'
import { openRegistry } from '../../cycle/index.ts'
import { registryHome } from '../folders.ts'
import type { Output } from '../output.ts'

export function addAuditCommands(program: Command, output: () => Output): void {
  const audit = program.command('audit').description('jejak audit')
  audit
    .command('verify')
    .description('periksa rantai audit; sebut entri pertama yang salah')
    .option('--dir <folder>', 'folder registri')
    .action(async ({ dir }: { dir?: string }) => {
      const out = output()
      await using registry = await openRegistry(registryHome(dir))
      const trail = readTrail(join(registry.folder, 'audit'))
      const report = await registry.store.asOwner(
        verifyAudit([trail], publicKeys(registry.keys, 'checkpoints')),
      )
      out.result(report, JSON.stringify(report, null, 2))
      process.exitCode = report.ok ? 0 : 1
    })
}
