import { randomUUID } from 'node:crypto'
import type autocannon from 'autocannon'
import { anExpression } from '../test/support/pathway-builders.ts'
import type { Copy } from './copies.ts'
import { connections, type Length } from './measure.ts'
import { peerQuery } from './peer.ts'
import type { Side } from './servers.ts'

/** Something that is measured, of two sides in turn. */
export interface Subject {
  readonly key: string
  readonly what: string
  /** What the first side is measured against. */
  readonly sides: { readonly ours: Side; readonly theirs: Side }
  readonly length: Length
  readonly warmUp: Length
  /** The requests of one run; `n` counts the runs of both sides, so that what can be done once is done once. */
  theirs(n: number): autocannon.Request[]
  ours(n: number): autocannon.Request[]
}

/** A token by the `sub` of its holder. */
export type Tokens = ReadonlyMap<string, string>

const json = { 'content-type': 'application/json' }
const expression = JSON.stringify(anExpression())

/** Requests enough that 16 connections seldom ask for the same row at once. */
export const manyReads = connections * 64

const againstBare = { ours: 'ours', theirs: 'bare' } as const
const whileSeconds = { length: { seconds: 2 }, warmUp: { seconds: 1.5 } } as const
/** A side that was started just now has its code compiled first, as one that has run for a while has. */
const afterAStart = { length: { seconds: 2 }, warmUp: { seconds: 4 } } as const

/** A read that is in the audit, against three: bare, a peer, and the service with one thing changed. */
export function readings(
  cases: readonly Copy[],
  withClocks: readonly Copy[],
  tokens: Tokens,
  peer: { readonly commissionerId: string; readonly token: string },
): Subject[] {
  const asked = cases.slice(0, manyReads)
  const readOf = (copy: Copy) => ({ path: `/v1/cases/${copy.caseId}`, headers: bearer(copy, tokens) })
  const read = () => asked.map(readOf)
  return [
    {
      key: 'read',
      what: 'reading a case',
      sides: againstBare,
      ...afterAStart,
      theirs: () => asked.map(({ caseId }) => ({ path: `/cases/${caseId}` })),
      ours: read,
    },
    {
      key: 'peer',
      what: 'reading a case with its clocks',
      sides: { ours: 'ours', theirs: 'PostGraphile' },
      ...afterAStart,
      theirs: () =>
        withClocks.map(({ caseId }) => ({
          method: 'POST',
          path: '/graphql',
          headers: { ...json, authorization: `Bearer ${peer.token}` },
          body: peerQuery(peer.commissionerId, caseId),
        })),
      ours: () => withClocks.map(readOf),
    },
    {
      key: 'audited',
      what: 'reading a case, and keeping who looked',
      sides: { ours: 'ours', theirs: 'ours, looks not kept' },
      ...afterAStart,
      theirs: read,
      ours: read,
    },
    {
      key: 'processes',
      what: 'reading a case, two processes',
      sides: { ours: 'ours, two processes', theirs: 'ours' },
      ...afterAStart,
      theirs: read,
      ours: read,
    },
  ]
}

export function listing(cases: readonly Copy[], tokens: Tokens): Subject {
  return {
    key: 'list',
    what: 'listing 25 cases',
    sides: againstBare,
    ...whileSeconds,
    theirs: () => cases.slice(0, manyReads).map(() => ({ path: '/cases' })),
    ours: () => cases.slice(0, manyReads).map((copy) => ({ path: '/v1/cases', headers: bearer(copy, tokens) })),
  }
}

/** The gaps of the week and who can be called, of plans that are signed. */
export function covering(cases: readonly Copy[], tokens: Tokens): Subject {
  const path = ({ planId }: Copy) => `/support-plans/${planId}/cover`
  return {
    key: 'cover',
    what: 'reading how the week of a plan is covered',
    sides: againstBare,
    ...whileSeconds,
    theirs: () => cases.map((copy) => ({ path: path(copy) })),
    ours: () => cases.map((copy) => ({ path: `/v1${path(copy)}`, headers: bearer(copy, tokens) })),
  }
}

/** Who can be called now, of plans in force. */
export function calling(cases: readonly Copy[], tokens: Tokens): Subject {
  const path = ({ caseId }: Copy) => `/cases/${caseId}/who-to-call`
  return {
    key: 'who-to-call',
    what: 'reading who can be called now',
    sides: againstBare,
    ...whileSeconds,
    theirs: () => cases.map((copy) => ({ path: path(copy) })),
    ours: () => cases.map((copy) => ({ path: `/v1${path(copy)}`, headers: bearer(copy, tokens) })),
  }
}

/** The extra support of a crisis, live at once and paid from what is put aside. */
export function activating(cases: readonly Copy[], tokens: Tokens, perRun: number): Subject {
  const path = ({ caseId }: Copy) => `/cases/${caseId}/crisis-episodes`
  const body = JSON.stringify({ tier: 'bad-patch', days: 2 })
  return {
    key: 'activation',
    what: 'declaring a crisis',
    sides: againstBare,
    length: 'each once',
    warmUp: 'each once',
    theirs: (n) => share(cases, n, perRun).map((copy) => ({ method: 'POST', path: path(copy), headers: json, body })),
    ours: (n) =>
      share(cases, n, perRun).map((copy) => ({
        method: 'POST',
        path: `/v1${path(copy)}`,
        headers: posting(copy, tokens),
        body,
      })),
  }
}

export function creating(cases: readonly Copy[], tokens: Tokens, perRun: number): Subject {
  const path = ({ caseId }: Copy) => `/cases/${caseId}/expressions-of-interest`
  return {
    key: 'create',
    what: 'creating an expression of interest',
    sides: againstBare,
    length: 'each once',
    warmUp: 'each once',
    theirs: (n) =>
      share(cases, n, perRun).map((copy) => ({ method: 'POST', path: path(copy), headers: json, body: expression })),
    ours: (n) =>
      share(cases, n, perRun).map((copy) => ({
        method: 'POST',
        path: `/v1${path(copy)}`,
        headers: posting(copy, tokens),
        body: expression,
      })),
  }
}

export function signingOff(cases: readonly Copy[], tokens: Tokens, perRun: number): Subject {
  const path = ({ planId }: Copy) => `/support-plans/${planId}/decision`
  const body = ({ contentHash }: Copy) => JSON.stringify({ outcome: 'agreed', contentHash, reasons: [] })
  return {
    key: 'sign-off',
    what: 'signing off a support plan',
    sides: againstBare,
    length: 'each once',
    warmUp: 'each once',
    theirs: (n) =>
      share(cases, n, perRun).map((copy) => ({ method: 'POST', path: path(copy), headers: json, body: body(copy) })),
    ours: (n) =>
      share(cases, n, perRun).map((copy) => ({
        method: 'POST',
        path: `/v1${path(copy)}`,
        headers: posting(copy, tokens),
        body: body(copy),
      })),
  }
}

function share(cases: readonly Copy[], n: number, perRun: number): readonly Copy[] {
  const mine = cases.slice(n * perRun, (n + 1) * perRun)
  if (mine.length < perRun) throw new Error('too few cases were prepared')
  return mine
}

const bearer = ({ coordinator }: Copy, tokens: Tokens) => ({ authorization: `Bearer ${tokens.get(coordinator)}` })
const posting = (copy: Copy, tokens: Tokens) => ({ ...bearer(copy, tokens), ...json, 'idempotency-key': randomUUID() })
