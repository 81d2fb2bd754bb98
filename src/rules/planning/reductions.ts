import { type Static, Type } from '@sinclair/typebox'
import { type Refusal, refuse } from '../../shared/outcome.ts'
import { key, nullable, oneOf, ref, thing, words } from '../../shared/schema.ts'
import type { Missing } from '../assessment/readiness.ts'
import type { CaseRole } from '../sign-off/sign-off-rules.ts'
import type { Reduction } from './preventive.ts'

/**
 * What counts as evidence against support that works. That needs are lower while it is in place is none of it, and cannot be said here:
 * that is what such support is for (P10).
 */
export const evidenceKinds = [
  'moved-to-other-support',
  'harm-from-support',
  'provider-ended',
  'need-met-otherwise',
] as const
export const EvidenceKind = oneOf(evidenceKinds, {
  $id: 'EvidenceKind',
  description: 'What shows that the support can be less. That needs are lower while it is in place is no evidence.',
})
export type EvidenceKind = (typeof evidenceKinds)[number]

export const reductionGrounds = ['person-wishes', ...evidenceKinds] as const
export type ReductionGround = (typeof reductionGrounds)[number]
export const ReductionGround = oneOf(reductionGrounds, {
  $id: 'ReductionGround',
  description:
    'Why there is to be less: the person wishes it, and says so by their own signature, or the evidence. That needs are lower while the support is in place is neither.',
})

export const PlanReduction = thing(
  'PlanReduction',
  'Less of a line that the person has: why, and for support that holds a need back, or that they rely on, what there is instead if the need comes back. What they wish themself is not decided against them.',
  {
    line: key('The line of the plan in force of which there would be less.', 'night-worker'),
    because: ref(ReductionGround),
    words: words(2000, 'What shows that.', 'Moved in with a sister in May, who is there at night.'),
    fallbackLine: Type.Optional(
      nullable(key('The line of this plan that the person falls back on if the need comes back.', 'night-on-call'), {
        description:
          'Needed where the support holds a need back, or the person relies on it; null or left out otherwise.',
        examples: ['night-on-call'],
      }),
    ),
  },
)
export type PlanReduction = Static<typeof PlanReduction>

/** Whether the person is said to wish some of it: then only their own signature says so. */
export const asPersonWishes = (reductions: readonly PlanReduction[] = []): boolean =>
  reductions.some(({ because }) => because === 'person-wishes')

/** What would be less of lines that are guarded, and of those that are not. */
export interface Less {
  readonly guarded: readonly Reduction[]
  readonly ordinary: readonly Reduction[]
}

/** What is taken away by a decision: what is guarded, and of the other lines what the person has not said that they want less of. */
export function takenAway({ guarded, ordinary }: Less, declared: readonly PlanReduction[] = []): Reduction[] {
  const wished = declared.filter(({ because }) => because === 'person-wishes').map(({ line }) => line)
  return [...guarded, ...ordinary.filter(({ line }) => !wished.includes(line))]
}

/** What whoever writes and signs should know of lines that become less: it is decided against the person unless they say that they want it. */
export function lossesToSee(less: Less, declared: readonly PlanReduction[] = []): Missing[] {
  const lines = new Map(takenAway({ ...less, guarded: [] }, declared).map(({ line, title }) => [line, title] as const))
  return [...lines].map(([line, title]) => ({
    pointer: '/reductions',
    code: 'line-reduced',
    detail: `There would be less of “${title}” (${line}): unless the person wishes it, that is decided against them, with reasons and notice`,
  }))
}

/** What a changed plan still has to say of what it would take away: each line once, why, and what the person falls back on. */
export function reductionsMissing(
  { guarded: found, ordinary }: Less,
  declared: readonly PlanReduction[] = [],
  plan: { readonly lines: readonly { readonly key: string }[]; readonly signatures: readonly CaseRole[] },
): Missing[] {
  const missing: Missing[] = []
  const reduced = new Set(found.map(({ line }) => line))
  const isOrdinary = (key: string) => ordinary.some(({ line }) => line === key)
  for (const line of reduced) {
    if (declared.some((one) => one.line === line)) continue
    const pointer = '/reductions'
    const { title } = found.find((one) => one.line === line) ?? { title: line }
    missing.push({
      pointer,
      code: 'reduction-unexplained',
      detail: `There would be less of “${title}” (${line}), which the person relies on: name the evidence, or leave it as it is. That needs are lower while it is in place is no evidence`,
    })
  }
  for (const [index, { line, because, fallbackLine }] of declared.entries()) {
    const say = (field: string, code: string, detail: string) =>
      missing.push({ pointer: `/reductions/${index}/${field}`, code, detail })
    if (!reduced.has(line) && !isOrdinary(line))
      say('line', 'nothing-reduced', 'Nothing would be less of a line with this key that the person has')
    if (declared.findIndex((other) => other.line === line) < index)
      say('line', 'key-repeated', 'This line is named twice')
    if (because === 'person-wishes' && !plan.signatures.includes('person'))
      say('because', 'own-wish-unsigned', 'The scheme asks for no signature of the person by which they could say so')
    if (fallbackLine == null && !reduced.has(line)) continue
    if (fallbackLine === line || !plan.lines.some(({ key }) => key === fallbackLine))
      say('fallbackLine', 'fallback-missing', 'Name another line of this plan that the person falls back on')
  }
  return missing
}

/** What goes with the end of a budget that ends support which the person relies on. */
export const GuardedEnding = thing(
  'GuardedEnding',
  'Why support that holds a need back, or that the person relies on, may end with the budget, and what there is instead.',
  {
    because: ref(ReductionGround),
    words: words(2000, 'What shows that.', 'The flat that we found has staff there at night.'),
    fallback: words(
      500,
      'What the person falls back on if the need comes back, as they read it.',
      'The night staff of your house, and the crisis line on 111, option 2.',
    ),
  },
)
export type GuardedEnding = Static<typeof GuardedEnding>
export const guardedEndingField = Type.Optional(
  nullable(ref(GuardedEnding), {
    description:
      'Needed where others than the person end a budget from which they have preventive support, or support that they rely on; left out otherwise.',
    examples: [null],
  }),
)

/**
 * Whether others may end what the person relies on: on evidence, or as their own wish, which whoever signs in gives themself. That needs are lower
 * while it is in place is no evidence.
 */
export function mayEndGuarded(
  guarded: readonly unknown[],
  given: GuardedEnding | null,
  signsIn: boolean,
): true | Refusal<'evidence-required' | 'own-wish-needed' | 'request-invalid'> {
  if (guarded.length === 0)
    return given === null || refuse('request-invalid', 'The person has no support that is guarded', '/preventive')
  if (given === null)
    return refuse(
      'evidence-required',
      'The person has support that they rely on: name evidence other than that needs are lower while it is in place, and what there is instead',
      '/preventive',
    )
  if (given.because === 'person-wishes' && signsIn)
    return refuse('own-wish-needed', 'The person signs in, and says it by their own act', '/preventive/because')
  return true
}
