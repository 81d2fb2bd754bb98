import { type Static, Type } from '@sinclair/typebox'
import { Ajv } from 'ajv'
import { signInPattern, wordsPattern } from '../../shared/schema.ts'
import { Problem } from '../http/errors.ts'

const odsCode = Type.String({ pattern: '^[A-Z0-9]{1,9}$' })
const word = Type.String({ pattern: '^[\\x21-\\x7e]{1,200}$' })

/**
 * What a token says of whoever sends it. A claim that is there and not of this form spoils the token: it is never read as one that
 * is missing, since a token without an organisation can be the commissioner's. Other claims are the issuer's own affair.
 */
const Claims = Type.Object({
  sub: word,
  commissioner: odsCode,
  organisation: Type.Optional(odsCode),
  roles: Type.Optional(Type.Array(word, { maxItems: 500 })),
  client_id: Type.Optional(word),
  scope: Type.Optional(Type.String({ pattern: '^[\\x20-\\x7e]*$', maxLength: 4_000 })),
  name: Type.Optional(Type.String({ pattern: wordsPattern, maxLength: 200, not: { pattern: '\\p{Cc}' } })),
})
export type Claims = Static<typeof Claims>

const follows = new Ajv({ strict: true }).compile<Claims>(Claims)
const isSignIn = new RegExp(signInPattern, 'u')

export function readClaims(payload: unknown): Claims {
  if (!follows(payload)) {
    const [fault] = follows.errors ?? []
    const name = fault?.params.missingProperty ?? fault?.instancePath.split('/')[1]
    throw claimProblem(String(name), fault?.keyword === 'required' ? 'is missing' : 'is malformed')
  }
  if (!isOwnToken(payload) && !isSignIn.test(payload.sub)) throw claimProblem('sub', 'is kept for systems')
  return payload
}

/** A client that asks in its own name is its token's subject too (RFC 9068 §2.2); a person's token names the app that they use. */
export function isOwnToken({ sub, client_id: clientId }: Claims): boolean {
  return clientId === sub
}

/** The 401 that names the claim at fault, and never what it said. */
export function claimProblem(name: string, fault: string): Problem {
  return new Problem('unauthenticated', `The claim ${name} of the token ${fault}`)
}
