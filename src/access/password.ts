import { argon2, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { commonWords } from './common-passwords.ts'
import { problems } from './problems.ts'
import type { RandomBytes } from './random-bytes.ts'

/** Of argon2id (RFC 9106): memory in KiB, passes over it, lanes. */
export type PasswordCost = { readonly memory: number; readonly passes: number; readonly lanes: number }

/** Above the least that OWASP names (19,456 KiB, 2 passes, 1 lane): some 100 ms of one core of 2024. */
export const passwordCost: PasswordCost = { memory: 32_768, passes: 3, lanes: 1 }

const shortest = 12
const longest = 200
/** Characters that are asked for beside the login, if the password contains it. */
const besidesLogin = 8

/**
 * Length and guessability are asked for, no mixture of signs (NIST SP 800-63B, section 5.1.1.2).
 * @throws Problem `passwordTooShort`, `passwordTooLong`, `passwordHasLogin`, `passwordCommon`.
 */
export function requireGoodPassword(password: string, login: string): void {
  const text = password.normalize('NFKC').toLowerCase()
  const length = Array.from(text).length
  if (length < shortest) throw problems.passwordTooShort({ length: shortest })
  if (length > longest) throw problems.passwordTooLong({ length: longest })
  if (text.replaceAll(login, '').length < besidesLogin) throw problems.passwordHasLogin()
  if (isCommon(text)) throw problems.passwordCommon()
}

function isCommon(text: string): boolean {
  const word = text.replace(/[^\p{L}]/gu, '')
  const fewSigns = new Set(text).size < 5
  return fewSigns || isRun(text) || commonWords.has(word)
}

/** `123456789012`, `abcdefghijklm`: each sign is the one before plus one; 9 is followed by 0. */
function isRun(text: string): boolean {
  const codes = Array.from(text, (sign) => sign.codePointAt(0) ?? 0)
  return codes.every((code, index) => index === 0 || [1, -9].includes(code - (codes[index - 1] ?? 0)))
}

const hashWith = promisify(argon2)

/** In PHC's form: `$argon2id$v=19$m=32768,t=3,p=1$<salt>$<hash>`. Runs on a thread of its own, not on the event loop. */
export async function hashPassword(
  password: string,
  cost: PasswordCost,
  randomBytes: RandomBytes,
): Promise<string> {
  const salt = randomBytes(16)
  const hash = await derive(password, cost, salt)
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.lanes}$${unpadded(salt)}$${unpadded(hash)}`
}

/** Takes as long for an account that does not exist (`stored` undefined) as for a wrong password. */
export async function isPassword(
  password: string,
  stored: string | undefined,
  cost: PasswordCost,
): Promise<boolean> {
  if (stored === undefined) {
    await derive(password, cost, new Uint8Array(16))
    return false
  }
  const { salt, hash, ...storedCost } = parseHash(stored)
  return timingSafeEqual(await derive(password, storedCost, salt), hash)
}

/** Whether the password should be hashed again, at a moment when it is known. */
export function isOutdated(stored: string, cost: PasswordCost): boolean {
  const { memory, passes, lanes } = parseHash(stored)
  return memory !== cost.memory || passes !== cost.passes || lanes !== cost.lanes
}

async function derive(
  password: string,
  { memory, passes, lanes }: PasswordCost,
  salt: Uint8Array,
): Promise<Buffer> {
  const message = Buffer.from(password.normalize('NFKC'), 'utf8')
  return await hashWith('argon2id', {
    message,
    nonce: salt,
    memory,
    passes,
    parallelism: lanes,
    tagLength: 32,
  })
}

const phc = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/

function parseHash(stored: string) {
  const [, memory, passes, lanes, salt = '', hash = ''] = phc.exec(stored) ?? []
  if (hash === '') throw new Error('a stored password hash is not in the form of argon2id')
  return {
    memory: Number(memory),
    passes: Number(passes),
    lanes: Number(lanes),
    salt: Buffer.from(salt, 'base64'),
    hash: Buffer.from(hash, 'base64'),
  }
}

function unpadded(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/=+$/, '')
}
