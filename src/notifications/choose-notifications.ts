import type { Tx } from '../platform/database/database.ts'
import { daysBeforeReview } from '../rules/notifications/kinds.ts'
import { dueFirst, isBundled } from '../rules/notifications/when-to-tell.ts'
import type { ClockKind } from '../rules/progress/clocks.ts'
import { daysAfter, instantsInLondon, type LocalDate, londonDate } from '../shared/dates.ts'
import {
  type Coming,
  hearsOfLate,
  isWaitedFor,
  listComing,
  listTeams,
  listWaits,
  type Member,
  type OpenWait,
} from './cases-repository.ts'
import { listBuyers, listSenders } from './files-repository.ts'
import {
  type Happened,
  happenedAfter,
  insertToTell,
  lockReading,
  setReading,
  type ToTell,
} from './reading-repository.ts'
import { type Known, loadRecipients, recipientKey } from './recipients-repository.ts'
import { loadHolders } from './role-holders-repository.ts'
import { toldOfConcerns } from './told-of-concerns.ts'
import { toldOfTraining } from './told-of-training.ts'
import { asksForReceipt, isOfFile, toldOfFile, toldOfReceipt } from './told-to-senders.ts'
import { type Teams, toHolders, toMembers, toPerson, type Waits } from './whom-to-tell.ts'

const mostRead = 500

/**
 * Reads further along the chain for what is to be told, and to whom; says whether there is more to read. What is to be told is kept together with how
 * far it was read, so nothing is lost with a process and nothing chosen twice.
 */
export async function chooseNotifications(tx: Tx, commissionerId: string, now: Date): Promise<boolean> {
  const place = await lockReading(tx, commissionerId, londonDate(now))
  if (!place) return false
  const today = londonDate(now)
  const { looksForReviews } = place
  const [happened, coming] = await Promise.all([
    happenedAfter(tx, place.lookedTo, mostRead),
    looksForReviews ? listComing(tx, today, daysAfter(today, daysBeforeReview)) : [],
  ])
  if (happened.length === 0 && coming.length === 0 && !looksForReviews) return false
  const caseIds = [...happened.flatMap(({ caseId }) => caseId ?? []), ...coming.map(({ caseId }) => caseId)]
  const [teams, senders, buyers, waits] = await Promise.all([
    listTeams(tx, caseIds),
    listSenders(
      tx,
      happened.flatMap(({ type, subjectId }) => (isOfFile(type) ? subjectId : [])),
    ),
    listBuyers(
      tx,
      happened.flatMap((one) => (asksForReceipt(one) ? one.subjectId : [])),
    ),
    listWaits(
      tx,
      happened.flatMap(({ caseId }) => caseId ?? []),
    ),
  ])
  const holders = await loadHolders(tx, waits, teams)
  const found = [
    ...happened.flatMap((one) => toldBy(one, teams, { waits, holders }, today)),
    ...happened.flatMap((one) => toldOfFile(one, teams, senders)),
    ...happened.flatMap((one) => toldOfReceipt(one, teams, buyers, { waits, holders })),
    ...turnsIn(happened, { waits, holders }, teams),
    ...coming.flatMap((one) => toldOfReview(one, teams)),
    // Once a day, as reviews are: no entry of the chain tells of a concern, or of a course that lapses.
    ...(looksForReviews ? await toldOfConcerns(tx, commissionerId, today) : []),
    ...(looksForReviews ? await toldOfTraining(tx, today) : []),
  ]
  const recipients = await loadRecipients(tx, commissionerId, found)
  const fresh = found.filter((one) => isKept(one, recipients.get(recipientKey(one))))
  await insertToTell(
    tx,
    commissionerId,
    fresh.map((one) => {
      const wanted = recipients.get(recipientKey(one))?.wanted
      // A day that comes up is told of in the morning.
      const at = comesUpByDay.has(one.kind) ? morningOf(today, now) : now
      return {
        ...one,
        bundled: wanted !== undefined && isBundled(wanted, one.kind),
        dueAt: wanted ? dueFirst(wanted, one.kind, at) : at,
      }
    }),
    now,
  )
  await setReading(tx, happened.at(-1)?.sequence ?? place.lookedTo, today)
  return happened.length === mostRead
}

const comesUpByDay: ReadonlySet<ToTell['kind']> = new Set(['review-due', 'concern-waiting', 'training-lapsing'])

/** Whoever gave no address is told nothing, and no row says so; but of a letter it is kept whether the person was told of it. */
const isKept = ({ kind, actorId }: ToTell, known: Known | undefined): boolean =>
  (kind === 'letter-ready' && actorId === null) ||
  (known !== undefined && (known.addresses.email !== null || known.addresses.phone !== null))

function morningOf(today: LocalDate, now: Date): Date {
  const [nine] = instantsInLondon(today, '09:00')
  return nine && nine > now ? nine : now
}

/** Those who read letters in the person's place or with them. */
const readersOfLetters = ['representative', 'advocate']

/** What goes up a tier because nobody decided on it in time is late, and is not said to be so by an entry of its own. */
const clockPassedUp: Readonly<Record<string, ClockKind>> = {
  'support-plan.escalated': 'plan-decision',
  'off-plan.escalated': 'off-plan-decision',
}

/** The clock whose lateness an entry tells of. */
function clockLateBy(type: string, { clock, because }: Happened['facts']): unknown {
  if (type === 'case.step-late') return clock
  return because === 'breach' ? clockPassedUp[type] : undefined
}

/** What an entry of the chain tells by itself. */
function toldBy(
  { type, subjectId, caseId, facts, sequence }: Happened,
  teams: Teams,
  { waits, holders }: Waits,
  today: LocalDate,
): ToTell[] {
  if (type === 'person.safe-contact-set' && facts.setAs !== 'person')
    return [
      {
        ...{ kind: 'said-for', about: `${subjectId} ${facts.version}`, caseId: null },
        ...{ personId: subjectId, actorId: null, decisionId: null },
      },
    ]
  const team = caseId === null ? undefined : teams.get(caseId)
  if (!team) return []
  if (type === 'letter.written') {
    const what = { kind: 'letter-ready', about: subjectId, decisionId: subjectId } as const
    return [toPerson(team, what), ...toMembers(team, what, ({ caseRole }) => readersOfLetters.includes(caseRole))]
  }
  if (type === 'said-for.recorded') return [toPerson(team, { kind: 'said-for', about: subjectId })]
  if (team.ended) return []
  if (type === 'crisis.declared') {
    const what = { kind: 'crisis-activated', about: subjectId } as const
    return [toPerson(team, what), ...toMembers(team, what)]
  }
  const kind = clockLateBy(type, facts)
  if (kind !== undefined) {
    const late = waits.filter((wait) => wait.caseId === caseId && wait.clock === `${kind} ${subjectId}`)
    const running = late.find((wait) => wait.running !== null)?.running
    // Whoever did it meanwhile is told of no lateness.
    if (!running) return []
    // Each entry tells of a lateness of its own: the last tier is late by the day that the one before gave it.
    const what = { kind: 'late', about: `${running.clockId} ${sequence}` } as const
    const byRole = late.flatMap((wait) => toHolders(team, what, wait, holders))
    return [toPerson(team, what), ...toMembers(team, what, (member) => hearsOfLate(team, late, member)), ...byRole]
  }
  if (
    type === 'review.scheduled' &&
    typeof facts.dueOn === 'string' &&
    facts.dueOn <= daysAfter(today, daysBeforeReview)
  )
    return toldOfReview({ caseId: team.caseId, about: `${subjectId} ${facts.dueOn}` }, teams)
  return []
}

const toldOfReview = ({ caseId, about }: Coming, teams: Teams): ToTell[] => {
  const team = teams.get(caseId)
  const what = { kind: 'review-due', about } as const
  return team && !team.ended ? [toPerson(team, what), ...toMembers(team, what)] : []
}

/** A review is told by its day, and a receipt by what asked for it. */
const toldOtherwise = ['review ', 'purchase ']

/**
 * Whose turn it came to be by what happened: who is waited for since then, and who joined the team, or acts for a person who left it, and is waited for
 * since before.
 */
function turnsIn(happened: readonly Happened[], { waits, holders }: Waits, teams: Teams): ToTell[] {
  const since = new Map<string, Date>()
  for (const { caseId, at } of happened)
    if (caseId !== null && at < (since.get(caseId) ?? new Date(8.64e15))) since.set(caseId, at)
  const joined = new Set(happened.flatMap(({ type, subjectId }) => (type === 'case.member-joined' ? subjectId : [])))
  // What waited for a person who signs in no more is for who acts for them since then.
  const left = new Set(
    happened.flatMap(({ type, caseId, facts }) =>
      type === 'case.member-left' && facts.caseRole === 'person' ? (caseId ?? []) : [],
    ),
  )
  const takesOver = ({ caseId, party }: OpenWait, { caseRole }: Member) =>
    party === 'person' && caseRole === 'representative' && left.has(caseId)
  return waits.flatMap((wait) => {
    const [team, first] = [teams.get(wait.caseId), since.get(wait.caseId)]
    if (!team || !first || toldOtherwise.some((subject) => wait.about.startsWith(subject))) return []
    // What is left to do after the end is told of letters alone: nobody else sees to them.
    if (team.ended && !wait.about.startsWith('letter ')) return []
    const what = { kind: 'your-turn', about: wait.about } as const
    // What began before is told to who joined since: to all others it was told then.
    const isNew = wait.since >= first
    const byName = toMembers(
      team,
      what,
      (member) =>
        (isNew || joined.has(member.memberId) || takesOver(wait, member)) && isWaitedFor(team, wait.party, member),
    )
    const byRole = isNew ? toHolders(team, what, wait, holders) : []
    const others = [...byName, ...byRole].filter(({ actorId }) => actorId !== null && !wait.notBy.includes(actorId))
    return isNew && wait.party === 'person' ? [toPerson(team, what), ...others] : others
  })
}
