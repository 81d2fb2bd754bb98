import { createServer, type Socket } from 'node:net'
import type { Test } from 'tap'
import { clamd } from '../../src/platform/documents/clamd.ts'
import type { Scanner } from '../../src/platform/documents/scanner.ts'

/** The string that every scanner finds, and that harms nobody (eicar.org). In two parts, so that no scanner finds it here. */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')

/** What the server does with a file. */
export type Manner =
  | 'scans'
  | 'hangs up'
  | 'is not well'
  | 'says OK at once'
  | 'says nothing'
  | 'too large'
  | 'errs'
  | 'answers in pieces'

/** A server that speaks clamd's protocol over TCP, as far as INSTREAM goes. It finds the EICAR string. */
export interface ScannerServer {
  readonly url: string
  readonly scanner: Scanner
  /** How many files it was sent, and the size of the last. */
  readonly seen: { files: number; bytes: number }
  manner: Manner
  stop(): Promise<void>
  start(): Promise<void>
}

export async function startScanner(t: Test): Promise<ScannerServer> {
  const sockets = new Set<Socket>()
  const served = { manner: 'scans' as Manner, seen: { files: 0, bytes: 0 } }
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => {})
    let held = Buffer.alloc(0)
    let answered = false
    const answer = (text: string) => {
      answered = true
      if (served.manner !== 'answers in pieces') return void socket.end(`${text}\0`)
      socket.write(text.slice(0, 4))
      setTimeout(() => socket.end(`${text.slice(4)}\0`), 20)
    }
    socket.on('data', (bytes) => {
      if (bytes.toString() === 'zPING\0')
        return served.manner === 'is not well' ? void socket.destroy() : answer('PONG')
      if (answered || served.manner === 'says nothing') return
      if (served.manner === 'is not well') return void socket.destroy()
      if (served.manner === 'says OK at once') return answer('stream: OK')
      held = Buffer.concat([held, Buffer.from(bytes)])
      if (served.manner === 'hangs up' && held.length > 12) return void socket.destroy()
      if (served.manner === 'too large' && held.length > 12) return answer('INSTREAM size limit exceeded. ERROR')
      const file = wholeOf(held)
      if (!file) return
      served.seen = { files: served.seen.files + 1, bytes: file.length }
      if (served.manner === 'errs') return answer('Can not allocate memory. ERROR')
      if (file.includes('a file with a password')) return answer('stream: Heuristics.Encrypted.PDF FOUND')
      return answer(file.includes(eicar) ? 'stream: Eicar-Test-Signature FOUND' : 'stream: OK')
    })
  })
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  await listen(0)
  const { port } = server.address() as { port: number }
  const stop = () =>
    new Promise<void>((resolve) => {
      for (const socket of sockets) socket.destroy()
      server.close(() => resolve())
    })
  t.teardown(stop)
  const url = `tcp://127.0.0.1:${port}`
  return Object.assign(served, {
    url,
    scanner: clamd(url, { toConnect: 1_000, toAnswer: 300, inAll: 2_000 }),
    stop,
    start: () => listen(port),
  })
}

/** The file that was sent in chunks, each behind its length, once the empty one that ends it has come. */
function wholeOf(held: Buffer): Buffer | undefined {
  const command = 'zINSTREAM\0'
  if (held.length < command.length) return undefined
  if (held.subarray(0, command.length).toString('latin1') !== command) throw new Error('that is no command of clamd')
  const chunks: Buffer[] = []
  for (let at = command.length; held.length >= at + 4; ) {
    const length = held.readUInt32BE(at)
    if (length === 0) return Buffer.concat(chunks)
    if (held.length < at + 4 + length) return undefined
    chunks.push(held.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return undefined
}
