import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose'
import type { Test } from 'tap'

interface Key {
  readonly kid: string
  readonly privateKey: CryptoKey
  readonly publicKey: CryptoKey
}

/** A real issuer of tokens: keys, a JWKS over HTTP, and a count of how often it was asked. */
export interface Issuer {
  readonly issuer: string
  readonly audience: string
  readonly jwksUrl: string
  readonly asked: () => number
  /** Signs with the newest key, or with one given. */
  sign(claims: JWTPayload, header?: { kid?: string }): Promise<string>
  /** The keys from now on: a new one signs, and the old ones are published only where they are kept. */
  rotate(options: { keepOld: boolean }): Promise<void>
  publicKey(): CryptoKey
  /** Answers 503 until it is called with false. */
  fail(failing: boolean): void
}

export async function startIssuer(t: Test): Promise<Issuer> {
  let keys = [await makeKey(1)]
  let asked = 0
  let failing = false
  const server = createServer(async (_request, response) => {
    asked += 1
    if (failing) return response.writeHead(503).end()
    const published = await Promise.all(keys.map(async (key) => ({ ...(await publicJwk(key)), use: 'sig' })))
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: published }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const newest = () => {
    const key = keys.at(-1)
    if (!key) throw new Error('the issuer has no key')
    return key
  }
  return {
    issuer,
    audience: 'recovery-budgets',
    jwksUrl: `${issuer}/.well-known/jwks.json`,
    asked: () => asked,
    sign: (claims, header = {}) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'ES256', kid: header.kid ?? newest().kid })
        .sign(newest().privateKey),
    async rotate({ keepOld }) {
      const next = await makeKey(Number(newest().kid.slice(4)) + 1)
      keys = keepOld ? [...keys, next] : [next]
    },
    publicKey: () => newest().publicKey,
    fail: (value) => {
      failing = value
    },
  }
}

async function makeKey(number: number): Promise<Key> {
  return { kid: `key-${number}`, ...(await generateKeyPair('ES256', { extractable: true })) }
}

async function publicJwk(key: Key): Promise<JWK> {
  return { ...(await exportJWK(key.publicKey)), kid: key.kid, alg: 'ES256' }
}
