import { isDeepStrictEqual } from 'node:util'
import { findParty } from '../people/consent-repository.ts'
import { lockPerson } from '../people/repository.ts'
import { actsForPerson } from '../people/safe-contact-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, checkVersion, done, orNotFound } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { isNarrower, leavesTime, stillSafe } from '../rules/notifications/when-to-tell.ts'
import { saidOnFits } from '../rules/people/recording.ts'
import { type LocalDate, londonDate } from '../shared/dates.ts'
import { keepEarlier, setAddresses } from './addresses-repository.ts'
import { toSafeContact } from './get-safe-contact.ts'
import { insertToTell } from './reading-repository.ts'
import { findSafeContact, listRolesOf, type Setter, setSafeContactOf } from './safe-contact-repository.ts'
import type { KeptContact, NewSafeContact, SafeContact } from './schemas.ts'

/** A number without the spaces that it is written with. */
export const withoutSpaces = (phone: string | null): string | null => phone?.replaceAll(' ', '') ?? null

/** Sets how a person can be reached safely: the person does, or staff record what the person said. Nobody who acts or speaks for them. */
export async function setSafeContact(
  tx: Tx,
  context: Context,
  personId: string,
  { saidFor = null, ...input }: NewSafeContact,
): Promise<Answer<SafeContact>> {
  const { actor, now } = context
  const person = orNotFound(await lockPerson(tx, actor, personId))
  const before = await findSafeContact(tx, actor, personId)
  checkVersion(context, before.version)
  const setAs = await setterOf(tx, actor, personId)
  const today = londonDate(now)
  if (setAs === 'person' && saidFor !== null) throw invalidAt('/saidFor', 'Leave this out where you say it yourself')
  if (setAs !== 'person' && saidFor === null)
    throw invalidAt('/saidFor', 'Say when and how the person said it, who was there, and the evidence')
  if (saidFor) orThrow(saidOnFits(saidFor, londonDate(new Date(person.registeredAt)), today))
  requireTrue(input, today)
  if (setAs !== 'person' && isNarrower(before.hours, input.hours) && !leavesTime(input.hours))
    throw invalidAt('/hours', 'leave less than an hour between 08:00 and 21:00: such hours the person sets themselves')
  await requireNotCoordinators(tx, personId, input.notTo)
  const contact = {
    ...{ personId, ...input, phone: withoutSpaces(input.phone), saidFor },
    postalAddress: input.postalAddress === undefined ? before.postalAddress : input.postalAddress,
    ...{ setAt: now.toISOString(), version: before.version + 1 },
  }
  await setSafeContactOf(tx, actor, contact, setAs, now)
  await Promise.all([
    setAddresses(tx, actor, { personId, actorId: null }, contact),
    setAs !== 'person' && isMoved(before, contact) ? tellWhereBefore(tx, context, before, contact) : undefined,
    record(tx, actor, {
      type: 'person.safe-contact-set',
      subjectId: personId,
      caseId: null,
      at: now,
      facts: { setAs, version: contact.version },
    }),
  ])
  return done(toSafeContact(contact, today), contact.version)
}

/** Whether somebody would not be told any more where they were told before: an address is another, or a way is closed. At fewer hours they are told where they were. */
const isMoved = (before: KeptContact, after: KeptContact): boolean =>
  before.email !== after.email ||
  before.phone !== after.phone ||
  !isDeepStrictEqual(before.postalAddress, after.postalAddress) ||
  (before.mayEmail && !after.mayEmail) ||
  (before.mayText && !after.mayText) ||
  (before.mayPost && !after.mayPost) ||
  (before.pause === null && after.pause !== null)

/** The person is told of it also where they were told until now, when it was safe and still is: what was recorded for them can be what they never said, and an hour that is not safe any more is none. Where they are told there anyway, they are told once. */
async function tellWhereBefore(
  tx: Tx,
  { actor, now }: Context,
  before: KeptContact,
  after: KeptContact,
): Promise<void> {
  const { personId, email, phone, mayEmail, mayText, pause } = before
  const { version } = after
  if (email === null && phone === null) return
  const what = { kind: 'said-for', about: `${personId} ${version} before`, caseId: null, actorId: null } as const
  const id = newId()
  await insertToTell(
    tx,
    actor.commissionerId,
    [{ ...what, id, personId, decisionId: null, bundled: false, dueAt: now }],
    now,
  )
  // What is said of another address says nothing of the one before.
  const hoursOf = (isSame: boolean) => stillSafe(before.hours, after.hours, isSame ? after.hours : before.hours)
  await keepEarlier(tx, actor, id, {
    addresses: { email, phone },
    safely: { mayEmail, mayText, hours: null, paused: pause !== null, pausedUntil: pause?.until ?? null },
    hours: { email: hoursOf(email === after.email), text: hoursOf(phone === after.phone) },
  })
}

async function setterOf(tx: Tx, actor: Actor, personId: string): Promise<Setter> {
  const [party, acts] = await Promise.all([findParty(tx, actor, personId), actsForPerson(tx, actor, personId)])
  if (party === 'person') return 'person'
  if (party === 'representative' || acts)
    throw new Problem('case-role-required', 'The person says this themselves, or staff record what they said')
  return actor.roles.includes('care-coordinator') ? 'care-coordinator' : 'commissioner-officer'
}

function requireTrue({ hours, pause }: Pick<NewSafeContact, 'hours' | 'pause'>, today: LocalDate): void {
  if (hours && hours.from === hours.to)
    throw invalidAt('/hours/to', 'The hours end when they begin: leave them out where any time is safe')
  if (pause?.until && pause.until < today) throw invalidAt('/pause/until', 'The last day of a pause is today or later')
}

/** Whoever is not to be told is on a team of the person's, and is not who looks after them. */
async function requireNotCoordinators(tx: Tx, personId: string, memberIds: readonly string[]): Promise<void> {
  const roles = await listRolesOf(tx, personId, memberIds)
  for (const [at, memberId] of memberIds.entries()) {
    const role = roles.get(memberId)
    if (role === undefined || role === 'person')
      throw invalidAt(`/notTo/${at}`, 'This is nobody on a team of the person’s cases')
    if (role === 'care-coordinator')
      throw invalidAt(`/notTo/${at}`, 'The care coordinator has to hear of a crisis: pause contact, or ask for another')
  }
}
