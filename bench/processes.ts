import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))

/** A server in a process of its own, or in several, on 127.0.0.1. */
export interface Served {
  readonly urls: readonly string[]
  readonly pids: readonly number[]
  stop(): Promise<void>
}

/** Several instances as one: a client shares its connections among them, as a proxy before them would. */
export function together(instances: readonly Served[]): Served {
  return {
    urls: instances.flatMap(({ urls }) => urls),
    pids: instances.flatMap(({ pids }) => pids),
    async stop() {
      await Promise.all(instances.map((instance) => instance.stop()))
    },
  }
}

/** Starts a program of this repository on a free port, and waits until it answers: none listens before it can. */
export async function serve(program: readonly string[], env: Readonly<Record<string, string>>): Promise<Served> {
  const port = await freePort()
  const { PATH = '', NODE_OPTIONS = '' } = process.env
  const child = spawn(process.execPath, program, {
    cwd: root,
    env: { PATH, NODE_OPTIONS, HOST: '127.0.0.1', PORT: String(port), ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  let ended = false
  const end = new Promise<void>((resolve) => {
    child.once('error', () => resolve())
    child.once('exit', () => resolve())
  }).then(() => {
    ended = true
  })
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  const url = `http://127.0.0.1:${port}`
  for (const deadline = performance.now() + 20_000; ; await wait(50)) {
    if (ended || performance.now() > deadline) throw new Error(`${program[0]} does not start`)
    const answer = await fetch(url).catch(() => undefined)
    if (answer) break
  }
  return {
    urls: [url],
    pids: [child.pid ?? 0],
    async stop() {
      child.kill('SIGTERM')
      await Promise.race([end, wait(8_000, undefined, { ref: false })])
      if (!ended) kill()
      process.off('exit', kill)
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
