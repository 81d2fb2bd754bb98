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
