import { connect } from 'node:net'

/** A request as bytes, since no client would send these. */
export interface RawRequest {
  readonly method: string
  readonly target: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string | Buffer | undefined
}

export interface RawAnswer {
  readonly status: number
  /** Status line, headers and body, as they came. */
  readonly text: string
}

const longestMilliseconds = 30_000

/** Sends it on a connection of its own and reads to the end. */
export function send(port: number, { method, target, headers, body }: RawRequest): Promise<RawAnswer> {
  const bytes = body === undefined ? Buffer.alloc(0) : Buffer.from(body)
  const lines = [`${method} ${target} HTTP/1.1`, 'host: 127.0.0.1', 'connection: close']
  for (const [name, value] of headers) lines.push(`${name}: ${value}`)
  if (body !== undefined) lines.push(`content-length: ${bytes.length}`)
  const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1')
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    const parts: Buffer[] = []
    socket.setTimeout(longestMilliseconds, () => socket.destroy(new Error('it did not answer')))
    socket.on('data', (part) => parts.push(part))
    // The service may end the connection while a body that is too large is still being sent.
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') reject(error)
    })
    socket.on('close', () => {
      const text = Buffer.concat(parts).toString()
      resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), text })
    })
    socket.write(head)
    socket.write(bytes)
  })
}
