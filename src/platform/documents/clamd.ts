import { connect, type Socket } from 'node:net'
import { type Scanner, ScannerAway, type Verdict } from './scanner.ts'

/** As much of a file as is sent at once. */
const chunkBytes = 64 * 1024
const mostOfAnswer = 4_096

interface Patience {
  readonly toConnect: number
  /** For each step, and for the verdict. */
  readonly toAnswer: number
}
const usual: Patience = { toConnect: 5_000, toAnswer: 60_000 }

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
export function clamd(url: string, { toConnect, toAnswer }: Patience = usual): Scanner {
  const { protocol, hostname, port, pathname } = new URL(url)
  const open = () =>
    protocol === 'unix:'
      ? connect({ path: decodeURIComponent(pathname) })
      : connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 3310) })
  return {
    async scan(bytes) {
      const socket = await reached(open(), toConnect)
      try {
        return verdictOf(await said(socket, bytes, toAnswer))
      } finally {
        socket.destroy()
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

/** Sends the file, and gives what was said until the line was closed or the answer was whole. It may come before all was sent: the file is too large then. */
function said(socket: Socket, bytes: Uint8Array, milliseconds: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const done = () => (answer.endsWith('\0') ? resolve(answer.slice(0, -1)) : reject(new Error('the scanner hung up')))
    socket.setTimeout(milliseconds, () => reject(new Error('the scanner says nothing')))
    socket.setEncoding('latin1')
    socket.on('data', (text) => {
      answer += text
      if (answer.endsWith('\0') || answer.length > mostOfAnswer) done()
    })
    socket.once('error', done)
    socket.once('close', done)
    socket.write('zINSTREAM\0')
    let at = 0
    const send = () => {
      while (at < bytes.length) {
        const chunk = bytes.subarray(at, at + chunkBytes)
        at += chunk.length
        if (!socket.write(Buffer.concat([lengthOf(chunk), chunk]))) return socket.once('drain', send)
      }
      return socket.write(lengthOf(new Uint8Array()))
    }
    send()
  })
}

function lengthOf({ length }: Uint8Array): Buffer {
  const head = Buffer.alloc(4)
  head.writeUInt32BE(length)
  return head
}

/** What was found is not repeated: a name of malware says nothing to whoever sent the file. */
function verdictOf(answer: string): Verdict {
  if (answer === 'stream: OK') return 'clean'
  if (/^stream: .+ FOUND$/.test(answer)) return 'infected'
  if (answer.startsWith('INSTREAM size limit exceeded')) return 'failed'
  throw new Error('the scanner gave no verdict')
}
