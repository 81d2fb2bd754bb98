import autocannon from 'autocannon'

export const connections = 16

/** It shares its connections among several addresses, which its types do not know. */
type Options = Omit<autocannon.Options, 'url'> & { readonly url: string[] }
const start: (options: Options, done: (error: Error | null, result: autocannon.Result) => void) => autocannon.Instance =
  Object.assign(autocannon)

/** What one run against one server gave. */
export interface Run {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  readonly answers: number
}

/** A run, with the microseconds of CPU that an answer took: of the server's own process, and of PostgreSQL. */
export interface Costed extends Run {
  readonly nodeMicroseconds: number
  readonly postgresMicroseconds: number
}

/** How long a run lasts: so many seconds over and over the same requests, or each request once. */
export type Length = { readonly seconds: number } | 'each once'

/** Sends the requests over 16 connections, the next on each as soon as it has its answer. Throws where an answer is not a 2xx. */
export async function measure(
  urls: readonly string[],
  requests: readonly autocannon.Request[],
  length: Length,
): Promise<Run> {
  const milliseconds: number[] = []
  const shares = Array.from({ length: connections }, (_, n) => requests.filter((_, m) => m % connections === n))
  let begun = 0
  let ended = 0
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const options: Options = {
      url: [...urls],
      connections,
      sampleInt: 50,
      timeout: 10,
      ...(length === 'each once' ? { amount: requests.length } : { duration: length.seconds }),
      setupClient: (client) => client.setRequests(shares.shift() ?? []),
    }
    const instance = start(options, (error: Error | null, result) => (error ? reject(error) : resolve(result)))
    instance.on('start', () => {
      begun = performance.now()
    })
    instance.on('response', (_client, _status, _bytes, took) => {
      ended = performance.now()
      milliseconds.push(took)
    })
  })
  const faults = result.non2xx + result.errors + result.timeouts
  if (faults > 0) throw new Error(`${faults} of ${milliseconds.length} answers were not 2xx: ${codes(result)}`)
  if (length === 'each once' && milliseconds.length !== requests.length)
    throw new Error(`${requests.length} requests had ${milliseconds.length} answers`)
  milliseconds.sort((a, b) => a - b)
  const quantile = (q: number) =>
    milliseconds[Math.min(milliseconds.length - 1, Math.floor(milliseconds.length * q))] ?? 0
  return {
    perSecond: milliseconds.length / ((ended - begun) / 1000),
    p50: quantile(0.5),
    p99: quantile(0.99),
    answers: milliseconds.length,
  }
}

function codes(result: autocannon.Result): string {
  return JSON.stringify((result as { statusCodeStats?: unknown }).statusCodeStats)
}
