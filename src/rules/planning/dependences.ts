import { Type } from '@sinclair/typebox'
import { type Refusal, refuse } from '../../shared/outcome.ts'
import type { Missing } from '../assessment/readiness.ts'

/** The word that somebody knows what else hangs on what they change. */
export const dependenceKnownField = Type.Optional(
  Type.Boolean({
    description:
      'That it is known which other services and lines depend on what changes, or the other way round. Asked for where some do (`dependence-unconfirmed`).',
    examples: [true],
  }),
)

interface Linked {
  readonly title: string
  readonly dependsOn?: readonly { readonly service: string | null; readonly line: string | null }[]
}
type LinkedLine = Linked & { readonly key: string }
type LinkedService = Linked & { readonly id: string }

/** Something that changes: a service by its identifier, or a line by its key. */
export interface Changing {
  readonly services?: readonly string[]
  readonly lines?: readonly string[]
}

/** What hangs on what changes, or the other way round, each as a sentence that names both. */
export function dependencesOf(
  { services: changed = [], lines: changedLines = [] }: Changing,
  lines: readonly LinkedLine[],
  services: readonly LinkedService[],
): string[] {
  const nodes = [
    ...services.map((one) => ({ ...one, changes: changed.includes(one.id) })),
    ...lines.map((one) => ({ ...one, id: one.key, changes: changedLines.includes(one.key) })),
  ]
  const sentences = nodes.flatMap((node) =>
    (node.dependsOn ?? []).flatMap((on) => {
      const other = nodes.find(({ id }) => id === (on.service ?? on.line))
      if (!other || node.changes === other.changes) return []
      return [`“${node.title}” is there only together with “${other.title}”`]
    }),
  )
  return [...new Set(sentences)]
}

/** What hangs together with the lines of which a changed plan leaves less. */
export function dependencesOfPlan(
  less: {
    readonly guarded: readonly { readonly line: string }[]
    readonly ordinary: readonly { readonly line: string }[]
  },
  plan: { readonly lines: readonly LinkedLine[] },
  linesNow: readonly LinkedLine[],
  services: readonly LinkedService[],
): string[] {
  const lines = [...less.guarded, ...less.ordinary].map(({ line }) => line)
  const added = plan.lines.filter(({ key }) => !linesNow.some((now) => now.key === key))
  return dependencesOf({ lines }, [...linesNow, ...added], services)
}

/** Refuses a change of something that hangs together with something else before somebody has said that they know of it. */
export function mayChange(
  dependences: readonly string[],
  known: boolean | undefined,
): true | Refusal<'dependence-unconfirmed'> {
  if (dependences.length === 0 || known) return true
  return refuse('dependence-unconfirmed', `${dependences.join('; ')}: say that this is known`, '/dependenceKnown')
}

/** The same for a plan, beside all else that it lacks. */
export function dependencesMissing(dependences: readonly string[], known: boolean | undefined): Missing[] {
  const may = mayChange(dependences, known)
  return may === true ? [] : [{ pointer: '/dependenceKnown', code: may.code, detail: may.detail }]
}
