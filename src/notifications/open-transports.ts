import { systemClock } from '../platform/work/clock.ts'
import { type NotifySettings, notifyTransport } from './gov-uk-notify.ts'
import { type SmtpSettings, smtpTransport } from './smtp.ts'
import type { Transport, Transports } from './transports.ts'

/** Emails go by SMTP where that is set, else by Notify; texts by Notify alone. */
export interface MessageSettings {
  readonly link: string
  readonly smtp: SmtpSettings | undefined
  readonly notify: NotifySettings | undefined
}

/** What takes messages by the configuration; undefined where nothing does. */
export function transportsFrom(messages: MessageSettings | undefined, production: boolean): Transports | undefined {
  if (!messages) return undefined
  const { link, smtp, notify } = messages
  const byNotify = (channel: 'email' | 'text'): Transport | undefined =>
    notify?.templates[channel] ? notifyTransport(notify, channel, systemClock) : undefined
  const email = smtp ? smtpTransport(smtp, production) : byNotify('email')
  const text = byNotify('text')
  return { link, by: { ...(email ? { email } : {}), ...(text ? { text } : {}) } }
}
