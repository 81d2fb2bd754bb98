import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Test } from 'tap'
import type { Webhook } from '../../src/webhooks/schemas.ts'
import type { Client } from '../support/client.ts'

/** What a receiver was sent. */
export interface Received {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly payload: {
    readonly id: string
    readonly type: string
    readonly sequence: number | null
    readonly caseId: string | null
    readonly happenedAt: string
  }
}

export interface Receiver {
  readonly url: string
  readonly received: Received[]
  /** How it answers from now on: a status, or one for each that it is sent. */
  answers(how: number | ((one: Received) => number | Promise<number>)): void
  /** Where a redirect leads. */
  location: string | undefined
  /** What it asks to be left alone for. */
  retryAfter: string | undefined
}

/** A real receiver on this machine, which keeps what it is sent. */
export async function aReceiver(t: Test): Promise<Receiver> {
  const received: Received[] = []
  let how: (one: Received) => number | Promise<number> = () => 204
  const receiver: Pick<Receiver, 'location' | 'retryAfter'> = { location: undefined, retryAfter: undefined }
  const server = createServer(async (request, response) => {
    const body = await textOf(request)
    const one = { headers: request.headers as Record<string, string>, body, payload: JSON.parse(body) }
    received.push(one)
    const status = await how(one)
    const { location, retryAfter } = receiver
    response
      .writeHead(status, { ...(location && { location }), ...(retryAfter && { 'retry-after': retryAfter }) })
      .end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return Object.assign(receiver, {
    url: `http://127.0.0.1:${port}/events`,
    received,
    answers(next: number | ((one: Received) => number | Promise<number>)) {
      how = typeof next === 'number' ? () => next : next
    },
  })
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

export const register = (client: Client, url: string, types: readonly string[] | null = null) =>
  client.post<Webhook & { secret: string }>('/v1/webhooks', { url, types })
