import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { jwtVerify } from 'jose'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import type { Test } from 'tap'
import type { Notification, NotificationPreferences, SafeContact } from '../../src/notifications/schemas.ts'
import { smtpTransport } from '../../src/notifications/smtp.ts'
import type { Client } from '../support/client.ts'
import type { Service } from '../support/service.ts'
import { doOnce } from '../support/sweep.ts'

export const link = 'https://sign-in.example.nhs.uk/'

/** An email as a server took it. */
export interface Mail {
  readonly to: string
  readonly text: string
}

/** A refusal with the status of SMTP, and what it says; `break`: the line is cut in the middle of the message. */
export type HowItAnswers = number | { readonly code: number; readonly says: string } | 'break' | undefined

export interface Post {
  readonly url: string
  readonly mails: Mail[]
  /** Each address that somebody wanted to send to. */
  readonly asked: string[]
  /** How it answers to each recipient, and to the message itself, from now on. */
  answers(to: (address: string) => HowItAnswers, data?: (address: string) => HowItAnswers): void
}

const refusal = (how: number | { readonly code: number; readonly says: string }) =>
  typeof how === 'number'
    ? Object.assign(new Error('as the test says'), { responseCode: how })
    : Object.assign(new Error(how.says), { responseCode: how.code })

/** A real server of SMTP on this machine, which keeps what it takes. */
export async function aPost(t: Test, options: SMTPServerOptions = {}): Promise<Post> {
  const mails: Mail[] = []
  const asked: string[] = []
  let toRecipient: (address: string) => HowItAnswers = () => undefined
  let toData: (address: string) => HowItAnswers = () => undefined
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    ...options,
    onRcptTo({ address }, _session, done) {
      asked.push(address)
      const how = toRecipient(address)
      if (how !== undefined && how !== 'break') return done(refusal(how))
      return done()
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      const to = session.envelope.rcptTo.map(({ address }) => address).join(', ')
      const how = toData(to)
      stream.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
      })
      stream.on('end', () => {
        if (how === 'break') {
          for (const one of server.connections) (one as unknown as { close(): void }).close()
          return
        }
        if (how !== undefined) return done(refusal(how))
        mails.push({ to, text: Buffer.concat(chunks).toString().replaceAll('=\r\n', '') })
        return done()
      })
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => new Promise<void>((resolve) => server.close(() => resolve())))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    asked,
    answers(to, data = () => undefined) {
      toRecipient = to
      toData = data
    },
  }
}

export const from = 'Messages <no-reply@example.nhs.uk>'
export const byPost = (post: Post) => ({ link, by: { email: smtpTransport({ url: post.url, from }, false) } })

/** What somebody sent to the interface of GOV.UK Notify. */
export interface Asked {
  readonly path: string
  readonly body: {
    readonly email_address?: string
    readonly phone_number?: string
    readonly template_id: string
    readonly personalisation: Readonly<Record<string, string>>
    readonly reference: string
  }
}

export const notifyService = '26785a09-ab16-4eb0-8407-a37497a57506'
export const notifySecret = '3d844edf-8d35-48ac-975b-e847b4f122b0'
export const notifyKey = `team-key-${notifyService}-${notifySecret}`

/** A real server with the interface of GOV.UK Notify, which holds each token to the secret. */
export async function aNotify(t: Test, now: () => Date) {
  const asked: Asked[] = []
  const known = new Map<string, string>()
  const failed = new Map<string, string>()
  const listed: URLSearchParams[] = []
  let how: (one: Asked) => { status: number; error?: string } | 'silent' = () => ({ status: 201 })
  const server = createServer(async (request, response) => {
    const say = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    const [, token = ''] = (request.headers.authorization ?? '').split(' ')
    try {
      const { payload, protectedHeader } = await jwtVerify(token, new TextEncoder().encode(notifySecret), {
        ...{ issuer: notifyService, algorithms: ['HS256'], currentDate: now(), maxTokenAge: '30s' },
      })
      if (payload.iat === undefined || protectedHeader.typ !== 'JWT') throw new Error('no time or no type')
    } catch {
      return say(403, { status_code: 403, errors: [{ error: 'AuthError', message: 'Invalid token' }] })
    }
    const url = new URL(request.url ?? '', 'http://127.0.0.1')
    if (request.method === 'GET' && url.searchParams.has('status')) {
      listed.push(url.searchParams)
      const { searchParams } = url
      const found = asked.flatMap(({ path }, at) => {
        const [id, status = ''] = [`notify-${at + 1}`, failed.get(`notify-${at + 1}`)]
        const fits =
          path.endsWith(`/${searchParams.get('template_type')}`) && searchParams.getAll('status').includes(status)
        return fits ? [{ id, status, created_at: now().toISOString() }] : []
      })
      const from = found.findIndex(({ id }) => id === searchParams.get('older_than')) + 1
      return say(200, { notifications: found.slice(from) })
    }
    if (request.method === 'GET') {
      const id = known.get(url.searchParams.get('reference') ?? '')
      return say(200, { notifications: id ? [{ id }] : [] })
    }
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const one: Asked = { path: url.pathname, body: JSON.parse(Buffer.concat(chunks).toString()) }
    const answer = how(one)
    asked.push(one)
    const id = `notify-${asked.length}`
    if (answer === 'silent') {
      known.set(one.body.reference, id)
      return response.destroy()
    }
    if (answer.status === 201) known.set(one.body.reference, id)
    return answer.status === 201
      ? say(201, { id, reference: one.body.reference })
      : say(answer.status, { status_code: answer.status, errors: [{ error: answer.error ?? 'Error', message: 'No' }] })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    listed,
    /** A message that was taken is not delivered. */
    fails: (id: string, status: string) => void failed.set(id, status),
    answers(next: typeof how) {
      how = next
    },
  }
}

/** Reads what happened and sends what is due. */
export async function tell(service: Service): Promise<number> {
  await service.seal()
  return doOnce(service, 'notifications')
}

/** How a person can be reached, as they say themselves; each test says what is otherwise. */
export const aContact = (more: object = {}) => ({
  ...{ email: 'somebody@example.org', phone: null, mayEmail: true, mayText: true, mayPost: true },
  ...{ hours: null, pause: null, notTo: [] },
  ...more,
})

export async function setContact(client: Client, personId: string, more: object = {}) {
  const path = `/v1/people/${personId}/safe-contact`
  const before = await client.get<SafeContact>(path)
  return client.post<SafeContact>(path, aContact(more), { ifMatch: before.etag })
}

const anyWay = {
  ...{ 'letter-ready': 'any', 'your-turn': 'any', late: 'any' },
  ...{ 'crisis-activated': 'any', 'review-due': 'any', 'said-for': 'any' },
}
export async function setPreferences(client: Client, more: object = {}, channels: object = {}) {
  const path = '/v1/me/notification-preferences'
  const before = await client.get<NotificationPreferences>(path)
  const body = {
    ...{ channels: { ...anyWay, ...channels }, digest: 'at-once', digestHour: 9, digestDay: 1 },
    ...{ email: null, phone: null, ...more },
  }
  return client.post<NotificationPreferences>(path, body, { ifMatch: before.etag })
}

export const ofCase = async (client: Client, caseId: string) =>
  (await client.get<{ items: Notification[] }>(`/v1/cases/${caseId}/notifications?limit=100`)).ok.items
export const ofMine = async (client: Client) =>
  (await client.get<{ items: Notification[] }>('/v1/me/notifications?limit=100')).ok.items
