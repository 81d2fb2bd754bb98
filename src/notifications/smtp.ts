import { createTransport } from 'nodemailer'
import { messagesAtOnce, mostMilliseconds } from './limits.ts'
import type { Message, Sent, Transport } from './transports.ts'

/** Where emails are handed over, and whom they come from. */
export interface SmtpSettings {
  /** `smtp://` or `smtps://`, with the name and the password where the server asks for them. */
  readonly url: string
  readonly from: string
}

interface Refusal {
  readonly responseCode?: number
  readonly command?: string
  readonly response?: string
}

/**
 * Whether the server will never take the message: it said so of the address or of the message itself. What it says of us (who may sign in, who may
 * send, what it relays: RFC 3463, 5.7) can be mended, and a message is not lost by it.
 */
const isRefused = ({ responseCode = 0, command = '', response = '' }: Refusal): boolean =>
  responseCode >= 500 && responseCode < 600 && ['RCPT TO', 'DATA'].includes(command) && !isOfUs.test(response)
const isOfUs = /^\d{3}[ -]5\.7\.|\brelay|\bsender\b/im

/** Hands emails over to a server by SMTP (RFC 5321). In production by TLS alone. */
export function smtpTransport({ url, from }: SmtpSettings, requireTLS: boolean): Transport {
  const pool = createTransport({
    url,
    pool: true,
    maxConnections: messagesAtOnce,
    requireTLS,
    connectionTimeout: mostMilliseconds / 2,
    greetingTimeout: mostMilliseconds / 2,
    socketTimeout: mostMilliseconds / 2,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const host = from.split('@').at(-1)?.replace('>', '') ?? 'localhost'
  return {
    async send({ reference, to, subject, text, language }: Message): Promise<Sent> {
      const messageId = `<${reference}@${host}>`
      try {
        await pool.sendMail({
          from,
          // As an address and not as text, so that nothing in it is read as a second one.
          to: { name: '', address: to },
          subject,
          text,
          messageId,
          headers: {
            'Content-Language': language,
            'Auto-Submitted': 'auto-generated',
            'X-Auto-Response-Suppress': 'All',
          },
        })
        return { messageId }
      } catch (error) {
        return isRefused(error as Refusal) ? 'refused' : 'failed'
      }
    },
    close: () => pool.close(),
  }
}
