import type { Identified } from './repository.ts'

/** What it was that happened, and to what: never what the identifiers are. */
export function saidOf({ kind, id, caseId }: Identified & { readonly caseId: string | null }) {
  if (kind === 'person') return { type: 'person.identifiers-set', subjectId: id, caseId: null } as const
  if (kind === 'organisation') return { type: 'organisation.identifiers-set', subjectId: id, caseId: null } as const
  const of = { subjectId: id, caseId: caseId ?? '' }
  if (kind === 'case') return { type: 'case.identifiers-set', ...of } as const
  return { type: 'support-plan.identifiers-set', ...of } as const
}
