import { randomUUID } from 'node:crypto'
import type autocannon from 'autocannon'
import { anExpression } from '../test/support/pathway-builders.ts'
import type { Copy } from './copies.ts'
import { connections, type Length } from './measure.ts'

/** Something that is measured, of the service and of the bare route. */
export interface Subject {
  readonly key: string
  readonly what: string
  readonly length: Length
  readonly warmUp: Length
  /** The requests of one run; `n` counts the runs of both servers, so that what can be done once is done once. */
  bare(n: number): autocannon.Request[]
  ours(n: number): autocannon.Request[]
}

/** A token by the `sub` of its holder. */
export type Tokens = ReadonlyMap<string, string>

const json = { 'content-type': 'application/json' }
const expression = JSON.stringify(anExpression())

/** Requests enough that 16 connections seldom ask for the same row at once. */
const manyReads = connections * 64

export function reading(cases: readonly Copy[], tokens: Tokens): Subject {
  return {
    key: 'read',
    what: 'reading a case',
    length: { seconds: 2 },
    warmUp: { seconds: 1.5 },
    bare: () => cases.slice(0, manyReads).map(({ caseId }) => ({ path: `/cases/${caseId}` })),
    ours: () =>
      cases.slice(0, manyReads).map((copy) => ({ path: `/v1/cases/${copy.caseId}`, headers: bearer(copy, tokens) })),
  }
}

export function listing(cases: readonly Copy[], tokens: Tokens): Subject {
  return {
    key: 'list',
    what: 'listing 25 cases',
    length: { seconds: 2 },
    warmUp: { seconds: 1.5 },
    bare: () => cases.slice(0, manyReads).map(() => ({ path: '/cases' })),
    ours: () => cases.slice(0, manyReads).map((copy) => ({ path: '/v1/cases', headers: bearer(copy, tokens) })),
  }
}

export function creating(cases: readonly Copy[], tokens: Tokens, perRun: number): Subject {
  const path = ({ caseId }: Copy) => `/cases/${caseId}/expressions-of-interest`
  return {
    key: 'create',
    what: 'creating an expression of interest',
    length: 'each once',
    warmUp: 'each once',
    bare: (n) =>
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
    length: 'each once',
    warmUp: 'each once',
    bare: (n) =>
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
