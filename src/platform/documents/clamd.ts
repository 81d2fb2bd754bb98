import { connect, type Socket } from 'node:net'
import { type Scanner, ScannerAway, type Verdict } from './scanner.ts'

/** As much of a file as is sent at once. */
const chunkBytes = 64 * 1024
const mostOfAnswer = 4_096

interface Patience {
  readonly toConnect: number
  /** For each step. */
  readonly toAnswer: number
  /** From the first byte to the verdict. */
  readonly inAll: number
}
const usual: Patience = { toConnect: 5_000, toAnswer: 30_000, inAll: 60_000 }

/** Whether an address can be one of the daemon: a host, or the path of a socket, and nothing besides. */
export function isScannerUrl(text: string): boolean {
  const { protocol, hostname, pathname, search, hash, username } = new URL(text)
  if (search || hash || username) return false
  return protocol === 'unix:' ? hostname === '' && pathname.length > 1 : hostname !== '' && pathname.length <= 1
}

/**
 * ClamAV's daemon, by its own protocol (clamd(8), INSTREAM): the bytes go over the line in chunks, each behind its length, so that it needs no
 * folder of ours. `tcp://host:port`, or `unix:/path` of its socket.
 */
export function clamd(url: string, { toConnect, toAnswer, inAll }: Patience = usual): Scanner {
  const { protocol, hostname, port, pathname } = new URL(url)
  const open = () =>
    protocol === 'unix:'
      ? connect({ path: decodeURIComponent(pathname) })
      : connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 3310) })
  return {
    async scan(bytes) {
      try {
        return verdictOf(await asked(await reached(open(), toConnect), { toAnswer, inAll }, fileIn(bytes)))
      } catch (error) {
        if (error instanceof ScannerAway) throw error
        // What stands before a scanner hangs up as well, or says nothing: the file is to blame only where the scanner itself is well.
        const pong = await asked(await reached(open(), toConnect), { toAnswer, inAll }, ping).catch(() => undefined)
        throw pong?.text === 'PONG' ? error : new ScannerAway('what answers is no scanner that is well')
      }
    },
  }
}

function reached(socket: Socket, milliseconds: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const away = () => {
      socket.destroy()
      reject(new ScannerAway('nobody answers where the scanner is said to be'))
    }
    socket.setTimeout(milliseconds, away)
    socket.once('error', away)
    socket.once('connect', () => {
      socket.off('error', away)
      socket.removeAllListeners('timeout')
      resolve(socket)
    })
  })
}

interface Said {
  readonly text: string
  /** That all was sent before it was said. */
  readonly whole: boolean
}
/** Sends something down the line, and says when all of it was written. */
type Sends = (socket: Socket, sent: () => void) => void

const ping: Sends = (socket, sent) => {
  socket.write('zPING\0')
  sent()
}

const fileIn =
  (bytes: Uint8Array): Sends =>
  (socket, sent) => {
    socket.write('zINSTREAM\0')
    let at = 0
    const send = () => {
      while (at < bytes.length) {
        const chunk = bytes.subarray(at, at + chunkBytes)
        at += chunk.length
        if (!socket.write(Buffer.concat([lengthOf(chunk), chunk]))) return void socket.once('drain', send)
      }
      socket.write(lengthOf(new Uint8Array()))
      sent()
    }
    send()
  }

/** Sends it, and gives what was said until the line was closed or the answer was whole. It may come before all was sent: the file is too large then. */
function asked(socket: Socket, { toAnswer, inAll }: Pick<Patience, 'toAnswer' | 'inAll'>, sends: Sends): Promise<Said> {
  return new Promise<Said>((resolve, reject) => {
    let [text, whole] = ['', false]
    const done = () =>
      text.endsWith('\0') ? resolve({ text: text.slice(0, -1), whole }) : reject(new Error('the scanner hung up'))
    const silent = () => reject(new Error('the scanner says nothing'))
    socket.setTimeout(toAnswer, silent)
    const last = setTimeout(silent, inAll)
    socket.setEncoding('latin1')
    socket.on('data', (part) => {
      text += part
      if (text.endsWith('\0') || text.length > mostOfAnswer) done()
    })
    socket.once('error', done)
    socket.once('close', () => {
      clearTimeout(last)
      done()
    })
    sends(socket, () => {
      whole = true
    })
  }).finally(() => socket.destroy())
}

function lengthOf({ length }: Uint8Array): Buffer {
  const head = Buffer.alloc(4)
  head.writeUInt32BE(length)
  return head
}

/** What was found is not repeated: a name of malware says nothing to whoever sent the file. */
function verdictOf({ text, whole }: Said): Verdict {
  // Before it had all of the file it cannot know.
  if (text === 'stream: OK' && whole) return 'clean'
  // What it could not look into: of that it says nothing unless AlertEncrypted and AlertExceedsMax are set.
  if (/^stream: Heuristics\.(Encrypted|Limits\.Exceeded)[. ].*FOUND$/.test(text)) return 'failed'
  if (/^stream: .+ FOUND$/.test(text)) return 'infected'
  if (text.startsWith('INSTREAM size limit exceeded')) return 'failed'
  throw new Error('the scanner gave no verdict')
}
