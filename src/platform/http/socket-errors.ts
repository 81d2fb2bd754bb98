import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyBaseLogger } from 'fastify'
import { newId } from '../work/new-id.ts'
import { type PlainProblem, Problem, problemBody } from './errors.ts'

const byNodeCode: Readonly<Record<string, PlainProblem>> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
}

/** What Node could not read as HTTP is answered on the bare socket, and the line is cut. */
export function answerOnSocket(error: Error & { code?: string }, socket: Socket, log: FastifyBaseLogger): void {
  const code = error.code ?? ''
  if (code === 'ECONNRESET' || socket.destroyed) return
  const problem = new Problem(byNodeCode[code] ?? 'request-invalid')
  log.debug({ code }, 'not HTTP')
  if (!socket.writable) {
    socket.destroy()
    return
  }
  const body = JSON.stringify(problemBody(problem, newId()))
  socket.end(
    [
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}`,
      'content-type: application/problem+json',
      `content-length: ${Buffer.byteLength(body)}`,
      'cache-control: no-store',
      'connection: close',
      '',
      body,
    ].join('\r\n'),
  )
}
