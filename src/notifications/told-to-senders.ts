import type { OpenWait } from './cases-repository.ts'
import type { Sender } from './files-repository.ts'
import type { Happened, ToTell } from './reading-repository.ts'
import { type Teams, toHolders, toMembers, toPerson, type Waits } from './whom-to-tell.ts'

export const isOfFile = (type: string) => /^(attachment|file)\.(found-harmful|not-readable|scan-ended)$/.test(type)

/** That nobody can open a file, to who sent it: the person, or whoever on the team did. Once it is tried no more, to the care coordinator as well. */
export function toldOfFile(
  { type, subjectId, caseId, sequence }: Happened,
  teams: Teams,
  senders: ReadonlyMap<string, Sender>,
): ToTell[] {
  const [team, sender] = [teams.get(caseId ?? ''), senders.get(subjectId)]
  if (!isOfFile(type) || !team || !sender) return []
  const what = { kind: 'file-not-usable', about: `${subjectId} ${sequence}` } as const
  const helpers = type.endsWith('.scan-ended')
    ? toMembers(team, what, ({ caseRole }) => caseRole === 'care-coordinator')
    : []
  if (sender.isPerson) return [toPerson(team, what), ...helpers]
  const others = helpers.filter(({ actorId }) => actorId !== sender.actorId)
  return [...toMembers(team, what).filter(({ actorId }) => actorId === sender.actorId), ...others]
}

/** Whether what is waited for is the receipt of a purchase. */
export const isOfPurchase = ({ caseId, about }: OpenWait, ofCase: string | null, id: string | undefined): boolean =>
  caseId === ofCase && about.startsWith(`purchase ${id} `)

/** Both reminders, and that nothing more can be bought; not the look at what is essential, which stops nothing. */
export const asksForReceipt = ({ type, facts }: Happened) =>
  type === 'purchase.receipt-chased' && ['first-reminder', 'second-reminder', 'paused'].includes(String(facts.step))

/**
 * That a receipt is missing, to who bought: the person and who acts for them, or whoever on the team did. Where they have left it, it is the care coordinator's; and where none of them is there, it is
 * told to who holds the role that is waited for. Also after the end of the case, whose accounts have to close.
 */
export function toldOfReceipt(
  one: Happened,
  teams: Teams,
  buyers: ReadonlyMap<string, Sender>,
  { waits, holders }: Waits,
): ToTell[] {
  const [team, buyer] = [teams.get(one.caseId ?? ''), buyers.get(one.subjectId)]
  if (!asksForReceipt(one) || !team || !buyer) return []
  const what = { kind: 'receipt-missing', about: `${one.subjectId} ${one.sequence}` } as const
  const own = waits.filter((wait) => isOfPurchase(wait, one.caseId, one.subjectId))
  const byRole = own.flatMap((wait) => toHolders(team, what, wait, holders))
  if (buyer.isPerson) {
    const roles = ['representative', ...own.map(({ party }) => party)]
    return [toPerson(team, what), ...toMembers(team, what, ({ caseRole }) => roles.includes(caseRole)), ...byRole]
  }
  const theirs = toMembers(team, what, ({ actorId }) => actorId === buyer.actorId)
  const coordinators = toMembers(team, what, ({ caseRole }) => caseRole === 'care-coordinator')
  if (theirs.length === 0) return [...coordinators, ...byRole]
  const standsIn = own.some(({ party }) => party === 'care-coordinator')
  return standsIn ? [...theirs, ...coordinators.filter(({ actorId }) => actorId !== buyer.actorId)] : theirs
}
