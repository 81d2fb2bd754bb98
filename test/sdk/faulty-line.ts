import { createServer, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Test } from 'tap'

/**
 * What the line to the service does with a request: lets it through, carries it out and loses the answer, never answers, or answers itself as a
 * service that is too busy.
 */
export type Fault = 'none' | 'answer-lost' | 'silent' | { readonly status: number; readonly retryAfter?: string }

export interface FaultyLine {
  readonly url: string
  /** Of each request that came: its method, path and the headers that the client puts on. */
  readonly came: {
    readonly at: number
    readonly method: string
    readonly path: string
    readonly key: string | undefined
    readonly token: string | undefined
  }[]
  /** What the next requests meet, in this order; then all go through. */
  next(...faults: Fault[]): void
  /** Nobody is there, until it comes back. */
  goesAway(): Promise<void>
  comesBack(): Promise<void>
}

/** A line to the service that does to each request what the test says. */
export async function faultyLineTo(t: Test, baseUrl: string): Promise<FaultyLine> {
  const [came, faults]: [FaultyLine['came'], Fault[]] = [[], []]
  const server = createServer((incoming, answer) => {
    const { method = 'GET', url: path = '/', headers } = incoming
    const one = (name: string) => headers[name]?.toString()
    came.push({ at: performance.now(), method, path, key: one('idempotency-key'), token: one('authorization') })
    const fault = faults.shift() ?? 'none'
    if (fault === 'silent') return
    if (typeof fault === 'object') {
      incoming.resume()
      answer.writeHead(fault.status, fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter })
      answer.end('busy')
      return
    }
    const passed = request(new URL(path, baseUrl), { method, headers }, (came) => {
      if (fault === 'none') void came.pipe(answer.writeHead(came.statusCode ?? 500, came.headers))
      else came.resume().once('end', () => lose(answer))
    })
    passed.once('error', () => lose(answer))
    incoming.pipe(passed)
  })
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  await listen(0)
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    came,
    next: (...of) => void faults.push(...of),
    goesAway: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
    comesBack: () => listen(port),
  }
}

const lose = (answer: ServerResponse) => answer.socket?.destroy()
