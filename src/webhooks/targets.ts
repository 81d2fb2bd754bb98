import { BlockList, isIP, isIPv4 } from 'node:net'
import { type DatabaseAccess, databaseOf, type Reads } from '../platform/database/database.ts'
import { invalidAt } from '../platform/http/errors.ts'
import { mostLetters } from './schemas.ts'

const notPublic = new BlockList()
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  notPublic.addSubnet(net, prefix, 'ipv4')
// Of what is handed out (2000::/3), what leads into IPv4 or is for examples.
for (const [net, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  notPublic.addSubnet(net, prefix, 'ipv6')
const handedOut = new BlockList()
handedOut.addSubnet('2000::', 3, 'ipv6')

/**
 * Whether an address is one of the public Internet (the special-purpose registries of IANA, RFC 6890): not of this machine, of the network that it
 * is in, or of what tells a machine about itself.
 */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0) return false
  if (isIPv4(address)) return !notPublic.check(address, 'ipv4')
  return handedOut.check(address, 'ipv6') && !notPublic.check(address, 'ipv6')
}

/** Where webhooks may lead: to public addresses over TLS, or anywhere, as in the sandbox. */
export type WebhookTargets = 'public' | 'any'

const targetsByDatabase = new WeakMap<object, WebhookTargets>()

/** Says where the webhooks may lead that are kept in this database. */
export function giveWebhookTargets(database: DatabaseAccess, targets: WebhookTargets): void {
  targetsByDatabase.set(database, targets)
}

/** Where they may lead; to public addresses alone, unless it was said otherwise. */
export const targetsOf = (database: object): WebhookTargets => targetsByDatabase.get(database) ?? 'public'
export const targetsFor = (reads: Reads): WebhookTargets => targetsOf(databaseOf(reads))

/** The host of an address as it is connected to: of IPv6 without its brackets. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '')

/** The address of a webhook as it is kept and sent to: read once, so that what is told is what is connected to. */
export function targetOf(text: string, targets: WebhookTargets): string {
  const fault = faultOfTarget(text, targets)
  if (fault !== undefined) throw invalidAt('/url', fault, 'target-refused')
  return new URL(text).href
}

/** Why nothing can be sent to an address, in a sentence; undefined where it can. A name is looked up each time that something is sent. */
function faultOfTarget(text: string, targets: WebhookTargets): string | undefined {
  // A URL is read without some of what cannot be seen, and with the rest written otherwise.
  if (/[\p{C}\p{Z}]/u.test(text)) return 'It has blanks, or what cannot be seen, in it'
  if (!URL.canParse(text)) return 'It has to be an address: https://…'
  const url = new URL(text)
  if (url.href.length > mostLetters) return `It is longer than ${mostLetters} letters as it is sent to`
  // A name of letters outside of ASCII that says none.
  if (/(^|\.)xn--(\.|$)/.test(url.hostname)) return 'Its host has no name'
  if (url.protocol !== 'https:' && !(targets === 'any' && url.protocol === 'http:'))
    return 'It has to begin with https://'
  if (url.username !== '' || url.password !== '')
    return 'It holds a name or a password: what we send is known by its signature'
  if (url.hash !== '') return 'It has a fragment, which is never sent'
  if (targets === 'public' && isIP(hostOf(url)) !== 0 && !isPublicAddress(hostOf(url)))
    return 'It is no address of the public Internet'
  return undefined
}
