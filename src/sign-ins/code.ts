import { randomInt, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

/** Crockford's base 32: no letter that is read as a digit, none that makes a rude word. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const lengthOfPart = 5
const hashLength = 32
/** The code has 50 secret bits and holds for days: with this cost it outlives a stolen database, and a request stays quick. */
const cost = { N: 4096, r: 8, p: 1 }

const derive = promisify<string, string, number, typeof cost, Buffer>(scrypt)
const part = () => Array.from({ length: lengthOfPart }, () => letters[randomInt(letters.length)]).join('')

/** A code as it is written in a letter: the first part finds it, the others prove it. */
export function newCode(): string {
  return [part(), part(), part()].join('-')
}

/** The parts of a code, however it was typed: small letters, no hyphens, and the letters that look like digits. */
export function partsOfCode(typed: string): { locator: string; secret: string } {
  const plain = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  return { locator: plain.slice(0, lengthOfPart), secret: plain.slice(lengthOfPart) }
}

/** What is kept of a code, so that nobody reads it again. */
export async function hashOfCode(secret: string, salt: string): Promise<string> {
  return (await derive(secret, salt, hashLength, cost)).toString('base64url')
}

/** Whether the secret is the one of this hash; with no hash it takes as long, so that the time tells nothing. */
export async function provesCode(
  secret: string,
  kept: { readonly salt: string; readonly hash: string } | undefined,
): Promise<boolean> {
  const derived = Buffer.from(await hashOfCode(secret, kept?.salt ?? 'no code'), 'base64url')
  const expected = Buffer.from(kept?.hash ?? '', 'base64url')
  return expected.length === hashLength && timingSafeEqual(derived, expected)
}
