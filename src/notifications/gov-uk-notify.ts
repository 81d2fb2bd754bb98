import { SignJWT } from 'jose'
import type { NotificationChannel } from '../rules/notifications/kinds.ts'
import { mostMilliseconds } from './limits.ts'
import type { Message, Sent, Transport } from './transports.ts'

/** A service of GOV.UK Notify, or of whatever has the same interface. */
export interface NotifySettings {
  readonly url: string
  /** A name, the identifier of the service, and the secret, with hyphens between them. */
  readonly key: string
  /** The template of each channel, with `((sentence))` and `((link))` in it. */
  readonly templates: Readonly<Record<NotificationChannel, string | undefined>>
}

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const keyPattern = new RegExp(`(?:^|-)(?<service>${uuid})-(?<secret>${uuid})$`)

/** Whether a text is a key of such a service. */
export const isNotifyKey = (key: string): boolean => keyPattern.test(key)

/** What it says of a message that it could not deliver: the address is none, or it was not reached in time. */
const failures: ReadonlyMap<string, 'refused' | 'gave-up'> = new Map([
  ['permanent-failure', 'refused'],
  ['temporary-failure', 'gave-up'],
  ['technical-failure', 'gave-up'],
])
interface Known {
  readonly id: string
  readonly status: string
  readonly created_at: string
}
/** Of 250 messages each. */
const mostPages = 40

/** Sends by the interface of GOV.UK Notify (REST, version 2); each request has a token of its own, by the clock. */
export function notifyTransport(
  { url, key, templates }: NotifySettings,
  channel: NotificationChannel,
  now: () => Date,
): Transport {
  const { service = '', secret = '' } = keyPattern.exec(key)?.groups ?? {}
  const token = () =>
    new SignJWT()
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setIssuer(service)
      .setIssuedAt(Math.floor(now().getTime() / 1000))
      .sign(new TextEncoder().encode(secret))
  const ask = async (path: string, body?: object) =>
    fetch(new URL(path, url), {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${await token()}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
      redirect: 'error',
      signal: AbortSignal.timeout(mostMilliseconds / 2),
    })
  /** What was taken under a reference before: a process may have died before it could say so. */
  const taken = async (reference: string): Promise<string | undefined> => {
    const answer = await ask(`/v2/notifications?reference=${reference}`)
    if (answer.status !== 200) throw new Error('it does not say')
    const { notifications } = (await answer.json()) as { notifications: { id: string }[] }
    return notifications[0]?.id
  }
  return {
    async notDelivered(since) {
      const found = new Map<string, 'refused' | 'gave-up'>()
      const asked = new URLSearchParams({ template_type: channel === 'email' ? 'email' : 'sms' })
      for (const status of failures.keys()) asked.append('status', status)
      for (let page = 0; page < mostPages; page += 1) {
        const answer = await ask(`/v2/notifications?${asked}`)
        if (answer.status !== 200) throw new Error('it does not say')
        const { notifications } = (await answer.json()) as { notifications: Known[] }
        for (const { id, status } of notifications) found.set(id, failures.get(status) ?? 'gave-up')
        const oldest = notifications.at(-1)
        // The newest come first, a page at a time.
        if (!oldest || Date.parse(oldest.created_at) < since.getTime()) break
        asked.set('older_than', oldest.id)
      }
      return found
    },
    async send({ reference, to, sentence, link, again }: Message): Promise<Sent> {
      try {
        const known = again ? await taken(reference) : undefined
        if (known !== undefined) return { messageId: known }
        const answer = await ask(channel === 'email' ? '/v2/notifications/email' : '/v2/notifications/sms', {
          ...(channel === 'email' ? { email_address: to } : { phone_number: to }),
          template_id: templates[channel],
          personalisation: { sentence, link },
          reference,
        })
        const { id, errors = [] } = (await answer.json()) as { id?: unknown; errors?: { error: string }[] }
        // Only an address that it cannot send to is at fault itself: a template, who may send (403), how much (429) and its own faults are mended.
        if (answer.status === 400 && errors.some(({ error }) => error === 'ValidationError')) return 'refused'
        return answer.status === 201 && typeof id === 'string' && id !== '' ? { messageId: id } : 'failed'
      } catch {
        return 'failed'
      }
    },
    close() {},
  }
}
