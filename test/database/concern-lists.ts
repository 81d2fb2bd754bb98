import type { SpendingFreeze } from '../../src/concerns/freeze-schemas.ts'
import type { Concern } from '../../src/concerns/schemas.ts'
import type { AuditedKind, AuditFinding, SampleMethod } from '../../src/rules/concerns/audit-samples.ts'

type Report = Concern['reports'][number]
type Entry = Concern['entries'][number]

/** The closed lists of concerns: a part of `InCode`. */
export interface ConcernLists {
  audit_finding: AuditFinding
  audited_kind: AuditedKind
  sample_method: SampleMethod
  concern_about: Concern['about']
  concern_entry_kind: Entry['kind']
  concern_level: Concern['level']
  concern_outcome: NonNullable<Concern['outcome']>
  concern_raiser: Report['raisedAs']
  concern_reason: Report['reason']
  concern_referral: NonNullable<Concern['referredTo']>
  concern_state: Concern['state']
  freeze_about: SpendingFreeze['about']
  concern_told: NonNullable<Entry['told']>
}

export const sameConcerns = {
  audit_finding: true,
  audited_kind: true,
  sample_method: true,
  concern_about: true,
  concern_entry_kind: true,
  concern_level: true,
  concern_outcome: true,
  concern_raiser: true,
  concern_reason: true,
  concern_referral: true,
  concern_state: true,
  freeze_about: true,
  concern_told: true,
} as const
