import { type Refusal, refuse } from '../../shared/outcome.ts'
import type { BasisKind } from './team.ts'

/*
 * What somebody may do in the person's place. The sources: Mental Capacity Act 2005, sections 9 to 11 (a lasting power of attorney is for health
 * and welfare, or for property and affairs, and several attorneys act jointly, or jointly and severally), 16 (so does a deputy, within the order),
 * 4 to 5 (best interests: a defence for one act of care, and no power).
 */

/** How several who are appointed together act. */
export const appointments = ['jointly', 'severally', 'jointly-for-some'] as const
export type Appointment = (typeof appointments)[number]

/** What a ground is about. */
export const matters = ['health-and-welfare', 'property-and-affairs'] as const
export type Matter = (typeof matters)[number]

/** What a ground is about, as it is kept. */
export const mattersIn = (welfare: boolean | null, property: boolean | null): Matter[] =>
  matters.filter((matter) => (matter === 'health-and-welfare' ? welfare : property))

/** How far a ground reaches. */
export interface Mandate {
  readonly actorId: string
  readonly basis: BasisKind
  readonly appointment: Appointment
  readonly matters: readonly Matter[]
}

/** What a representative does that not every ground covers. What is not here, such as to read, to speak up and to appeal, every one may do. */
export const representativeActs = ['sign-plan', 'end-budget', 'spend', 'settle-service'] as const
export type RepresentativeAct = (typeof representativeActs)[number]

/**
 * What each act needs: what it is about, and which appointments can do it alone. Joint attorneys sign a plan one after the other, so that it is
 * signed by all; the rest is one act of one person. A best-interests decision carries none of these: section 5 is a defence for care that is
 * given, and gives nobody the power to sign, to spend, or to give something up in the person's name.
 */
const needs: Readonly<
  Record<RepresentativeAct, { readonly matters: readonly Matter[]; readonly alone: readonly Appointment[] }>
> = {
  'sign-plan': { matters: ['health-and-welfare'], alone: appointments },
  'end-budget': { matters: ['health-and-welfare', 'property-and-affairs'], alone: ['severally'] },
  spend: { matters: ['property-and-affairs'], alone: ['severally', 'jointly-for-some'] },
  'settle-service': { matters: ['health-and-welfare'], alone: ['severally'] },
}

/** Whether a ground covers an act. */
export function covers(mandate: Mandate, act: RepresentativeAct): true | Refusal<'mandate-missing'> {
  const { alone, matters } = needs[act]
  if (mandate.basis === 'best-interests')
    return refuse('mandate-missing', 'A best-interests decision gives nobody the power to do this in the person’s name')
  if (!alone.includes(mandate.appointment))
    return refuse('mandate-missing', 'Who was appointed jointly does not do this alone')
  const missing = matters.find((matter) => !mandate.matters.includes(matter))
  return missing === undefined || refuse('mandate-missing', `This needs a ground for ${missing.replaceAll('-', ' ')}`)
}

/** Whether somebody acts only with all who were appointed with them, in what weighs as much as a plan or an end. */
export const isJoint = ({ appointment }: Mandate): boolean => appointment !== 'severally'

/** Which grounds hold only while the person cannot make the decision themselves (sections 11(7), 20(1) and 5(1)). */
export const needsLackOfCapacity = ({ basis, matters }: Mandate): boolean =>
  basis === 'court-appointed-deputy' ||
  basis === 'best-interests' ||
  (basis === 'lasting-power-of-attorney' && matters.includes('health-and-welfare'))

/**
 * The roles in which a plan is signed: who was appointed jointly has signed for the person only once all have who were appointed with them.
 */
export function rolesSigned<R extends string>(
  signed: readonly { readonly caseRole: R; readonly actorId: string }[],
  joint: readonly string[],
): R[] {
  const all = joint.every((id) =>
    signed.some(({ caseRole, actorId }) => caseRole === 'representative' && actorId === id),
  )
  return signed
    .filter(({ caseRole, actorId }) => caseRole !== 'representative' || all || !joint.includes(actorId))
    .map(({ caseRole }) => caseRole)
}
