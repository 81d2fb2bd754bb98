import type { Static } from '@sinclair/typebox'
import type { PlanReduction } from '../../src/rules/planning/reductions.ts'
import type { SignOffRoute } from '../../src/sign-off/route-schemas.ts'
import type { PlanDecided, SupportPlanSigned } from '../../src/sign-off/schemas.ts'
import type { SupportPlan, SupportPlanPatch } from '../../src/support-plans/schemas.ts'
import { hear } from '../panel-meetings/acts.ts'
import { anActor } from '../support/actors.ts'
import type { Client, RequestOptions } from '../support/client.ts'
import type { Journey } from '../support/journey.ts'
import { aPlan, aPlanLine, aReason, aWish } from '../support/pathway-builders.ts'

/** A plan of £400.01: a penny over what the care coordinator may decide. */
export const overLimit = { wish: aWish(40_001) }
/** A plan of £400.00: the most that the care coordinator may decide. */
export const withinLimit = { wish: aWish(40_000) }

export const pathOf = ({ ids }: Journey, rest = '') => `/v1/support-plans/${ids.supportPlanId}${rest}`
export const read = (journey: Journey, client: Client = journey.broker) => client.get<SupportPlan>(pathOf(journey))
export const readRoute = async (journey: Journey) =>
  (await journey.broker.get<SignOffRoute>(pathOf(journey, '/sign-off-route'))).ok

/** Changes the plan as it stands now, or with an If-Match of the test's own. */
export async function change(
  journey: Journey,
  patch: Static<typeof SupportPlanPatch>,
  { client = journey.broker, ifMatch }: { client?: Client; ifMatch?: string } = {},
) {
  return client.patch<SupportPlan>(pathOf(journey), patch, { ifMatch: ifMatch ?? (await read(journey)).etag })
}

export const submit = (journey: Journey, client = journey.broker, options?: RequestOptions) =>
  client.post<SupportPlan>(pathOf(journey, '/submission'), undefined, options)

export function sign(journey: Journey, client: Client, caseRole: string, more: object = {}, options?: RequestOptions) {
  const body = { caseRole, how: 'online', contentHash: journey.ids.contentHash, ...more }
  return client.post<Static<typeof SupportPlanSigned>>(pathOf(journey, '/signatures'), body, options)
}

/** Agrees, or decides otherwise with a reason. */
export function decide(
  journey: Journey,
  client: Client,
  outcome = 'agreed',
  more: object = {},
  options?: RequestOptions,
) {
  const reasons = outcome === 'agreed' ? [] : [aReason]
  const body = { outcome, contentHash: journey.ids.contentHash, reasons, ...more }
  return client.post<Static<typeof PlanDecided>>(pathOf(journey, '/decision'), body, options)
}

export function escalate(journey: Journey, client: Client, more: object = {}, options?: RequestOptions) {
  const body = { because: 'not-comfortable', contentHash: journey.ids.contentHash, ...more }
  return client.post<SupportPlan>(pathOf(journey, '/escalations'), body, options)
}

/** Votes for, or against with a reason. */
export function vote(journey: Journey, client: Client, agrees = true, more: object = {}, options?: RequestOptions) {
  const body = { agrees, contentHash: journey.ids.contentHash, reasons: agrees ? [] : [aReason], ...more }
  return client.post<SignOffRoute>(pathOf(journey, '/votes'), body, options)
}

/** Members of the MDT meeting, and of the panel: the first of the panel has lived experience. */
export const mdtMembers = (journey: Journey, count = 2) =>
  Array.from({ length: count }, (_, index) => journey.service.as(anActor('mdt-member', { sub: `mdt-member-${index}` })))
export const panelMembers = (journey: Journey, count = 3) =>
  Array.from({ length: count }, (_, index) => {
    const role = index === 0 ? 'lived-experience-member' : 'panel-member'
    return journey.service.as(anActor(role, { sub: `panel-member-${index}` }))
  })

const climb = ['care-coordinator', 'team-manager', 'mdt-meeting', 'risk-enablement-panel'] as const

/** Passes a signed plan up until it is at the tier, each time by whoever sits there; a meeting by its votes, once the person was heard. */
export async function escalateTo(journey: Journey, tier: (typeof climb)[number], there: 'heard' | 'unmet' = 'heard') {
  for (;;) {
    const at = (await read(journey)).ok.tier
    const meets = at === 'mdt-meeting' || at === 'risk-enablement-panel'
    if (meets && (at !== tier || there === 'heard')) await hear(journey)
    if (at === tier) return journey
    const members = mdtMembers(journey)
    if (at === 'mdt-meeting') for (const member of members) await vote(journey, member, false)
    const [member] = members
    const sitting =
      at === 'care-coordinator' ? journey.careCoordinator : at === 'team-manager' ? journey.teamManager : member
    if (!at || !sitting || (climb as readonly string[]).indexOf(at) > climb.indexOf(tier))
      throw new Error(`${tier} cannot be reached from ${at}`)
    if ((await escalate(journey, sitting)).status !== 200) throw new Error(`passing up from ${at} failed`)
  }
}

export type Changed = Pick<SupportPlan, 'id' | 'contentHash' | 'lines'>

/**
 * Drafts a changed plan beside the one in force, submits it, and has everybody sign. The person wishes what becomes less by it, unless the test says
 * why it does.
 */
export async function changed(
  journey: Journey,
  lines: Partial<ReturnType<typeof aPlanLine>>[],
  reductions?: PlanReduction[],
): Promise<Changed> {
  const { id } = (await draftChanged(journey, lines, reductions)).ok
  if (!reductions) await wish(journey, id)
  return sent(journey, id)
}

/** The plan says that the person themself wishes what becomes less by it. */
export async function wish(journey: Journey, id: string): Promise<void> {
  const path = `/v1/support-plans/${id}`
  const { reductions } = (await journey.broker.get<SignOffRoute>(`${path}/sign-off-route`)).ok
  const wished = reductions
    .filter(({ guarded }) => !guarded)
    .map(({ line }) => ({ line, because: 'person-wishes', words: 'I do not need as much of it.' }))
  if (wished.length === 0) return
  const { etag } = await journey.broker.get(path)
  await journey.broker.patch(path, { reductions: wished }, { ifMatch: etag })
}

/** Drafts a changed plan, with what it says of what it takes away. */
export function draftChanged(
  journey: Journey,
  lines: Partial<ReturnType<typeof aPlanLine>>[],
  reductions?: PlanReduction[],
) {
  const plan = aPlan(undefined, { lines: lines.map((line) => aPlanLine(line)), ...(reductions && { reductions }) })
  return journey.broker.post<SupportPlan>(`/v1/cases/${journey.ids.caseId}/support-plans`, plan)
}

/** Submits a plan, and has everybody sign. */
export async function sent(journey: Journey, id: string): Promise<Changed> {
  const submitted = (await journey.broker.post<SupportPlan>(`/v1/support-plans/${id}/submission`)).ok
  const { contentHash } = submitted
  const signers = { broker: journey.broker, person: journey.person, 'care-coordinator': journey.careCoordinator }
  for (const [caseRole, signer] of Object.entries(signers))
    await signer.post(`/v1/support-plans/${id}/signatures`, { caseRole, how: 'online', contentHash })
  return submitted
}

/** Decides on a changed plan; agreed in part where lines are refused, each with its reason. */
export function decideChanged(
  client: Client,
  { id, contentHash }: Pick<Changed, 'id' | 'contentHash'>,
  outcome: 'agreed' | 'refused' | 'returned' | 'agreed-in-part' = 'agreed',
  lines: Readonly<Record<string, 'agreed' | 'refused'>> = {},
) {
  const refused = Object.keys(lines).filter((line) => lines[line] === 'refused')
  const body = {
    outcome,
    contentHash,
    reasons:
      outcome === 'refused' || outcome === 'returned' ? [aReason] : refused.map((line) => ({ ...aReason, line })),
    ...(outcome === 'agreed-in-part'
      ? { lines: Object.entries(lines).map(([line, decided]) => ({ line, outcome: decided })) }
      : {}),
  }
  return client.post<Static<typeof PlanDecided>>(`/v1/support-plans/${id}/decision`, body)
}
