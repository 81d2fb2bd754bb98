import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import { humanOf } from '../platform/access/human-repository.ts'
import type { Reads } from '../platform/database/database.ts'
import { prepared } from '../platform/database/prepared.ts'
import { type Slots, theTenant } from '../platform/database/slots.ts'
import type { ClockKind } from '../rules/progress/clocks.ts'
import type { CaseFacts, PlanUnderWay } from '../rules/progress/facts.ts'
import type { Wait } from '../rules/progress/waits.ts'
import type { CaseRole } from '../rules/scheme/scheme-rules.ts'
import type { LocalDate } from '../shared/dates.ts'
import {
  accountMissing,
  accountOfLeft,
  agreementsToSign,
  died,
  factsOfMoney,
  ofCase,
  signatureCounts,
} from './conditions-repository.ts'

/** A clock that runs on a case. */
export interface RunningClock {
  readonly kind: ClockKind
  readonly subjectId: string
  readonly fixedOn: LocalDate | null
  readonly paused: boolean
}

/** What a case has, and what was last worked out from it. */
export interface KeptFacts {
  readonly schemeId: string
  readonly schemeVersion: number
  readonly trustId: string
  readonly facts: Omit<CaseFacts, 'planUnderWay'> & {
    readonly planUnderWay:
      | (Omit<PlanUnderWay, 'outstanding'> & {
          readonly signed: readonly { readonly caseRole: CaseRole; readonly actorId: string }[]
          readonly joint: readonly string[]
        })
      | null
  }
  readonly clocks: readonly RunningClock[]
  readonly step: string
  /** Whether somebody independent has confirmed who the person is, and what was last kept of that. */
  readonly identity: { readonly confirmed: boolean; readonly kept: boolean }
  readonly waits: readonly Wait[]
}

/** Those who changed who somebody is: their name, number or birth. */
export const whoChanged = (of: 'c' | 'p') =>
  sql`select h.changed_by as actor_id from person_history h where h.commissioner_id = ${theTenant}
    and h.person_id = ${sql.ref(`${of}.person_id`)} and h.former::jsonb ?| array['nhs_number', 'given_name', 'family_name', 'born_on']`

/** Everybody who registered the person of the case `c` or changed who they are, opened it, was on its team, planned the money or decided on it: whoever they are now. */
const involvedIn = sql`(select p.registered_by as actor_id from person p where p.commissioner_id = ${theTenant} and p.person_id = c.person_id
  union all ${whoChanged('c')}
  union all select o.opened_by from case_opening o where o.commissioner_id = ${theTenant} and o.case_id = c.case_id
  union all select m.actor_id from case_member m where m.commissioner_id = ${theTenant} and m.case_id = c.case_id
  union all select a.assessor_id from needs_assessment a where a.commissioner_id = ${theTenant} and a.case_id = c.case_id
  union all select k.calculated_by from budget_calculation k where k.commissioner_id = ${theTenant} and k.case_id = c.case_id union all select b.adopted_by from indicative_budget b where b.commissioner_id = ${theTenant} and b.case_id = c.case_id
  union all select unnest(s.author_ids) from support_plan s where s.commissioner_id = ${theTenant} and s.case_id = c.case_id
  union all select v.actor_id from support_plan s cross join lateral (select v.actor_id from vote v
      where v.commissioner_id = ${theTenant} and v.support_plan_id = s.support_plan_id offset 0) v
    where s.commissioner_id = ${theTenant} and s.case_id = c.case_id
  union all select d.decided_by from decision d where d.commissioner_id = ${theTenant} and d.case_id = c.case_id and d.subject in ('support-plan', 'appeal'))`

export const takesPart = (human: RawBuilder<unknown>) =>
  sql<boolean>`exists (select from ${involvedIn} t where ${humanOf('t.actor_id')} = ${human})`

/**
 * Whether somebody has confirmed who the person of the case `c` is who has no other part in it, by the human behind the account. The one place
 * where that is said: who confirms first and takes a part later counts no more.
 */
export const identityConfirmed = sql<boolean>`exists (select from identity_confirmation i
  where i.commissioner_id = ${theTenant} and i.person_id = c.person_id and i.ended_at is null
    and not ${takesPart(humanOf('i.confirmed_by'))})`

/** That the meeting `m` is about its plan as it stands, where the plan is now, and was not called off. */
export const meetingStands = sql<boolean>`(m.called_off_at is null and exists (select from support_plan p
  where p.commissioner_id = ${theTenant} and p.support_plan_id = m.support_plan_id and p.status = 'awaiting-decision' and p.tier = m.tier
    and p.submitted_at <= m.set_at offset 0))`

type Facts = { readonly [Fact in keyof KeptFacts['facts']]: RawBuilder<KeptFacts['facts'][Fact]> }

/** Each fact of the case `c`, read by the key of the case. */
const factsOfCase: Facts = {
  ...factsOfMoney,
  caseId: sql`c.case_id`,
  ending: sql`c.ending`,
  team: sql`array(select distinct m.case_role from case_member m where ${ofCase('m')} and place_holds(m.left_at, m.until_on))`,
  expression: sql`(select json_build_object('id', e.expression_of_interest_id, 'status', e.status, 'answerBy', r.answer_by, 'requestId', r.information_request_id)
      from expression_of_interest e left join information_request r on r.commissioner_id = ${theTenant}
        and r.expression_of_interest_id = e.expression_of_interest_id and r.answered_at is null and e.status = 'information-requested'
      where ${ofCase('e')} and e.status <> 'withdrawn' order by e.expression_of_interest_id desc, r.information_request_id desc limit 1)`,
  assessment: sql`(select json_build_object('id', a.needs_assessment_id, 'status', a.status) from needs_assessment a
      where ${ofCase('a')} and a.status in ('in-progress', 'completed') order by a.needs_assessment_id desc limit 1)`,
  calculated: sql`exists (select from budget_calculation k where ${ofCase('k')} and k.budget_calculation_id > coalesce(
      (select max(a.needs_assessment_id::text)::uuid from needs_assessment a where ${ofCase('a')} and a.status in ('in-progress', 'completed')),
      '00000000-0000-0000-0000-000000000000'))`,
  budget: sql`(select json_build_object('id', b.indicative_budget_id, 'disclosed', b.disclosed_at is not null,
        'current', not exists (select from needs_assessment a where ${ofCase('a')} and a.status in ('in-progress', 'completed')
          and a.needs_assessment_id > b.indicative_budget_id))
      from indicative_budget b where ${ofCase('b')} and b.superseded_at is null)`,
  planUnderWay: sql`(select json_build_object('id', p.support_plan_id, 'status', p.status, 'tier', p.tier, 'totalPence', p.total_pence, 'short', p.waits_since is not null,
        'signed', (select coalesce(json_agg(json_build_object('caseRole', s.case_role, 'actorId', s.actor_id)), '[]') from signature s
          where s.commissioner_id = ${theTenant} and s.support_plan_id = p.support_plan_id and s.plan_version = p.submitted_version
            and ${signatureCounts}),
        'joint', array(select r.actor_id from representation r join case_member m on m.commissioner_id = ${theTenant}
          and m.case_member_id = r.case_member_id and m.left_at is null where ${ofCase('r')} and r.appointment <> 'severally' and r.for_welfare),
        'conflicts', array(select i.declared_as from conflict_of_interest i where ${ofCase('i')}))
      from support_plan p where ${ofCase('p')} and p.status in ('draft', 'awaiting-signatures', 'awaiting-decision', 'returned', 'awaiting-notice'))`,
  planInForce: sql`(select json_build_object('id', p.support_plan_id, 'status', p.status, 'inPart', p.agreed_pence < p.total_pence,
        'spenders', array(select distinct case l.deployment when 'direct-payment' then 'person' when 'notional' then 'broker'
            else case when exists (select from case_member m where ${ofCase('m')} and m.case_role = 'broker' and place_holds(m.left_at, m.until_on)
              and m.organisation_id = l.holder_id) then 'broker' else 'care-coordinator' end end
          from plan_line l where ${ofCase('l')} and l.support_plan_id = p.support_plan_id and l.status = 'active' order by 1))
      from support_plan p where ${ofCase('p')} and p.status in ('agreed', 'active'))`,
  planRefused: sql`coalesce((select p.status = 'refused' from support_plan p where ${ofCase('p')} and p.status <> 'withdrawn'
        order by p.support_plan_id desc limit 1), false)`,
  reviews: sql`coalesce((select json_agg(json_build_object('id', v.review_id, 'kind', v.kind, 'status', v.status, 'dueOn', v.due_on,
        'tier', v.route ->> 'tier', 'again', v.status = 'scheduled' and v.route is not null) order by v.review_id)
      from review v where ${ofCase('v')} and v.status in ('scheduled', 'awaiting-decision')), '[]')`,
  sinceAgreed: sql`coalesce((select u.found from support_plan p, lateral (
        select v.done_at as at, 0 as rank, v.review_id as id, case when v.finding in ('continue', 'end') then 'goes-on' else 'asks-for-change' end as found
          from review v where ${ofCase('v')} and v.support_plan_id = p.support_plan_id and v.status = 'done'
        union all select a.ended_at, 1, a.appeal_id, 'asks-for-change' from appeal a
          join decision d on d.commissioner_id = ${theTenant} and d.decision_id = a.decision_id and d.subject = 'support-plan'
          where ${ofCase('a')} and a.status = 'varied' and a.ended_at >= p.agreed_at and a.outcome_decision_id > p.support_plan_id
      ) u where ${ofCase('p')} and p.status in ('agreed', 'active') order by u.at desc, u.rank desc, u.id desc limit 1), 'nothing')`,
  appeals: sql`coalesce((select json_agg(json_build_object('id', a.appeal_id, 'status', a.status,
        'reviewers', s.rules -> 'appeals' -> 'reviewers',
        'notBy', array(select d.decided_by union select o.decided_by from appeal e
          join decision o on o.commissioner_id = ${theTenant} and o.decision_id = e.outcome_decision_id
          where e.commissioner_id = ${theTenant} and e.decision_id = a.decision_id order by 1)) order by a.appeal_id)
      from appeal a join decision d on d.commissioner_id = ${theTenant} and d.decision_id = a.decision_id
      join scheme_version s on s.commissioner_id = ${theTenant} and s.scheme_id = c.scheme_id and s.version = d.scheme_version
      where ${ofCase('a')} and a.status in ('awaiting-acceptance', 'lodged')), '[]')`,
  announcedEnding: sql`(select json_build_object('id', n.announced_ending_id) from announced_ending n where ${ofCase('n')} and n.closed_at is null)`,
  deathReport: sql`(select json_build_object('id', h.death_report_id, 'diedOn', h.died_on, 'notBy', array[h.reported_by])
      from death_report h where ${ofCase('h')} and h.closed_at is null)`,
  deathError: sql`(select json_build_object('id', h.death_report_id, 'notBy', array[h.error_proposed_by])
      from death_report h where ${ofCase('h')} and h.outcome = 'confirmed' and h.error_proposed_by is not null
        and c.ended_at is not null)`,
  objections: sql`coalesce((select json_agg(json_build_object('id', o.said_for_id, 'notBy', array[o.recorded_by]) order by o.said_for_id)
      from said_for o where ${ofCase('o')} and o.objected_at is not null and o.answered_at is null), '[]')`,
  requests: sql`coalesce((select json_agg(json_build_object('id', q.person_request_id, 'owner', q.owner) order by q.person_request_id)
      from person_request q where ${ofCase('q')} and q.answered_at is null), '[]')`,
  meetings: sql`coalesce((select json_agg(json_build_object('id', m.panel_meeting_id, 'startsAt', (extract(epoch from m.starts_at) * 1000)::bigint,
        'toldOn', m.told_on, 'lessNotice', m.less_notice, 'wish', m.wish, 'heard', m.heard, 'through', m.speaker)
      order by m.panel_meeting_id) from panel_meeting m where ${ofCase('m')} and ${meetingStands}), '[]')`,
  paused: sql`exists (select from case_pause u where ${ofCase('u')} and u.ended_on is null)`,
  councilEnrolled: sql`exists (select from scheme_council k where k.commissioner_id = ${theTenant} and k.scheme_id = c.scheme_id and k.ended_at is null)`,
  crisis: sql`(select json_build_object('id', x.crisis_episode_id) from crisis_episode x where ${ofCase('x')} and x.stood_down_at is null)`,
  providerStops: sql`coalesce((select json_agg(json_build_object('id', z.provider_stop_id) order by z.provider_stop_id)
      from provider_stop z where ${ofCase('z')} and z.closed_at is null), '[]')`,
  ...{ accountOfLeft, accountMissing, agreementsToSign },
  healthNeed: sql`(select json_build_object('id', h.health_need_id, 'needsAssessmentId', h.needs_assessment_id, 'status', h.status, 'untold', h.status in ('agreed', 'declined')
        and (select l.kind <> 'told' and l.way <> 'signed-in' from practice_act l where l.commissioner_id = ${theTenant}
          and l.health_need_id = h.health_need_id and l.kind in ('agreed', 'declined', 'told') order by l.practice_act_id desc limit 1))
      from health_need h where ${ofCase('h')} and h.status not in ('replaced', 'withdrawn'))`,
  councilToAssess: sql`coalesce((select exists (select from joint_finding f where f.commissioner_id = ${theTenant} and f.needs_assessment_id = a.needs_assessment_id
          and f.assessment_version = a.version and f.side = 'health')
        and not exists (select from joint_finding f where f.commissioner_id = ${theTenant} and f.needs_assessment_id = a.needs_assessment_id
          and f.assessment_version = a.version and f.side = 'council')
      from needs_assessment a where ${ofCase('a')} and a.status = 'in-progress' order by a.needs_assessment_id desc limit 1), false)`,
  letters: sql`coalesce((select json_agg(json_build_object('id', n.decision_id) order by n.decision_id) from notification n
      where ${ofCase('n')} and n.actor_id is null and n.decision_id is not null and n.status = 'not-sent' and not ${died}
        and not exists (select from letter_delivery d where d.commissioner_id = ${theTenant} and d.decision_id = n.decision_id offset 0)), '[]')`,
  takeOver: sql`(select json_build_object('id', t.take_over_id) from take_over t where ${ofCase('t')} and t.ended_at is null)`,
  coverGap: sql`(select json_build_object('id', g.cover_gap_id, 'tier', g.tier, 'byPerson', g.person_accepted_at is not null,
        'byDecider', g.decided_at is not null) from cover_gap g where ${ofCase('g')} and g.closed_at is null)`,
  reported: sql`coalesce((select json_agg(json_build_object('id', k.clock_id, 'kind', k.kind, 'subjectId', k.subject_id) order by k.clock_id)
      from clock k where ${ofCase('k')} and k.stopped_on is null and k.paused_on is null and k.reported_on is not null), '[]')`,
}

const factsById = prepared((reads: Reads, of: Slots<{ commissionerId: string; caseId: string }>) => {
  const named = Object.entries(factsOfCase).flatMap(([name, fact]) => [sql.lit(name), fact])
  return reads
    .selectFrom('budget_case as c')
    .select(['c.scheme_id', 'c.scheme_version', 'c.trust_id', 'c.step', 'c.identity_confirmed'])
    .select(identityConfirmed.as('confirmed'))
    .select(sql<KeptFacts['facts']>`json_build_object(${sql.join(named)})`.as('facts'))
    .select(
      sql<
        RunningClock[]
      >`coalesce((select json_agg(json_build_object('kind', k.kind, 'subjectId', k.subject_id, 'fixedOn', k.fixed_on, 'paused', k.paused_on is not null) order by k.clock_id)
        from clock k where ${ofCase('k')} and k.stopped_on is null), '[]')`.as('clocks'),
    )
    .select(
      sql<
        Wait[]
      >`coalesce((select json_agg(json_build_object('subject', w.subject, 'subjectId', w.subject_id, 'party', w.party, 'step', w.step,
          'notBy', w.not_by, 'clock', case when w.clock_kind is null then null else json_build_object('kind', w.clock_kind, 'subjectId', w.clock_subject_id) end,
          'tier', w.tier) order by w.place)
        from case_wait w where ${ofCase('w')}), '[]')`.as('waits'),
    )
    .where('c.commissioner_id', '=', of.commissionerId)
    .where('c.case_id', '=', of.caseId)
})

/**
 * What a case has, one status a thing, in one statement. The only place that reads the tables of every domain: each table is read by the
 * key of the case.
 */
export async function findFacts(
  reads: Reads,
  { commissionerId }: Actor,
  caseId: string,
): Promise<KeptFacts | undefined> {
  const [row] = await factsById(reads, { commissionerId, caseId })
  return (
    row && {
      schemeId: row.scheme_id,
      schemeVersion: row.scheme_version,
      trustId: row.trust_id,
      facts: row.facts,
      clocks: row.clocks,
      step: row.step,
      identity: { confirmed: row.confirmed, kept: row.identity_confirmed },
      waits: row.waits,
    }
  )
}

/** The next cases of the tenant in order, at most a hundred. */
export async function listCaseIds(reads: Reads, { commissionerId }: Actor, after?: string): Promise<string[]> {
  const rows = await reads
    .selectFrom('budget_case')
    .select('case_id')
    .where('commissioner_id', '=', commissionerId)
    .$if(after !== undefined, (query) => query.where('case_id', '>', after ?? ''))
    .orderBy('case_id')
    .limit(100)
    .execute()
  return rows.map((row) => row.case_id)
}

export async function isIdentityConfirmed(reads: Reads, { commissionerId }: Actor, caseId: string): Promise<boolean> {
  const row = await reads
    .selectFrom('budget_case as c')
    .select(identityConfirmed.as('confirmed'))
    .where('c.commissioner_id', '=', commissionerId)
    .where('c.case_id', '=', caseId)
    .executeTakeFirst()
  return row?.confirmed ?? false
}
