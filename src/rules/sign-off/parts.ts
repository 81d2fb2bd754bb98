/** What somebody can have had to do with a plan, or the budget that it is made from, before it is decided on. */
export const parts = [
  'assessed',
  'calculated',
  'adopted',
  'wrote',
  'signed-as-care-coordinator',
  'signed-as-broker',
  'signed-for-person',
  /** Wrote down what the person said or signed. */
  'recorded-for-person',
  /** In the meeting that decides now. */
  'voted',
  /** In a meeting below, before the plan was passed up. */
  'voted-below',
  'declared-conflict',
  'confirmed-identity',
  /** Changed the name, number or birth of the person. */
  'changed-identity',
  /** Brought the case over from another system. */
  'brought-over',
  /** The person, who acts or speaks for them, and relatives. */
  'own',
  'on-team',
  /** The care coordinator and the broker of the case now. */
  'coordinates',
  'brokers',
] as const
export type Part = (typeof parts)[number]

/** A part that one human had, whatever account they had it in. */
export interface PartTaken {
  readonly part: Part
  readonly humanId: string
  /** Whether they are registered as staff; no system is. */
  readonly staff: boolean
  readonly organisationId: string | null
}

/** What somebody does with a plan at a tier. */
export type Act = 'decide' | 'vote' | 'pass-up'

const tooClose: readonly Part[] = ['own', 'declared-conflict', 'wrote', 'signed-as-broker']
const workedOnIt: readonly Part[] = [
  'assessed',
  'calculated',
  'adopted',
  'signed-as-care-coordinator',
  'voted-below',
  'confirmed-identity',
  'changed-identity',
  'brought-over',
  'recorded-for-person',
]

/**
 * One human has one part in a decision: who had one of these does not act on the plan. The case's own care coordinator is the exception,
 * where the scheme gives them a limit (S2: up to £400, if comfortable): they decide on what they assessed and signed, where `secondHuman` holds.
 */
const bars: readonly Part[] = [...tooClose, ...workedOnIt]

/** Whether a human may act on a plan at a tier, as its care coordinator or in another seat. */
export function isIndependent(humanId: string, taken: readonly PartTaken[], act: Act, asCoordinator = false): boolean {
  const barred = asCoordinator ? tooClose : bars
  if (taken.some((one) => one.humanId === humanId && barred.includes(one.part))) return false
  if (act !== 'decide') return true
  return asCoordinator ? hasSecondHuman(humanId, taken) : !votedAlone(humanId, taken)
}

/** Who voted writes down what the meeting decided, where another human voted as well: then it is the meeting's, and not theirs. */
function votedAlone(humanId: string, taken: readonly PartTaken[]): boolean {
  const voters = taken.filter(({ part }) => part === 'voted').map((one) => one.humanId)
  return voters.includes(humanId) && voters.every((voter) => voter === humanId)
}

/**
 * Two people for every pound: besides the care coordinator who decides, another member of staff assessed the needs or worked out the amount,
 * or a broker of another organisation signed.
 */
function hasSecondHuman(humanId: string, taken: readonly PartTaken[]): boolean {
  const own = taken.find((one) => one.humanId === humanId && one.part === 'coordinates')
  return taken.some(
    ({ part, humanId: other, staff, organisationId }) =>
      staff &&
      other !== humanId &&
      (part === 'assessed' ||
        part === 'calculated' ||
        (part === 'signed-as-broker' && organisationId !== null && organisationId !== (own?.organisationId ?? null))),
  )
}

const teamParts: readonly Part[] = ['on-team', 'signed-for-person']

/** A delegate inherits the queue, not the right to decide their own; nor may a delegate act where the holder may not. */
export function mayDecideFor(
  holder: { readonly humanId: string; readonly asCoordinator: boolean },
  delegateId: string,
  taken: readonly PartTaken[],
  act: Act,
): boolean {
  const near = taken.some(({ humanId, part }) => humanId === delegateId && teamParts.includes(part))
  return (
    holder.humanId !== delegateId &&
    !near &&
    isIndependent(delegateId, taken, act) &&
    isIndependent(holder.humanId, taken, act, holder.asCoordinator)
  )
}
