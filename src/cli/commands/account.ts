import { randomBytes, randomUUID } from 'node:crypto'
import { stdin } from 'node:process'
import type { Command } from 'commander'
import { accessContext, createAccount, roleSchema } from '../../access/index.ts'
import { openWithAreas } from '../open-with-areas.ts'
import type { Output } from '../output.ts'
import { problems } from '../problems.ts'
import { requireArea } from '../require-area.ts'

type AccountOptions = {
  readonly login: string
  readonly role: string
  readonly name?: string
  readonly area: string
  readonly dir?: string
}

/** The first administrator of a registry can only come from whoever runs the server. */
export function addAccountCommands(program: Command, output: () => Output): void {
  program
    .command('account')
    .description('akun konsol')
    .command('add')
    .description('tambah akun, misalnya administrator pertama; kata sandi dibaca dari stdin')
    .requiredOption('--login <nama>', 'nama masuk')
    .requiredOption('--role <peran>', `peran: ${roleSchema.options.join(', ')}`)
    .option('--name <nama>', 'nama lengkap')
    .option('--area <kode>', 'kode wilayah kewenangan (bawaan: seluruh Indonesia)', '')
    .option('--dir <folder>', 'folder registri')
    .action(async (options: AccountOptions) => await addAccount(options, output()))
}

async function addAccount({ login, role, name, area, dir }: AccountOptions, output: Output): Promise<void> {
  const parsed = roleSchema.safeParse(role)
  if (!parsed.success)
    throw problems.valueUnknown({ what: '--role', given: role, known: roleSchema.options.join(', ') })
  const password = await readPassword(output)
  await using registry = await openWithAreas(dir, output)
  const context = accessContext(registry.keys, { now: () => new Date(), randomBytes, newId: randomUUID })
  const accountId = await registry.store.asOwner(async (db) => {
    const areaId = await requireArea(area)(db)
    const account = {
      login,
      displayName: name ?? login,
      role: parsed.data,
      areaId,
      language: output.language,
      password,
    }
    return await createAccount(context, account, 'system')(db)
  })
  output.result({ accountId, login, role }, `akun ${login} (${role}) dibuat`)
}

/** The first line of stdin, so that the password stands in no command line and no history. */
async function readPassword({ note }: Output): Promise<string> {
  if (stdin.isTTY) note('Ketik kata sandi (paling sedikit 12 huruf), lalu Enter:')
  let text = ''
  for await (const chunk of stdin) {
    text += String(chunk)
    if (text.includes('\n')) break
  }
  return text.split(/\r?\n/)[0] ?? ''
}
