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

/** What came of it. */
export interface Sent {
  /** The status of the answer; 0 where there was none. */
  readonly status: number
  /** For how many seconds the receiver asks to be left alone (RFC 9110, 10.2.3); 0 where it does not. */
  readonly leaveSeconds: number
}
const unanswered: Sent = { status: 0, leaveSeconds: 0 }

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
export function send({ url, body, headers }: Sending, targets: WebhookTargets): Promise<Sent> {
  const to = new URL(url)
  const { tls, plain } = agents[targets]
  const isTls = to.protocol === 'https:'
  const literal = isIP(hostOf(to)) !== 0
  // A literal address is not looked up.
  if ((!isTls && !plain) || (targets === 'public' && literal && !isPublicAddress(hostOf(to))))
    return Promise.resolve(unanswered)
  const options = {
    method: 'POST',
    agent: isTls ? tls : plain,
    headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
    signal: AbortSignal.timeout(mostMilliseconds),
  }
  return new Promise((resolve) => {
    const sent = (isTls ? request : plainRequest)(to, options, (answer) => {
      readAway(answer)
      resolve({ status: answer.statusCode ?? 0, leaveSeconds: leaveSecondsOf(answer.headers) })
    })
    sent.on('error', () => resolve(unanswered))
    // An answer that changes the protocol gives neither an error nor an answer.
    sent.on('close', () => resolve(unanswered))
    sent.end(body)
  })
}

/** So many seconds, or until a moment by the clock of who answers; what is neither asks for nothing. */
function leaveSecondsOf({ 'retry-after': value, date = '' }: IncomingMessage['headers']): number {
  if (value === undefined) return 0
  const seconds = /^\d+$/.test(value.trim()) ? Number(value) : (Date.parse(value) - Date.parse(date)) / 1_000
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : 0
}

function readAway(answer: IncomingMessage): void {
  let bytes = 0
  answer.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > mostAnswerBytes) answer.destroy()
  })
  answer.on('error', () => undefined)
}
