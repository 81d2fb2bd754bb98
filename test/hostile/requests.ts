import { lineExample } from '../../src/platform/http/sent-lines.ts'
import type { Contract, Operation } from '../support/contract.ts'
import { type Chance, chanceOf } from './chance.ts'
import { hostileBody, hostileScalars } from './values.ts'
import type { RawRequest } from './wire.ts'

/** Somebody who attacks: what they send as `authorization`, and what they may never be shown. */
export interface Attacker {
  readonly name: string
  readonly authorization: string | undefined
  readonly permissions: ReadonlySet<string> | undefined
  readonly never: readonly string[]
  /** Another tenant's: what they write would be theirs to write. */
  readonly onlyLooks?: boolean
}

/** Identifiers by the name of the path parameter: of their own case, of another's, of another tenant. */
export type Pools = readonly Readonly<Record<string, string>>[]

export interface Attack {
  readonly operation: Operation
  readonly attacker: Attacker
  readonly request: RawRequest
}

const headerValues = [
  ...[
    '',
    ' ',
    '*',
    '"1"',
    '"1", "2"',
    'W/"1"',
    '"999999999999"',
    '1',
    'null',
    'a'.repeat(200),
    'a'.repeat(9_000),
    '\u00ff\u00fe',
    'K-1',
    'K-2',
  ],
  ...[
    "'; drop table person; --",
    '../../x',
    '%00',
    '\u0001',
    '\t',
    'application/json',
    'text/html',
    'application/merge-patch+json',
    'gzip',
    'bearer x',
  ],
]
const headerNames = [
  ...[
    'idempotency-key',
    'if-match',
    'content-type',
    'accept',
    'authorization',
    'x-correlation-id',
    'x-request-id',
    'content-encoding',
  ],
  ...[
    'x-forwarded-for',
    'x-http-method-override',
    'x-original-url',
    'forwarded',
    'cookie',
    'origin',
    'range',
    'if-none-match',
    'accept-encoding',
  ],
  ...['transfer-encoding', 'content-length', 'expect', 'upgrade', 'te', 'prefer', 'accept-language', 'host'],
]
const segments = [
  '..',
  '.',
  '%2e%2e',
  '..%2f..%2fpeople',
  '%00',
  '%',
  '%ff',
  '%c0%ae',
  'a'.repeat(500),
  ';x=1',
  '%252e',
  '~',
  '*',
  "'",
  '\u00e9',
  '0',
  'null',
  '%0d%0ax-injected:yes',
]

/** The n-th request of an attack: the same for the same seed. */
export function attackOf(
  seed: number,
  n: number,
  contract: Contract,
  attackers: readonly Attacker[],
  pools: Pools,
): Attack {
  const chance = chanceOf(seed * 1_000_003 + n)
  const operation = contract.operations[n % contract.operations.length] ?? chance.one(contract.operations)
  const permitted = attackers.filter(({ permissions, onlyLooks }) => {
    if (onlyLooks && operation.method !== 'GET') return false
    return operation.permission === undefined || permissions?.has(operation.permission)
  })
  const others = attackers.filter(({ onlyLooks }) => !onlyLooks || operation.method === 'GET')
  const attacker = chance.one(permitted.length > 0 && chance.percent(85) ? permitted : others)
  const anId = (name: string) => {
    const pool = chance.one(pools)
    const meant = pool[name]
    if (meant !== undefined && chance.percent(70)) return meant
    const ids = Object.values(pool).filter((id) => id.length === 36)
    return chance.percent(10) ? chance.one(ids).toUpperCase() : chance.one(ids)
  }
  const method =
    chance.percent(97) || attacker.onlyLooks
      ? operation.method
      : chance.one(['GET', 'PUT', 'PATCH', 'DELETE', 'POST', 'TRACE', 'FOO'])
  const body = bodyOf(chance, contract, operation, anId)
  const request = {
    method,
    target: targetOf(chance, operation, pools),
    headers: headersOf(chance, operation, attacker, body !== undefined),
    body,
  }
  return { operation, attacker, request }
}

function bodyOf(chance: Chance, contract: Contract, { body, method }: Operation, anId: (name: string) => string) {
  if (body === undefined) return method !== 'GET' && chance.percent(20) ? '{}' : undefined
  if (chance.percent(2)) return undefined
  if (body.format === 'binary')
    return chance.one(['%PDF-1.7\n', '%PDF', '{}', '<svg onload=alert(1)>', '\u0000'.repeat(9_000)])
  if (body.type === 'string') {
    const line = hostileBody(chance, JSON.parse(lineExample), anId)
    return chance.one([
      line,
      `${line}\n${line}`,
      '{}\n'.repeat(50),
      '[[[[',
      'givenName,=cmd\n"a',
      '\u0000'.repeat(9_000),
      '',
    ])
  }
  return hostileBody(chance, contract.exampleOf(body), anId)
}

function targetOf(chance: Chance, operation: Operation, pools: Pools): string {
  // Mostly all of one road, so that what is asked for is there; sometimes a road that leads from one into another.
  const pool = chance.one(pools)
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    if (chance.percent(8)) return chance.one(segments)
    const from = chance.percent(85) ? pool : chance.one(pools)
    return from[name] ?? chance.one(Object.values(from))
  })
  const end = chance.percent(4)
    ? chance.one(['/', '/..', '//', '/%2e%2e/%2e%2e/_status', '?', '#', '/.json', '%20'])
    : ''
  const known = operation.parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name)
  if (!chance.percent(known.length > 0 ? 50 : 8)) return `${path}${end}`
  const value = () => encodeURIComponent(String(chance.one(hostileScalars)).slice(0, 2_000).toWellFormed())
  const pairs = Array.from(
    { length: 1 + chance.below(3) },
    () => `${chance.one([...known, 'limit', 'cursor', 'x', '__proto__', 'limit[]'])}=${value()}`,
  )
  return `${path}${end}?${pairs.join('&')}`
}

function headersOf(chance: Chance, operation: Operation, attacker: Attacker, hasBody: boolean): [string, string][] {
  const headers: [string, string][] = []
  if (attacker.authorization !== undefined) headers.push(['authorization', attacker.authorization])
  if (hasBody)
    headers.push([
      'content-type',
      operation.body?.format === 'binary' && chance.percent(90)
        ? chance.one(['application/pdf', 'image/png', 'image/svg+xml'])
        : operation.body?.type === 'string' && chance.percent(90)
          ? chance.one(['application/x-ndjson', 'text/csv'])
          : operation.method === 'PATCH' && chance.percent(50)
            ? 'application/merge-patch+json'
            : 'application/json',
    ])
  if (operation.method === 'POST' && chance.percent(90))
    headers.push(['idempotency-key', chance.percent(90) ? `hostile-${chance.below(1e9)}` : `K-${chance.below(3)}`])
  if (operation.parameters.some(({ name }) => name === 'if-match') && chance.percent(80))
    headers.push(['if-match', `"${1 + chance.below(4)}"`])
  if (!chance.percent(25)) return headers
  // A length without a body would only be waited for.
  const name = chance.one(
    hasBody ? headerNames : headerNames.filter((each) => !/^(content-length|transfer-encoding)$/.test(each)),
  )
  const again: [string, string] = [name, chance.one(headerValues)]
  const known = headers.findIndex(([each]) => each === name)
  if (known === -1 || chance.percent(50)) headers.push(again)
  else headers[known] = again
  return headers
}
