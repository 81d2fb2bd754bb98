import { type Static, type TObject, type TOptional, type TSchema, type TUnsafe, Type } from '@sinclair/typebox'
import { mostPence } from './money.ts'

const referred = Symbol('referred')

/** A reference to a named schema that keeps its static type, so that the contract says `$ref` and the handler stays typed. */
export function ref<T extends TSchema>(schema: T, options: { description?: string } = {}): TUnsafe<Static<T>> {
  if (!schema.$id) throw new Error('only a schema with an $id can be referred to')
  return Type.Unsafe<Static<T>>({ $ref: `${schema.$id}#`, ...options, [referred]: schema })
}

/** These named schemas and every other that they refer to, each once: a part of a schema is named where it is used. */
export function withReferred(schemas: readonly TSchema[]): TSchema[] {
  const found = new Map<string, TSchema>()
  const visit = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return
    const { $id, [referred]: target } = part as TSchema & { [referred]?: TSchema }
    if (typeof $id === 'string' && '$id' in part) {
      const known = found.get($id)
      if (known === part) return
      if (known && JSON.stringify(known) !== JSON.stringify(part)) throw new Error(`two schemas have the name ${$id}`)
      found.set($id, part as TSchema)
    }
    if (target) visit(target)
    for (const inner of Object.values(part)) visit(inner)
  }
  for (const schema of schemas) visit(schema)
  return [...found.values()]
}

/** One of the words given, as a plain `enum` in the contract. */
export function oneOf<const T extends readonly string[]>(
  words: T,
  options: { description?: string; $id?: string; examples?: unknown[] } = {},
) {
  return Type.Unsafe<T[number]>({ type: 'string', enum: [...words], ...options })
}

/** The same schema, or null. */
export function nullable<T extends TSchema>(schema: T, options: { description?: string; examples?: unknown[] } = {}) {
  return Type.Unsafe<Static<T> | null>({ anyOf: [schema, { type: 'null' }], ...options })
}

/** An object of the contract: named, closed to unknown fields. */
export function thing<T extends Record<string, TSchema>>(
  $id: string,
  description: string,
  properties: T,
  options: Record<string, unknown> = {},
) {
  return Type.Object(properties, { $id, description, additionalProperties: false, ...options })
}

/** One of several named objects, told apart by one field: the field's value names the only member that can be meant. */
export function oneOfThings<const M extends readonly TObject[]>(
  $id: string,
  propertyName: keyof Static<M[number]> & string,
  members: M,
  description: string,
) {
  return Type.Unsafe<Static<M[number]>>({
    $id,
    type: 'object',
    discriminator: { propertyName },
    required: [propertyName],
    oneOf: members.map((member) => ref(member)),
    description,
  })
}

/** A JSON Merge Patch (RFC 7396) of an object with these fields: each of them may be left out. */
export function patchOf<T extends Record<string, TSchema>>($id: string, description: string, fields: T) {
  return thing($id, description, optional(fields), { minProperties: 1 })
}

/** The same fields, each of which may be left out. */
export function optional<T extends Record<string, TSchema>>(fields: T) {
  const left = Object.fromEntries(Object.entries(fields).map(([name, schema]) => [name, Type.Optional(schema)]))
  return left as unknown as { [K in keyof T]: TOptional<T[K]> }
}

/** A page of a list: the items and, where there are more, the cursor of the next page. */
export function pageOf<T extends TSchema>(item: T) {
  return thing(`${item.$id}Page`, `A page of a list of ${item.$id}, in a stable order.`, {
    items: Type.Array(ref(item), { description: 'At most `limit` items.', maxItems: 100 }),
    nextCursor: nullable(Type.String(), {
      description: 'Give this as `cursor` for the next page; null on the last page.',
      examples: [null],
    }),
  })
}

export const Id = Type.String({
  $id: 'Id',
  format: 'uuid',
  maxLength: 36,
  // An identifier is the same in any case (RFC 9562 §4) and is compared as text: what comes in is read in small letters.
  'x-small-letters': true,
  description: 'An identifier, a UUID version 7 (RFC 9562).',
  examples: ['019ab3f0-5c1e-7d44-9a3b-1f2e3d4c5b6a'],
})
export const InstantSchema = Type.String({
  $id: 'Instant',
  format: 'date-time',
  maxLength: 35,
  description: 'An instant in UTC (RFC 3339).',
  examples: ['2026-11-24T09:30:00.000Z'],
})
export const DateSchema = Type.String({
  $id: 'LocalDate',
  format: 'date',
  // The calendar of the database has no year 0.
  pattern: '^(?!0000)',
  maxLength: 10,
  description: 'A calendar date in England (ISO 8601).',
  examples: ['2026-11-24'],
})
export const PenceSchema = Type.Integer({
  $id: 'Pence',
  format: 'int64',
  minimum: 0,
  maximum: mostPence,
  description: 'An amount in whole pence.',
  examples: [40000],
})
/** An amount that is spent or asked for: at least one penny. */
export const PositivePence = Type.Integer({
  $id: 'PositivePence',
  format: 'int64',
  minimum: 1,
  maximum: mostPence,
  description: 'An amount in whole pence, at least 1.',
  examples: [40000],
})

export const id = () => ref(Id)
export const instant = () => ref(InstantSchema)
export const date = () => ref(DateSchema)
export const pence = (options: { description?: string } = {}) => ref(PenceSchema, options)
/** An amount that can be below nothing. */
export const signedPence = (description: string, example = 0) =>
  Type.Integer({
    format: 'int64',
    minimum: -mostPence,
    maximum: mostPence,
    description: `${description} In whole pence.`,
    examples: [example],
  })

/** A character that shows: a letter, digit, mark of punctuation or symbol, and none of the few that are blank all the same. */
const blank = '\\u115f\\u1160\\u3164\\uffa0\\u2800'
const shows = `(?![${blank}])[\\p{L}\\p{N}\\p{P}\\p{S}]`
/** Something to read. NUL and half of a character cannot be kept as written; a joiner inside a word is a part of it. */
export const wordsPattern = `^(?=[^]*?${shows})[^\\u0000\\p{Cs}]*$`

/** Words that a person or a member of staff writes. */
export function words(maxLength: number, description: string, example: string, minLength = 1) {
  return Type.String({
    minLength,
    maxLength,
    pattern: wordsPattern,
    description,
    examples: [example],
  })
}

/** What a text of the database can hold: neither NUL nor half of a character. */
export const textPattern = '^[^\\u0000\\p{Cs}]*$'

/** A table as CSV (RFC 4180), within a body. What no text of the database can hold is refused once for every cell. */
export function csvText(description: string, example: string) {
  return Type.String({
    minLength: 1,
    maxLength: 200_000,
    pattern: textPattern,
    description,
    examples: [example],
  })
}

/** What can be seen, and the joiners and marks of direction that some scripts write names with: nothing that turns the line round or steers a screen. */
export const namePattern = `^(?=[^]*?${shows})(?:[^\\p{C}\\p{Zl}\\p{Zp}${blank}]|[\\u061c\\u200c-\\u200f])*$`

/** What somebody or something is called: the one kind of every name that is sent. */
export function called(maxLength: number, description: string, example: string) {
  return Type.String({ minLength: 1, maxLength, pattern: namePattern, description, examples: [example] })
}

/** Marks a field in which somebody says something of their own, words or not. */
export const personSays = { 'x-person-says': true }

/**
 * Words of the person themselves, or for who else an operation is about. Whatever takes them in from others takes `saidFor` with them: a test holds each
 * operation of the contract to that.
 */
export function ownWords(maxLength: number, description: string, example: string) {
  return Type.String({ ...words(maxLength, description, example), ...personSays })
}

/** SHA-256 in lower-case hexadecimal, of what the description says. */
export function sha256(description: string) {
  return Type.String({
    pattern: '^[0-9a-f]{64}$',
    description,
    examples: ['9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
  })
}

/** The `sub` of a human's token. What is no human is named in a space of its own: a machine client, and the service itself. */
export const signInPattern = '^(?!client:|(system|provision)$)[\\x21-\\x7e]{1,200}$'
export function signIn(description: string, example: string) {
  return Type.String({ pattern: signInPattern, description, examples: [example] })
}

/** A key that a client chooses for a part of a document, to refer to it by. */
export function key(description: string, example: string) {
  return Type.String({ pattern: '^[a-z][a-z0-9-]{0,40}$', description, examples: [example] })
}

export const commonSchemas = [Id, InstantSchema, DateSchema, PenceSchema, PositivePence]
