import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs'
import { platform } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { mapValues } from '../kernel/index.ts'
import { type Keys, masterKeyOf } from './keys.ts'
import { problems } from './problems.ts'
import { privateJwkSchema, signingKeyOf } from './signing.ts'

const secret = z.base64url().transform((text) => new Uint8Array(Buffer.from(text, 'base64url')))
const masterSchema = secret
  .refine((bytes) => bytes.length === 32, 'a master key has 32 bytes')
  .transform(masterKeyOf)
const pairSchema = privateJwkSchema.transform(signingKeyOf)

const pairsSchema = z.tuple([pairSchema], pairSchema)

const keyFileSchema = z
  .strictObject({
    format: z.literal('mutakhir-keys/1'),
    synthetic: z.boolean(),
    masters: z.tuple([masterSchema], masterSchema),
    signing: z.strictObject({ lists: pairsSchema, checkpoints: pairsSchema, receipts: pairsSchema }),
  })
  .transform(({ synthetic, masters, signing }): Keys => ({ synthetic, masters, signing }))

/** The one file with the registry's secrets: in the backup of the keys, never in that of the database. */
export function keyFileIn(folder: string): string {
  return join(folder, 'mutakhir.keys.json')
}

/** @throws Problem `keysMissing`, `keysExposed` (readable by group or world), `keysDamaged`. */
export function readKeys(folder: string): Keys {
  const file = keyFileIn(folder)
  if (!existsSync(file)) throw problems.keysMissing({ file })
  requirePrivate(file)
  try {
    return keyFileSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    throw problems.keysDamaged({ file, reason: reasonOf(error) })
  }
}

/** Writes `keys` to a new file (mode 0600, folder 0700). @throws Problem `keysExist`. */
export function createKeys(folder: string, keys: Keys): void {
  const file = keyFileIn(folder)
  if (existsSync(file)) throw problems.keysExist({ file })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  replaceFile(file, renderKeys(keys))
}

/** Puts `keys`, rotated by `withNewKey`, in the place of those in the file. @throws as `readKeys`. */
export function replaceKeys(folder: string, keys: Keys): void {
  readKeys(folder)
  replaceFile(keyFileIn(folder), renderKeys(keys))
}

function renderKeys(keys: Keys): string {
  const masters = keys.masters.map((master) => Buffer.from(master.secret).toString('base64url'))
  const signing = mapValues(keys.signing, (pairs) => pairs.map(({ jwk }) => jwk))
  return `${JSON.stringify({ format: 'mutakhir-keys/1', synthetic: keys.synthetic, masters, signing }, null, 2)}\n`
}

/** Whole or not at all: a key file cut short by a power failure would be a registry lost. */
function replaceFile(file: string, text: string): void {
  const fresh = `${file}.new`
  const handle = openSync(fresh, 'w', 0o600)
  writeSync(handle, text)
  fsyncSync(handle)
  closeSync(handle)
  renameSync(fresh, file)
}

function requirePrivate(file: string): void {
  // Windows keeps no such bits; there the folder of the user's profile is the wall.
  if (platform() === 'win32') return
  const mode = statSync(file).mode & 0o777
  if ((mode & 0o077) !== 0) throw problems.keysExposed({ file, mode: mode.toString(8) })
}

/** Where the file is wrong, never what it holds. */
function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError)
    return error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')
  return 'not JSON'
}
