import { lookup } from 'node:dns'
import { type IncomingMessage, Agent as PlainAgent, request as plainRequest } from 'node:http'
import { request, Agent as TlsAgent } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { hostOf, isPublicAddress, type WebhookTargets } from './targets.ts'

const mostMilliseconds = 10_000
/** What of an answer is read, for the line to be used again; of a longer one the line is closed. */
const mostAnswerBytes = 16 * 1024

/** What is sent, and where. */
export interface Sending {
  readonly url: string
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

/** Looks a name up and refuses it where any of its addresses is not public: what is checked is what is connected to. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 0)
    const [first] = addresses
    if (!first || addresses.some(({ address }) => !isPublicAddress(address)))
      return callback(Object.assign(new Error('no public address'), { code: 'ENOTPUBLIC' }), '', 0)
    return options.all ? callback(null, addresses) : callback(null, first.address, first.family)
  })
}

/** As many to one host as are sent at once at all: one that waited for a line would lose its time to answer to another’s receiver. */
const settings = { keepAlive: true, maxSockets: 400, maxFreeSockets: 10, timeout: 30_000 }
const agents = {
  public: { tls: new TlsAgent({ ...settings, lookup: publicLookup }), plain: undefined },
  any: { tls: new TlsAgent(settings), plain: new PlainAgent(settings) },
}

/**
 * Sends with POST and gives the status of the answer; 0 where there was none in ten seconds, or where the address is none that may be sent to. No
 * redirect is followed.
 */
export function send({ url, body, headers }: Sending, targets: WebhookTargets): Promise<number> {
  const to = new URL(url)
  const { tls, plain } = agents[targets]
  const isTls = to.protocol === 'https:'
  const literal = isIP(hostOf(to)) !== 0
  // A literal address is not looked up.
  if ((!isTls && !plain) || (targets === 'public' && literal && !isPublicAddress(hostOf(to)))) return Promise.resolve(0)
  const options = {
    method: 'POST',
    agent: isTls ? tls : plain,
    headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
    signal: AbortSignal.timeout(mostMilliseconds),
  }
  return new Promise((resolve) => {
    const sent = (isTls ? request : plainRequest)(to, options, (answer) => {
      readAway(answer)
      resolve(answer.statusCode ?? 0)
    })
    sent.on('error', () => resolve(0))
    // An answer that changes the protocol gives neither an error nor an answer.
    sent.on('close', () => resolve(0))
    sent.end(body)
  })
}

function readAway(answer: IncomingMessage): void {
  let bytes = 0
  answer.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > mostAnswerBytes) answer.destroy()
  })
  answer.on('error', () => undefined)
}
