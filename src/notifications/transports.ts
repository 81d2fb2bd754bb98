import type { DatabaseAccess } from '../platform/database/database.ts'
import type { NotificationChannel } from '../rules/notifications/kinds.ts'

/** A message as it is sent: nothing in it is about anybody. */
export interface Message {
  /** The same for each try: by it a second one is known. */
  readonly reference: string
  readonly to: string
  readonly subject: string
  readonly sentence: string
  /** The whole of an email. */
  readonly text: string
  readonly language: string
  /** Where to sign in. */
  readonly link: string
  /** It may have been sent before, by somebody who did not come back to say so. */
  readonly again: boolean
}

/** How a message came out: taken, refused for good, or to be tried again. */
export type Sent = { readonly messageId: string } | 'refused' | 'failed'

/** What takes messages of one channel. It never throws, and tells nothing of a message in a log. */
export interface Transport {
  send(message: Message): Promise<Sent>
  /** Of what it took since an instant, and could not deliver, why: it will never be, or was not in time. Left out where it cannot say so. */
  notDelivered?(since: Date): Promise<ReadonlyMap<string, 'refused' | 'gave-up'>>
  close(): void
}

/** What takes messages here, by channel, and where whoever gets one signs in. */
export interface Transports {
  readonly link: string
  readonly by: Readonly<Partial<Record<NotificationChannel, Transport>>>
}

const none: Transports = { link: '', by: {} }
const transportsByDatabase = new WeakMap<object, Transports>()

/** Says what takes the messages about what is kept in this database. */
export function giveTransports(database: DatabaseAccess, transports: Transports): void {
  transportsByDatabase.set(database, transports)
}

/** What takes them; nothing, unless it was said. */
export const transportsOf = (database: object): Transports => transportsByDatabase.get(database) ?? none

/** What closes with the service. */
export const closeTransports = ({ by }: Transports): void => {
  for (const transport of Object.values(by)) transport.close()
}
