import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { type DatabaseAccess, databaseOf, type Reads } from '../database/database.ts'

const algorithm = 'aes-256-gcm'
const [keyBytes, nonceBytes, tagBytes] = [32, 12, 16]

/** What is kept of a field that is sealed. */
export interface SealedField {
  readonly keyId: string
  /** The nonce, what is sealed, and the tag. */
  readonly sealed: Buffer
}

interface Key {
  readonly id: string
  readonly seals: Buffer
  readonly marks: Buffer
}

/** One secret gives a key to seal with, one to mark with, and a name that tells nothing of either. */
function keyOf(secret: Buffer): Key {
  if (secret.length !== keyBytes) throw new Error(`a key has ${keyBytes} bytes`)
  const derived = (use: string) => Buffer.from(hkdfSync('sha256', secret, '', use, keyBytes))
  const id = createHash('sha256').update(derived('name')).digest('base64url').slice(0, 12)
  return { id, seals: derived('seals'), marks: derived('marks') }
}

/** The keys that single fields are sealed with, kept where the database is not: the first is in use, the others opened what came before it. */
export class FieldKeys {
  readonly #inUse: Key
  readonly #keys: ReadonlyMap<string, Key>

  constructor(secrets: readonly Buffer[]) {
    const keys = secrets.map(keyOf)
    if (!keys[0]) throw new Error('there is no key')
    this.#inUse = keys[0]
    this.#keys = new Map(keys.map((key) => [key.id, key]))
  }

  /** The name of the key in use. */
  get keyId(): string {
    return this.#inUse.id
  }

  /** Seals a text; it opens only as a field of `about`, so that no row can be given the field of another. */
  seal(text: string, about: string): SealedField {
    const nonce = randomBytes(nonceBytes)
    const cipher = createCipheriv(algorithm, this.#inUse.seals, nonce).setAAD(Buffer.from(about))
    const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
    return { keyId: this.#inUse.id, sealed }
  }

  /** Throws where the key is not known, or where it was changed or is of something else. */
  open({ keyId, sealed }: SealedField, about: string): string {
    const key = this.#keys.get(keyId)
    if (!key) throw new Error(`a field is sealed with the key ${keyId}, which is not given`)
    const decipher = createDecipheriv(algorithm, key.seals, sealed.subarray(0, nonceBytes), { authTagLength: tagBytes })
    decipher.setAAD(Buffer.from(about)).setAuthTag(sealed.subarray(-tagBytes))
    const opened = [decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final()]
    return Buffer.concat(opened).toString('utf8')
  }

  /** What is the same for the same text, and tells nothing of it, under each key: the first is by the key in use. */
  marks(text: string): readonly [Buffer, ...Buffer[]] {
    const mark = ({ marks }: Key) => createHmac('sha256', marks).update(text).digest()
    const others = [...this.#keys.values()].filter((key) => key !== this.#inUse)
    return [mark(this.#inUse), ...others.map(mark)]
  }
}

/** A new secret, as a line of the file of keys. */
export const newFieldKey = (): string => randomBytes(keyBytes).toString('base64')

/** The keys of a text with a secret of 32 bytes in base64 on each line. */
export function fieldKeysOf(text: string): FieldKeys {
  const lines = text.split(/\r?\n/).filter((line) => line !== '')
  return new FieldKeys(lines.map((line) => Buffer.from(line, 'base64')))
}

/** What the file holds is never repeated. */
export async function readFieldKeys(path: string): Promise<FieldKeys> {
  try {
    return fieldKeysOf(await readFile(path, 'utf8'))
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? (error as Error).message
    throw new Error(`The keys of bank details cannot be read from ${path}: ${why}`)
  }
}

const keysByDatabase = new WeakMap<object, FieldKeys>()

/** Gives the keys to whatever reads or writes by this way to the database. */
export function giveFieldKeys(database: DatabaseAccess, keys: FieldKeys): void {
  keysByDatabase.set(database, keys)
}

/** The keys that go with the database of a transaction. */
export function fieldKeysFor(reads: Reads): FieldKeys {
  const keys = keysByDatabase.get(databaseOf(reads))
  if (!keys) throw new Error('no keys were given for what is sealed')
  return keys
}
